"""A simulation under way, as the session carries it: nothing of it is in the database until it is saved."""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Self

from cms.accounts.models import User
from cms.applications.models import Procedure
from cms.applications.simulation import operations
from cms.applications.simulation.run import Run

# A run that somebody clicks together is shorter by far.
MOST_STEPS = 200


@dataclass(frozen=True, slots=True)
class Carried:
    """What a simulation is made of. Of a real application only the number is carried, never an answer."""

    starts: str
    answers: dict[str, Any] = field(default_factory=dict)
    application: str = ""
    people: dict[str, int] = field(default_factory=dict)
    steps: list[dict[str, Any]] = field(default_factory=list)
    # What the applicant has begun to correct, until it is sent again.
    correction: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def of_run(cls, run: Run) -> Self:
        return cls(
            starts=run.starts.isoformat(),
            answers=dict(run.answers),
            people=dict(run.people),
            steps=[dict(step) for step in run.steps if "expect" not in step],
        )

    def run(self, procedure: Procedure, by: User) -> Run:
        """The run to be played. Raises PermissionDenied for a real application that `by` does not handle."""
        answers = self.answers
        if self.application:
            answers = operations.real_answers(procedure, self.application, by)
        return Run(answers, tuple(self.steps), starts=date.fromisoformat(self.starts), people=self.people)

    def with_step(self, step: dict[str, Any]) -> "Carried":
        """One step more, without the correction, which it takes along when it sends the application again."""
        return replace(self, steps=[*self.steps, step][:MOST_STEPS], correction={})

    def without_last(self) -> "Carried":
        return replace(self, steps=self.steps[:-1], correction={})
