"""What a correction changed: each answer before and after, side by side."""

from dataclasses import dataclass
from datetime import datetime

from cms.applications.models import Application
from cms.forms import answers
from cms.workflows.models import JournalEntry


@dataclass(frozen=True, slots=True)
class Change:
    """One answer in words, as it was sent before and as it was sent last."""

    key: str
    label: str
    before: str
    after: str
    # Whether an agent had named this answer; what was not named changed with it.
    asked: bool
    changed: bool


@dataclass(frozen=True, slots=True)
class Correction:
    """The last time that an application was sent again."""

    number: int
    sent_at: datetime
    changes: list[Change]


def last_correction(application: Application) -> Correction | None:
    """Return what the last correction changed and what was asked and stayed; None when there was none.

    Answers are compared as they were stored, and shown as the form of the application says them.
    """
    newest = list(application.submissions.order_by("-number")[:2])
    if len(newest) < 2:
        return None
    after, before = newest
    entries = application.case.journal.filter(kind=JournalEntry.Kind.MOVED) if application.case else []
    entry = next((one for one in entries if one.data.get("submission") == after.number), None)
    asked = set(entry.data.get("asked", [])) if entry else set()
    form = application.release.form
    found = []
    for one in form.fields:
        was, now = before.answers.get(one.key), after.answers.get(one.key)
        if not one.kind.asks or (was == now and one.key not in asked):
            continue
        words = answers.in_words(one, was), answers.in_words(one, now)
        found.append(Change(one.key, one.label, *words, asked=one.key in asked, changed=was != now))
    return Correction(after.number, after.sent_at, found)
