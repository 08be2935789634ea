"""One thing wrong with a process, and the refusal to publish it."""

from collections.abc import Iterable
from dataclasses import dataclass

ERROR = "error"
WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong: `kind` ("unreachable"), `part` ("node", "transition", "role", "process") and its `key`."""

    kind: str
    part: str
    key: str
    message: str
    severity: str = ERROR

    @property
    def refuses(self) -> bool:
        """Whether the process may not be published with it."""
        return self.severity == ERROR


class ProcessFaulty(ValueError):
    """The process may not be published; `faults` says why."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(fault.message for fault in self.faults))
