"""Kinds of steps, decisions and ways of going on, in words: for those who know the process, and for applicants."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.workflows.graph import NodeSpec, TransitionSpec

# A step that an action names and that no row has: it is drawn so that its editor sees the loose end.
UNKNOWN = "unknown"

KINDS: dict[str, Callable[[NodeSpec], str]] = {
    "start": lambda node: _("Start"),
    "task": lambda node: _("Step"),
    "applicant": lambda node: _("The applicant’s turn"),
    "review": lambda node: _("Review: %(count)d opinions") % {"count": node.quorum} if node.quorum > 1 else _("Review"),
    "end": lambda node: _("End"),
    UNKNOWN: lambda node: _("No such step"),
}


def caption(node: NodeSpec) -> str:
    """Return the kind of a node in words, with its deadline: "Step · 10 working days"."""
    text = KINDS[node.kind](node) if node.kind in KINDS else node.kind
    if node.is_end and node.outcome:
        text = f"{text} · {outcome(node.outcome)}"
    if node.deadline_days:
        days = ngettext("%(count)d working day", "%(count)d working days", node.deadline_days)
        text = f"{text} · {days % {'count': node.deadline_days}}"
    return text


def outcome(key: str) -> str:
    """Return a decision in words."""
    from_key = {
        "accepted": _("accepted"),
        "refused": _("refused"),
        "withdrawn": _("withdrawn"),
        "closed": _("closed without action"),
    }
    return from_key.get(key, key)


def notes(one: TransitionSpec) -> tuple[str, ...]:
    """Return how an action goes on, each in some words: "by itself", "on a condition"."""
    found = []
    if one.automatic and one.delay_days:
        days = ngettext(
            "by itself after %(count)d working day", "by itself after %(count)d working days", one.delay_days
        )
        found.append(days % {"count": one.delay_days})
    elif one.automatic:
        found.append(_("by itself"))
    if one.condition:
        found.append(_("on a condition"))
    if one.comment == "required":
        found.append(_("with a comment"))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads a drawing: how the kinds of steps are told, and how the one where the case stands."""

    caption: Callable[[NodeSpec], str]
    here: Callable[[], str]


HOUSE = Reader(caption, lambda: _("The case is here"))
