"""Does what the clock is to do: reminders, passing on, and automatic actions after a delay, each once.

One timer is one transaction: it locks the case, looks whether the timer still waits and the case is still where it was
planned, does it, and writes in the journal that it was the clock. Several workers at once and a worker that is killed
leave nothing doubled and nothing lost.
"""

import logging
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.tasks import default_task_backend, task
from django.utils import timezone

from cms.workflows import chain, moves, parts
from cms.workflows import timers as planning
from cms.workflows.expertise import clockwork
from cms.workflows.models import Case, JournalEntry, Timer

logger = logging.getLogger(__name__)

# The kind of effect that writes to those who must act; the room that knows how to write to people registers it.
REMIND = "remind"


def run(now: datetime | None = None, timers: QuerySet[Timer] | None = None) -> int:
    """Do all that is due at `now` (by default the present), of some timers or of all; return how many were done.

    What fails is noted in the log, stays due, and holds nothing else up.
    """
    now = now or timezone.now()
    wanted = Timer.objects.all() if timers is None else timers
    done = 0
    for pk, case_id in wanted.due(now).values_list("pk", "case"):  # type: ignore[attr-defined]  # of TimerQuerySet
        try:
            done += _run_one(pk, case_id, now)
        except Exception:
            logger.exception("timer %s of case %s failed", pk, case_id)
    return done


@task
def run_timers_of(case_id: int) -> int:
    """Do what is due in one case, and have the next timer looked at in its turn; return how many were done."""
    now = timezone.now()
    done = run(now, Timer.objects.filter(case=case_id))
    coming = Timer.objects.waiting().filter(case=case_id, run_at__gt=now).first()
    if coming:
        call_at(case_id, coming.run_at)
    return done


def call_at(case_id: int, moment: datetime) -> None:
    """Have a worker look at the case's timers at `moment`; without a queue that waits, `run_timers` does it."""
    if default_task_backend.supports_defer:
        run_timers_of.using(run_after=moment + timedelta(seconds=1)).enqueue(case_id=case_id)


def _run_one(pk: int, case_id: int, now: datetime) -> bool:
    with transaction.atomic():
        case = Case.objects.select_for_update(of=("self",)).select_related("process_version").get(pk=case_id)
        timer = Timer.objects.due(now).filter(pk=pk).first()
        if timer is None or timer.visit != case.revision or not case.is_open:
            return False
        timer.done_at = now
        timer.save(update_fields=["done_at"])
        match timer.kind:
            case Timer.Kind.REMINDER:
                _remind(case, int(timer.name), now)
            case Timer.Kind.ESCALATION:
                _pass_on(case, timer.name, now)
            case Timer.Kind.ASK_AGAIN:
                clockwork.remind(case, timer.name, now)
            case Timer.Kind.ASK_OVER:
                clockwork.expire(case, timer.name, now)
            case Timer.Kind.DELAY:
                if followed := moves.follow(case, now):
                    moves.settle(case, followed)
                else:
                    planning.look_again(timer, now)
                    return False
    return True


def _remind(case: Case, days: int, now: datetime) -> None:
    """Have a reminder sent; when the deadline is over it comes too late to be one."""
    if case.due_at is None or now > case.due_at:
        return
    entry = chain.append(
        case, JournalEntry.Kind.NOTE, created_at=now, source=case.node, data={"clock": "reminder", "days": days}
    )
    case.save(update_fields=["journal_head"])
    moves.queue(case, entry, [{"kind": REMIND, "days": days}])


def _pass_on(case: Case, role: str, now: datetime) -> None:
    case.is_escalated = True
    entry = chain.append(
        case, JournalEntry.Kind.NOTE, created_at=now, source=case.node, data={"clock": "escalation", "role": role}
    )
    case.save(update_fields=["journal_head", "is_escalated"])
    parts.rewrite(case)
    moves.queue(case, entry, [{"kind": REMIND, "role": role}])
