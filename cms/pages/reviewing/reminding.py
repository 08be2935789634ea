"""Before a deadline, and when a late step is passed on, the clock writes to those who must act: for pages too."""

from typing import Any

from cms.pages.models import ProcessTaskState
from cms.pages.reviewing import mails
from cms.workflows import effects
from cms.workflows.clock import REMIND
from cms.workflows.models import Effect


def register() -> None:
    """Take over the reminders of pages, and leave those of everything else to the room that had them."""
    others = effects.get(REMIND)

    def run(effect: Effect) -> dict[str, Any] | None:
        state = effect.case.subject
        return remind(effect, state) if isinstance(state, ProcessTaskState) else others.run(effect)

    effects.register_effect(
        REMIND, others.label, run, others.check, in_trials=others.in_trials, in_simulations=others.in_simulations
    )


def remind(effect: Effect, state: ProcessTaskState) -> dict[str, Any]:
    """Write once more to those whom the step waits for, unless the case has left it meanwhile."""
    return {"recipients": mails.tell(state.pk, effect.entry.source, None)}
