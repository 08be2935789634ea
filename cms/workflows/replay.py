"""Where a case stands by its journal alone: what the table says must be the same."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from cms.workflows.chain import Break
from cms.workflows.models import Case, JournalEntry


@dataclass(frozen=True, slots=True)
class State:
    """Where a case stands: its step, its decision (empty while it runs), and how many moves it has made."""

    node: str
    outcome: str
    revision: int


def state_of(case: Case) -> State:
    """Return what the table says."""
    return State(case.node, case.outcome, case.revision)


def replay(case: Case) -> State:
    """Return what the journal says: every entry that names a step to which the case came is a move.

    Raises `LookupError` when the journal does not begin with the opening, or a move does not leave the step where the
    case was.
    """
    node, revision = "", -1
    entries = case.journal.exclude(target="").order_by("pk")
    for kind, source, target in entries.values_list("kind", "source", "target"):
        if (kind == JournalEntry.Kind.OPENED) != (revision < 0):
            raise LookupError(_("the opening is not the first entry"))
        if kind == JournalEntry.Kind.MOVED and source != node:
            raise LookupError(_("a move leaves the step “%(step)s”, where the case was not") % {"step": source})
        node, revision = target, revision + 1
    if revision < 0:
        raise LookupError(_("the opening is missing"))
    # A step of an earlier version that this one does not have is no end: ends are not left.
    end = case.graph.node(node) if case.graph.has_node(node) else None
    return State(node, (end.outcome or "closed") if end and end.is_end else "", revision)


def differences(cases: QuerySet[Case]) -> Iterator[Break]:
    """Yield the cases whose journal says something else than the table."""
    for case in cases.select_related("process_version").iterator(chunk_size=500):
        try:
            told = replay(case)
        except LookupError as error:
            yield Break(case.pk, None, str(error.args[0]))
            continue
        if told != state_of(case):
            facts = {"told": told.node, "revision": told.revision, "stands": case.node, "stored": case.revision}
            reason = _(
                "the journal leads to “%(told)s” after %(revision)d moves, the table says “%(stands)s” after %(stored)d"
            )
            yield Break(case.pk, None, reason % facts)
