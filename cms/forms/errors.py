"""What can be wrong with a form and with an answer."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class SpecFault:
    """One thing wrong with a form's definition; `path` leads to it: ("sections", 0, "fields", 2, "label")."""

    path: Path
    message: str


class SpecError(ValueError):
    """A form's definition does not hold; `faults` has all that is wrong, each named."""

    def __init__(self, faults: Iterable[SpecFault]) -> None:
        self.faults = tuple(faults)
        super().__init__(" ".join(fault.message for fault in self.faults))


class OptionError(ValueError):
    """A value that an option of a field type refuses."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with an answer. `part` says where in an answer of several parts ("0.email"), or is empty."""

    message: str
    part: str = ""
    # What the part is called, when the field's own label does not tell: "Pupil 2: Age".
    label: str = ""


class FieldError(ValueError):
    """An answer is refused. The message says what to do; `faults` has one entry for each part at fault."""

    def __init__(self, message: str | Promise, part: str = "") -> None:
        self.faults: tuple[Fault, ...] = (Fault(str(message), part),)
        super().__init__(str(message))

    @classmethod
    def of(cls, faults: Iterable[Fault]) -> "FieldError":
        """One error from several faults (at least one)."""
        kept = tuple(faults)
        error = cls(" ".join(fault.message for fault in kept))
        error.faults = kept
        return error

    @property
    def message(self) -> str:
        return str(self)
