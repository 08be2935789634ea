"""The process's own questions: fields of a form that the people who handle a case fill in."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from cms.forms.spec import Form, SpecError

# What makes of a field of a form one of a process: whether the applicant may read the answer.
PUBLIC = "public"


def form_of(rows: Iterable[Mapping[str, Any]]) -> Form:
    """Return the rows as a form of one section. Raises `SpecError`: its paths begin with ("sections", 0, "fields")."""
    fields = [{name: value for name, value in row.items() if name != PUBLIC} for row in rows]
    return Form.from_json({"key": "own", "name": "own", "sections": [{"key": "own", "title": "own", "fields": fields}]})


def canonical(rows: Iterable[Mapping[str, Any]]) -> tuple[dict[str, Any], ...]:
    """Return the rows in their shortest writing; two equal lists of fields have the same. Raises `SpecError`."""
    rows = list(rows)
    if not rows:
        return ()
    fields = form_of(rows).fields
    return tuple(
        one.to_json() | ({PUBLIC: True} if row.get(PUBLIC) else {}) for one, row in zip(fields, rows, strict=True)
    )


def misfits(rows: Iterable[Mapping[str, Any]]) -> Iterator[tuple[int | None, str]]:
    """Yield what is wrong: the number of the row (None when it is about the whole) and why."""
    rows = list(rows)
    if not rows:
        return
    try:
        form_of(rows)
    except SpecError as error:
        for fault in error.faults:
            place = fault.path[3] if len(fault.path) > 3 else None
            yield place if isinstance(place, int) else None, fault.message
