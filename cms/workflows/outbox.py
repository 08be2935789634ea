"""Runs effects after the commit: in order for each case, once, again after a failure.

An effect and its mark are one transaction, so that a worker that is killed leaves it as it was. A failure is tried
again after 1, 5, 30 minutes, 2 and 12 hours, then given up: it stays visible on the case, and holds back those after
it, until somebody has it run again. An exception whose `is_final` is true is given up at once: waiting would not help.
"""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction
from django.tasks import default_task_backend, task
from django.utils import timezone

from cms.accounts.models import User
from cms.workflows import chain, effects, permissions
from cms.workflows.models import Effect, JournalEntry

logger = logging.getLogger(__name__)

DELAYS = [timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 720)]
# Work that is this late was left by a worker that stopped.
LATE = timedelta(minutes=2)


@task
def run_outbox(case_id: int) -> int:
    """Run the effects of a case, then those of any case that a stopped worker left; return how many were done."""
    return run_case(case_id) + run_left_over()


def enqueue(case_id: int, run_after: datetime | None = None) -> None:
    """Ask the task queue to run the effects of a case, now or later; without a queue that waits, `run_due` does it."""
    if run_after is None:
        run_outbox.enqueue(case_id=case_id)
    elif default_task_backend.supports_defer:
        run_outbox.using(run_after=run_after).enqueue(case_id=case_id)


def do(effect: Effect) -> dict[str, object]:
    """Do one effect and return what it made; in a trial, what would do harm is only noted."""
    kind = effects.get(effect.kind)
    only_noted = effect.case.is_trial and not kind.in_trials
    return {"trial": True} if only_noted else dict(kind.run(effect) or {})


def run_case(case_id: int, act: Callable[[Effect], dict[str, object]] = do) -> int:
    """Run what is due for one case, in order; return how many effects were done. `act` does one, as `do` does."""
    done = 0
    while _run_next(case_id, act):
        done += 1
    return done


def run_due() -> int:
    """Run what is due for all cases; return how many effects were done."""
    return sum(run_case(case_id) for case_id in _cases_with_due(timezone.now()))


def run_left_over() -> int:
    """Run what should have run a while ago; return how many effects were done."""
    return sum(run_case(case_id) for case_id in _cases_with_due(timezone.now() - LATE))


def retry(effect: Effect, actor: User) -> None:
    """Have an effect that failed run again now, given up or not. Raises `PermissionError` when `actor` may not."""
    if not permissions.may_retry(actor, effect.case):
        raise PermissionError
    with transaction.atomic():
        again = {"state": Effect.State.PENDING, "attempts": 0, "run_after": timezone.now()}
        if Effect.objects.undone().exclude(error="").filter(pk=effect.pk).update(**again):
            transaction.on_commit(lambda: enqueue(effect.case_id), robust=True)


def _cases_with_due(now: datetime) -> list[int]:
    return list(Effect.objects.due(now).order_by("case").values_list("case", flat=True).distinct())


def _run_next(case_id: int, act: Callable[[Effect], dict[str, object]]) -> bool:
    """Run the first effect of the case that is not done, when it is due; return whether it was done."""
    with transaction.atomic():
        undone = Effect.objects.undone().filter(case=case_id).order_by("entry", "position")
        effect = undone.select_for_update(of=("self",)).select_related("case__process_version", "entry__actor").first()
        if effect is None or effect.state == Effect.State.FAILED or effect.run_after > timezone.now():
            return False
        try:
            with transaction.atomic():
                result = act(effect)
        except Exception as error:
            logger.exception("effect %s of case %s failed", effect.pk, case_id)
            _note_failure(effect, error)
            return False
        _note_success(effect, result)
        return True


def _note_success(effect: Effect, result: dict[str, object]) -> None:
    effect.state = Effect.State.DONE
    effect.attempts += 1
    effect.error = ""
    effect.result = result
    effect.done_at = timezone.now()
    effect.save(update_fields=["state", "attempts", "error", "result", "done_at"])
    chain.record(effect.case, JournalEntry.Kind.EFFECT, data=_facts(effect) | {"result": result})


def _note_failure(effect: Effect, error: Exception) -> None:
    effect.error = f"{type(error).__name__}: {error}"[:2000]
    is_final = getattr(error, "is_final", False)
    if effect.attempts < len(DELAYS) and not is_final:
        effect.run_after = timezone.now() + DELAYS[effect.attempts]
        case_id = effect.case_id
        run_after = effect.run_after
        transaction.on_commit(lambda: enqueue(case_id, run_after), robust=True)
    else:
        effect.state = Effect.State.FAILED
        chain.record(effect.case, JournalEntry.Kind.EFFECT_FAILED, data=_facts(effect))
    effect.attempts += 1
    effect.save(update_fields=["state", "attempts", "error", "run_after"])


def _facts(effect: Effect) -> dict[str, object]:
    return {"effect": effect.pk, "kind": effect.kind, "params": effect.params}
