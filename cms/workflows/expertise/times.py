"""When an expert is reminded, and when their time is over: timers of the case, planned with the others."""

from datetime import datetime

from cms.workflows import workdays
from cms.workflows.models import Case, OpinionRequest, Timer


def planned(case: Case) -> list[tuple[str, str, datetime]]:
    """(kind, number of the request, when) of all that is to happen by itself to the requests of this visit."""
    asked = case.current_node.experts
    if asked is None or not case.is_open:
        return []
    open_ones = OpinionRequest.objects.of_visit(case).unanswered()
    return [row for request in open_ones for row in of_request(request, asked.remind)]


def of_request(request: OpinionRequest, remind: int | None) -> list[tuple[str, str, datetime]]:
    """The same of one request; no reminder when one was sent, or when its day would be before the request."""
    name = str(request.pk)
    rows = [(Timer.Kind.ASK_OVER.value, name, request.due_at)]
    if remind and not request.reminders:
        moment = workdays.reminder(request.due_at, remind)
        if moment > request.asked_at:
            rows.append((Timer.Kind.ASK_AGAIN.value, name, moment))
    return rows
