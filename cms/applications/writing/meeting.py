"""Two people, or two screens, on the same answers: each answer is compared on its own, and none is overwritten unseen.

A page says of each answer how it was when it was shown (`marks`). What was changed elsewhere meanwhile is kept when
the page did not touch it; when both changed it, the page is told what the other wrote and the person chooses.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone
from django.utils.dateparse import parse_datetime

from cms.accounts.models import User
from cms.applications.models import Application
from cms.forms.answers import Reading, in_words
from cms.forms.spec import Field, Section

MINE, THEIRS = "mine", "theirs"
_NOTHING: Any = object()
_LONGEST = 200_000


@dataclass(frozen=True, slots=True)
class Seen:
    """What a page had on screen: {field key: mark}, and what the person chose: {field key: (choice, mark)}."""

    marks: Mapping[str, str]
    chosen: Mapping[str, tuple[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Conflict:
    """One answer that was changed here and elsewhere: both in words, who changed it elsewhere and when."""

    key: str
    label: str
    mine: str
    theirs: str
    # The account that wrote the other value; None when it is not known.
    by: User | None
    at: Any
    # The mark of the other value: a choice holds for what the person has read.
    mark: str


@dataclass(frozen=True, slots=True)
class Meeting:
    """What comparing gave: `held` are the keys that must not be written."""

    conflicts: list[Conflict]
    held: frozenset[str]


def marks(application: Application, section: Section) -> dict[str, str]:
    """How each answer of the section now is, for the page that shows it."""
    return {one.key: _stored_mark(application, one) for one in section.fields if one.kind.asks}


def read(data: Mapping[str, Any]) -> Seen | None:
    """What a posted page had seen; None when it does not say so, or says nonsense."""
    text = str(data.get("seen", ""))
    if not text or len(text) > _LONGEST:
        return None
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, dict):
        return None
    chosen = {
        key: (str(data.get(f"_choice.{key}", "")), str(data.get(f"_theirs.{key}", "")))
        for key in found
        if f"_choice.{key}" in data
    }
    return Seen({str(key): str(mark) for key, mark in found.items()}, chosen)


def changed_elsewhere(application: Application, section: Section, seen: Seen | None) -> frozenset[str]:
    """Keys of the answers that are no longer as the page had them."""
    if seen is None:
        return frozenset()
    return frozenset(
        one.key
        for one in section.fields
        if one.key in seen.marks and seen.marks[one.key] != _stored_mark(application, one)
    )


def meet(
    application: Application, section: Section, reading: Reading, seen: Seen | None, added: Iterable[str] = ()
) -> Meeting:
    """Compare what was sent with what is stored, answer by answer. `application` is locked and not yet changed.

    `added`: keys of the answers to which files were added; an addition takes nothing away, unless rows came with it.
    """
    if seen is None:
        return Meeting([], frozenset())
    held: set[str] = set()
    conflicts = []
    for one in section.fields:
        if one.kind.derived or (one.key not in reading.values and one.key not in reading.raw):
            continue
        if one.key in added and not one.kind.holds_fields:
            continue
        stored, posted = _stored_mark(application, one), _posted_mark(one, reading)
        before = seen.marks.get(one.key, stored)
        if posted == stored or before == stored:
            continue
        choice, about = seen.chosen.get(one.key, ("", ""))
        if choice == MINE and about == stored:
            continue
        held.add(one.key)
        if posted != before and not (choice == THEIRS and about == stored):
            conflicts.append(_conflict(application, one, reading, stored))
    return Meeting(_signed(application, conflicts), frozenset(held))


def stamp(application: Application, user: User, keys: Iterable[str]) -> None:
    """Note who changed these answers, and when; the caller saves."""
    now = timezone.now().isoformat(timespec="seconds")
    application.edited = {**application.edited, **{key: {"by": user.pk, "at": now} for key in keys}}


def _stored_mark(application: Application, one: Field) -> str:
    return _mark(one, application.working_answers.get(one.key), application.typed.get(one.key, _NOTHING))


def _posted_mark(one: Field, reading: Reading) -> str:
    if one.key in reading.values:
        return _mark(one, reading.values[one.key])
    return _mark(one, None, reading.raw[one.key])


def _mark(one: Field, value: Any, typed: Any = _NOTHING) -> str:
    """A short print of an answer; of what was typed, when that could not be stored."""
    content = ["answer", None if one.kind.is_empty(value) else value] if typed is _NOTHING else ["typed", typed]
    text = json.dumps(content, sort_keys=True, ensure_ascii=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _conflict(application: Application, one: Field, reading: Reading, stored: str) -> Conflict:
    mine = in_words(one, reading.values[one.key]) if one.key in reading.values else _typed(reading.raw[one.key])
    if one.key in application.typed:
        theirs = _typed(application.typed[one.key])
    else:
        theirs = in_words(one, application.working_answers.get(one.key))
    at = parse_datetime(application.edited.get(one.key, {}).get("at", ""))
    return Conflict(one.key, one.label, mine, theirs, None, at, stored)


def _signed(application: Application, conflicts: list[Conflict]) -> list[Conflict]:
    """The conflicts with the people behind them: one query, and none when there is no conflict."""
    if not conflicts:
        return []
    numbers = {one.key: application.edited.get(one.key, {}).get("by") for one in conflicts}
    people = User.objects.in_bulk([pk for pk in numbers.values() if pk is not None])
    return [
        Conflict(one.key, one.label, one.mine, one.theirs, people.get(numbers[one.key]), one.at, one.mark)
        for one in conflicts
    ]


def _typed(raw: Any) -> str:
    """What was typed and could not be stored, as text."""
    if isinstance(raw, Mapping):
        raw = list(raw.values())
    if isinstance(raw, list):
        return ", ".join(text for text in map(_typed, raw) if text)
    return "" if raw is None else str(raw)
