"""What the clock will do: reminders, passing on, and automatic actions after a delay, planned at each step."""

from datetime import datetime, timedelta

from django.utils import timezone

from cms.workflows import signals, workdays
from cms.workflows.expertise import times
from cms.workflows.graph import TransitionSpec
from cms.workflows.models import Case, Timer


def plan(case: Case) -> None:
    """Write what the clock is to do while the case stays where it has just come; what it was to do before is dropped.

    The caller has locked the case.
    """
    Timer.objects.waiting().filter(case=case).delete()
    rows = [
        Timer(case=case, visit=case.revision, kind=kind, name=name, run_at=run_at)
        for kind, name, run_at in _planned(case)
    ]
    if rows:
        Timer.objects.bulk_create(rows)
        signals.timers_planned.send(Case, case=case, run_at=min(row.run_at for row in rows))


def look_again(timer: Timer, now: datetime) -> None:
    """Have the clock look the next morning at a delayed action whose condition did not hold at `now`.

    A condition may read the present day ("before today"): it comes to hold without anybody doing anything.
    """
    tomorrow = timezone.localtime(now).date() + timedelta(days=1)
    timer.run_at, timer.done_at = workdays.morning(tomorrow), None
    timer.save(update_fields=["run_at", "done_at"])


def is_over(case: Case, transition: TransitionSpec, now: datetime) -> bool:
    """Return whether the case has stayed at its step for the delay of an automatic transition, if it has one."""
    return not transition.delay_days or now >= workdays.deadline(case.entered_at, transition.delay_days)


def _planned(case: Case) -> list[tuple[str, str, datetime]]:
    if not case.is_open:
        return []
    node = case.current_node
    planned = [
        (Timer.Kind.DELAY.value, one.key, workdays.deadline(case.entered_at, one.delay_days))
        for one in case.graph.leaving(case.node)
        if one.automatic and one.delay_days
    ]
    if case.due_at is not None:
        planned += [
            (Timer.Kind.REMINDER.value, str(days), workdays.reminder(case.due_at, days)) for days in node.reminders
        ]
        if node.escalate_to and node.escalate_after is not None:
            after = workdays.deadline(case.due_at, node.escalate_after)
            planned.append((Timer.Kind.ESCALATION.value, node.escalate_to, after))
    return [*planned, *times.planned(case)]
