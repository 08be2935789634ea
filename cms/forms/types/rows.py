"""Answers made of rows: reading them from a post, adding and removing one."""

from typing import Any

from django.utils.translation import gettext as _

from cms.forms.errors import Fault, FieldError
from cms.forms.types.base import Data, plain, within

MOST_ROWS = 100


def rows_in(data: Data, prefix: str, parts: tuple[str, ...]) -> list[dict[str, str]]:
    """The rows posted as `prefix.0.part`, in the order of their numbers, which may have gaps."""
    found: dict[int, dict[str, str]] = {}
    for name in data:
        if not name.startswith(f"{prefix}."):
            continue
        number, _dot, part = name.removeprefix(f"{prefix}.").partition(".")
        if number.isascii() and number.isdigit() and len(number) < 6 and part in parts:
            found.setdefault(int(number), dict.fromkeys(parts, ""))[part] = data.get(name, "")
    return [found[number] for number in sorted(found)]


def without(rows: Any, place: str) -> list[Any]:
    """The rows without the one at `place`, when there is one."""
    kept = list(rows) if isinstance(rows, list) else []
    if place.isascii() and place.isdigit() and int(place) < len(kept):
        del kept[int(place)]
    return kept


def row_list(raw: Any) -> list[dict[str, Any]]:
    """Rows; raises `FieldError` when it is something else."""
    if raw in (None, ""):
        return []
    if not isinstance(raw, list) or not all(isinstance(row, dict) for row in raw):
        raise FieldError(_("Fill in the rows of this question."))
    if len(raw) > MOST_ROWS:
        raise FieldError(_("There are too many rows: {most} at most.").format(most=MOST_ROWS))
    return raw


def short(raw: Any, most: int = 200) -> str:
    """A short text in a row."""
    return within(most, plain(raw))


def typed_rows(raw: Any) -> list[dict[str, str]]:
    """Rows for redisplay: what was typed, whatever it is, as texts."""
    rows = raw if isinstance(raw, list) else []
    return [
        {str(part): str(one) for part, one in row.items() if isinstance(one, str | int | float)}
        for row in rows
        if isinstance(row, dict)
    ]


class Gathered:
    """Faults of the parts of an answer, gathered so that all are said at once."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []

    def take(self, clean: Any, raw: Any, part: str) -> Any:
        """The clean value, or nothing and a fault at `part`."""
        try:
            return clean(raw)
        except FieldError as error:
            self.faults.append(Fault(error.message, part))
            return None

    def refuse(self) -> None:
        """Raise `FieldError` when there is a fault."""
        if self.faults:
            raise FieldError.of(self.faults)
