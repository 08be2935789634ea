"""Who uses a table. The rooms above say it, since this one does not know them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Use:
    """Something that uses a table: what it is called, the address where it is edited."""

    name: str
    url: str = ""


Finder = Callable[[str], Iterable[Use]]
_FINDERS: list[Finder] = []


def register(finder: Finder) -> None:
    """Have `finder` asked who uses the table of a key, now or in what was published."""
    if finder not in _FINDERS:
        _FINDERS.append(finder)


def of(key: str) -> list[Use]:
    """All that uses the table of that key."""
    return [use for finder in _FINDERS for use in finder(key)]
