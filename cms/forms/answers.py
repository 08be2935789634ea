"""Answers to a form: what is asked, what is wrong, what is kept.

Answers are `{field key: stored value}`. A hidden field counts as not answered.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from cms.forms.actions import action_in
from cms.forms.errors import Fault, FieldError
from cms.forms.judging import Problem, ineligible, input_id, problems, reading_problems
from cms.forms.rules import Answers
from cms.forms.spec import Field, Form, Section
from cms.forms.visibility import calculated, is_required, settled_form

# One hidden input a rendered field: an unticked box is then told from a field that was not on the page.
ON_PAGE = "_field"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a posted section gave."""

    # Clean, or not complete yet: all of it can be stored.
    values: dict[str, Any]
    problems: list[Problem]
    # What was typed, for the fields that were refused or that an action changed.
    raw: dict[str, Any] = field(default_factory=dict)
    # "add:partners": a button inside a field was pressed, and the section is to be shown again.
    action: str = ""


def visible(form: Form, answers: Answers) -> set[str]:
    """Keys of the fields that these answers show."""
    return settled_form(form.sections, answers).shown


def sections(form: Form, answers: Answers) -> list[Section]:
    """The sections that these answers show: the steps."""
    shown = visible(form, answers)
    return [one for one in form.sections if any(asked.key in shown for asked in one.fields) or not one.fields]


def prune(form: Form, answers: Answers) -> dict[str, Any]:
    """The answers without those of hidden or unknown fields, with what is calculated from the others."""
    return settled_form(form.sections, answers).answers


def read(form: Form, section: Section, data: MultiValueDict[str, str], answers: Answers) -> Reading:
    """What a posted section answers. `answers` are those stored so far.

    A field that was not on the page keeps its stored answer. Each value that is clean is in `values`, whatever the
    others are; a value that is only incomplete (a budget out of balance) is there too, with its problems.
    """
    action = action_in(data)
    on_page = set(data.getlist(ON_PAGE))
    values: dict[str, Any] = {}
    raw: dict[str, Any] = {}
    refused: dict[str, tuple[Fault, ...]] = {}
    for one in section.fields:
        pressed = action.concerns(one.key)
        if one.kind.derived or not one.kind.asks or not (one.key in on_page or one.kind.posted(one, data) or pressed):
            continue
        typed = one.kind.merge(one, one.kind.from_post(one, data), answers.get(one.key))
        if pressed:
            typed = one.kind.act(one, typed, action)
        try:
            values[one.key] = one.kind.clean(one, typed)
            if pressed and (action.kind == "add" or one.kind.holds_fields):
                # Empty rows would not outlive cleaning.
                raw[one.key] = typed
        except FieldError as error:
            refused[one.key] = error.faults
            raw[one.key] = typed
    now = {**answers, **values}
    values |= calculated(form.sections, now)
    now |= values
    found = reading_problems(form, section, now, refused)
    if action:
        # The person is not done with the section: only what was typed wrong is said.
        found = [one for one in found if one.field_key in refused]
    return Reading(values, found, raw, str(action))


def shown(form: Form, answers: Answers, *, public: bool = False) -> list[tuple[Section, list[tuple[Field, str]]]]:
    """Each section with its questions and their answers in words, as these answers show them.

    `public`: in the words that anybody may read, where a bank account is masked.
    """
    settled = settled_form(form.sections, answers)
    found = []
    for section in form.sections:
        rows = [
            (one, in_words(one, settled.answers.get(one.key), public=public))
            for one in section.fields
            if one.key in settled.shown and one.kind.asks
        ]
        if rows:
            found.append((section, rows))
    return found


def in_words(one: Field, value: Any, *, public: bool = False) -> str:
    """An answer in words; empty for one that another version of the form left behind in another shape."""
    try:
        words = one.kind.public_display(one, value) if public else one.kind.display(one, value)
    except (TypeError, ValueError, KeyError, AttributeError, ArithmeticError):
        return ""
    return words if isinstance(words, str) else ""


def search_text(form: Form, answers: Answers, keys: set[str] | None = None) -> str:
    """What the search finds these answers by; of the fields named, or of all."""
    kept = prune(form, answers)
    texts = [
        one.kind.search_text(one, kept[one.key])
        for one in form.fields
        if one.key in kept and (keys is None or one.key in keys)
    ]
    return "\n".join(text for text in texts if text)


def posted(data: Mapping[str, Any]) -> QueryDict:
    """Data for `read` from a plain mapping; a list is several values."""
    query = QueryDict(mutable=True)
    for name, value in data.items():
        query.setlist(name, value if isinstance(value, list) else [value])
    return query


__all__ = [
    "ON_PAGE",
    "Fault",
    "FieldError",
    "Problem",
    "Reading",
    "calculated",
    "in_words",
    "ineligible",
    "input_id",
    "is_required",
    "posted",
    "problems",
    "prune",
    "read",
    "search_text",
    "sections",
    "shown",
    "visible",
]
