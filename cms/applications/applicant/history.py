"""What happened to an application, as far as its applicant is told."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from cms.applications.models import Application
from cms.applications.publication.ruling import Ruling
from cms.workflows.models import JournalEntry


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the history."""

    label: str
    text: str
    comment: str
    date: datetime


def history(application: Application) -> list[Event]:
    """Return the events that the applicant is told, newest first.

    The rule: the submission; a move that the applicant made; a move into a step about which the process says something
    to the applicant, or into an end; a move whose comment is for the applicant. A comment is shown when it is public,
    and never otherwise. Nobody who acted is named. Opinions, notes, assignments and effects stay inside.
    """
    case = application.case
    if case is None:
        return []
    ruling = Ruling(application)
    # Whoever owned it before acted for the applicants too.
    owners = {
        application.applicant_id,
        *application.transfers.filter(state="accepted").values_list("offered_by", flat=True),
    }
    told = []
    for entry in case.journal.filter(kind__in=[JournalEntry.Kind.OPENED, JournalEntry.Kind.MOVED]):
        if entry.kind == JournalEntry.Kind.OPENED:
            told.append(Event(_("You sent your application"), "", "", entry.created_at))
            continue
        graph = ruling.at(entry.pk).graph
        node = graph.node(entry.target)
        own = entry.actor_id in owners
        comment = entry.comment if entry.public or own else ""
        if own or node.applicant_text or node.is_end or comment:
            label = graph.transition(entry.transition).label if own else node.label
            told.append(Event(label, "" if own else node.applicant_text, comment, entry.created_at))
    return told[::-1]
