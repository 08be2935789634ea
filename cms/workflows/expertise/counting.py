"""How many opinions of experts a step has, and whether an action still waits for them."""

from dataclasses import dataclass

from cms.workflows.graph import TransitionSpec
from cms.workflows.models import Case, OpinionRequest


@dataclass(frozen=True, slots=True)
class Count:
    """How many opinions came during this visit of a step, of how many it wants."""

    received: int
    wanted: int

    @property
    def is_reached(self) -> bool:
        return self.received >= self.wanted


def count(case: Case) -> Count | None:
    """Return the count of the step where the case stands; None when it asks no expert.

    One person alone tries a process: one opinion is then enough.
    """
    asked = case.current_node.experts
    if asked is None:
        return None
    received = OpinionRequest.objects.of_visit(case).received().count()
    return Count(received, 1 if case.is_trial else asked.wanted)


def is_met(case: Case, transition: TransitionSpec) -> bool:
    """Return whether `transition`, from where the case stands, waits for no opinion (any more)."""
    if not transition.needs_opinions:
        return True
    counted = count(case)
    return counted is None or counted.is_reached
