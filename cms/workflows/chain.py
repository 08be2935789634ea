"""Writes the journal: each entry is chained to the one before by its hash."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from cms.accounts.models import User
from cms.workflows.models import Case, JournalEntry


def append(case: Case, kind: str, actor: User | None = None, **content: Any) -> JournalEntry:
    """Write one entry. The caller has locked the row of `case` and saves its `journal_head` in the same transaction."""
    facts = {"is_trial": case.is_trial, "previous_hash": case.journal_head}
    entry = JournalEntry(case=case, kind=kind, actor=actor, **facts, **content)
    entry.comment_digest = entry.digest_comment()
    entry.hash = entry.compute_hash()
    entry.save(force_insert=True)
    case.journal_head = entry.hash
    return entry


def record(case: Case, kind: str, actor: User | None = None, **content: Any) -> JournalEntry:
    """Lock the case and write one entry that moves nothing: a note, an effect, an assignment.

    `content`: `comment`, `public`, `data` (numbers and keys only), as in `JournalEntry`.
    """
    with transaction.atomic():
        locked = Case.objects.select_for_update().get(pk=case.pk)
        entry = append(locked, kind, actor, **content)
        locked.save(update_fields=["journal_head"])
    case.journal_head = locked.journal_head
    return entry


@dataclass(frozen=True, slots=True)
class Break:
    """Where a chain does not hold: the entry (None: the end of the journal) and why."""

    case_id: int
    entry_id: int | None
    reason: str


def breaks(cases: QuerySet[Case]) -> Iterator[Break]:
    """Yield the first break of each case's journal."""
    for case in cases.iterator(chunk_size=500):
        if found := _first_break(case):
            yield found


def _first_break(case: Case) -> Break | None:
    head = ""
    for entry in case.journal.order_by("pk").iterator(chunk_size=500):
        if entry.previous_hash != head:
            return Break(case.pk, entry.pk, _("an entry before this one is missing or was put in"))
        if entry.compute_hash() != entry.hash:
            return Break(case.pk, entry.pk, _("the entry was changed"))
        erased = not entry.comment_salt
        if not erased and entry.digest_comment() != entry.comment_digest:
            return Break(case.pk, entry.pk, _("the comment was changed"))
        head = entry.hash
    if head != case.journal_head:
        return Break(case.pk, None, _("the end of the journal is missing"))
    return None
