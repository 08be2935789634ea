"""One thing that differs between two bundles."""

from dataclasses import dataclass
from typing import Any

ADDED, REMOVED, CHANGED, MOVED = "added", "removed", "changed", "moved"


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that differs.

    `part` is "procedure", "form", "section", "field", "rule", "process", "role", "node", "transition", "message",
    "document", "run" or "table"; `kind` is "added", "removed", "changed" or "moved"; `name` is the setting changed.
    `before` and `after` are the values, or the whole rows of what was removed and added. The sentence is in `message`.
    """

    part: str
    key: str
    kind: str
    message: str
    name: str = ""
    before: Any = None
    after: Any = None
