"""What a drawing says besides the process: its faults, where a case stands and has been, where each row is edited."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from cms.workflows.checks import Fault


@dataclass(frozen=True, slots=True)
class Marks:
    """Marks of one drawing and of its outline; without any they show the process alone.

    `current`: the key of the step where a case stands; `passed`: those where it has been; `taken`: the (from, to) pairs
    that it went; `following`: the steps to which it may go next. `rows`: the address of the row where a part is edited,
    by ("node" or "transition", key).
    """

    current: str | None = None
    faults: tuple[Fault, ...] = ()
    passed: frozenset[str] = frozenset()
    taken: frozenset[tuple[str, str]] = frozenset()
    following: frozenset[str] = frozenset()
    rows: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def refusals(self, part: str, key: str) -> tuple[str, ...]:
        """What must be put right in one part before the process may be published, in words."""
        return tuple(one.message for one in self.faults if one.refuses and (one.part, one.key) == (part, key))

    def warnings(self, part: str, key: str) -> tuple[str, ...]:
        """What should be looked at in one part, in words."""
        return tuple(one.message for one in self.faults if not one.refuses and (one.part, one.key) == (part, key))

    def is_faulty(self, part: str, key: str) -> bool:
        return bool(self.refusals(part, key))

    def row(self, part: str, key: str) -> str:
        """The address of the row of one part; empty when it is not edited here."""
        return self.rows.get((part, key), "")
