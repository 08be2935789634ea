"""What the clock does with a request: the reminder, and the end of an expert's time. The caller has locked the case."""

from datetime import datetime

from cms.workflows.expertise import notes
from cms.workflows.models import Case, OpinionRequest


def remind(case: Case, number: str, now: datetime) -> None:
    """Write again to an expert who has not answered; after the last day it comes too late to be a reminder."""
    request = _waiting(case, number)
    if request is None or request.is_expired(now):
        return
    request.reminders += 1
    request.sent_at = now
    request.save(update_fields=["reminders", "sent_at"])
    notes.note(case, request, "reminded", now, mail=notes.TO_EXPERT)


def expire(case: Case, number: str, now: datetime) -> None:
    """Say that an expert's time is over, and tell whoever asked."""
    request = _waiting(case, number)
    if request is not None:
        notes.note(case, request, "expired", now, mail=notes.TO_ASKER)


def _waiting(case: Case, number: str) -> OpinionRequest | None:
    return OpinionRequest.objects.select_for_update(of=("self",)).unanswered().filter(case=case, pk=number).first()
