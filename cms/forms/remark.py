"""What should keep a form that holds from being published."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to mend: `part` is "section" or "field", and `key` names it; one that does not refuse is a warning."""

    kind: str
    part: str
    key: str
    message: str
    refuses: bool = True
