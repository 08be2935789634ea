"""A run: the answers that are sent and the steps that follow, as a bundle writes them (docs/bundle.md)."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Self

# The day on which a run begins that does not say when: a Monday, so that the same file always gives the same.
START = date(2026, 1, 5)

Step = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Run:
    """One run. `steps` are JSON as the schema of bundles says; `people` how many play a role, by its key.

    `ends` is the key of the step where the case then stands; empty while the run is still being played.
    """

    answers: Mapping[str, Any]
    steps: tuple[Step, ...] = ()
    ends: str = ""
    key: str = ""
    label: str = ""
    starts: date = START
    people: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> Self:
        """The run that a bundle's row writes; the row holds to the schema."""
        starts = row.get("starts")
        return cls(
            answers=dict(row["answers"]),
            steps=tuple(row["steps"]),
            ends=row["ends"],
            key=row["key"],
            label=row["label"],
            starts=date.fromisoformat(starts) if starts else START,
            people=dict(row.get("people", {})),
        )

    def to_json(self) -> dict[str, Any]:
        """The bundle's row."""
        return {
            "key": self.key,
            "label": self.label,
            "starts": self.starts.isoformat(),
            **({"people": dict(self.people)} if self.people else {}),
            "answers": dict(self.answers),
            "steps": [dict(step) for step in self.steps],
            "ends": self.ends,
        }

    def followed_by(self, *steps: Step) -> "Run":
        """The run with more steps."""
        return replace(self, steps=(*self.steps, *steps))
