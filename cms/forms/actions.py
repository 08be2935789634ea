"""Buttons inside a field: add a row, copy, move or remove one, search. They post the whole section and lose nothing."""

from collections.abc import Iterable
from dataclasses import dataclass

KINDS = ("add", "duplicate", "up", "down", "remove", "search")


@dataclass(frozen=True, slots=True)
class Action:
    """The button that was pressed: `_add:partners`, `_remove:budget.expenses.2`; falsy when none was."""

    kind: str = ""
    field_key: str = ""
    path: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.kind)

    def __str__(self) -> str:
        return f"{self.kind}:{'.'.join((self.field_key, *self.path))}" if self.kind else ""

    def concerns(self, field_key: str) -> bool:
        return bool(self.kind) and self.field_key == field_key


def action_in(names: Iterable[str]) -> Action:
    """The first button among the posted names."""
    for name in names:
        kind, found, place = name.partition(":")
        if found and kind.startswith("_") and kind[1:] in KINDS and place:
            key, *path = place.split(".")
            return Action(kind[1:], key, tuple(path))
    return Action()
