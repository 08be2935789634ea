"""Why a process cannot be read, in words that name the place at fault."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from cms.workflows import own_fields
from cms.workflows.schema import PROCESS_SCHEMA


@dataclass(frozen=True, slots=True)
class Misfit:
    """One thing that does not fit the schema: where (`nodes[2].kind (committee)`) and why."""

    path: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}: {self.message}" if self.path else self.message


class GraphError(ValueError):
    """The JSON is not a process; `misfits` says where and why."""

    def __init__(self, misfits: Iterable[Misfit]) -> None:
        self.misfits = tuple(misfits)
        super().__init__("\n".join(map(str, self.misfits)))


def misfits(process: Any) -> list[Misfit]:
    """Return all that keeps `process` (decoded JSON) from fitting `PROCESS_SCHEMA`, in the order of the document."""
    errors = sorted(Draft202012Validator(PROCESS_SCHEMA).iter_errors(process), key=lambda e: list(map(str, e.path)))
    if errors:
        return [Misfit(_path(error, process), _message(error)) for error in errors]
    rows = process.get("fields", [])
    return [
        Misfit("fields" if place is None else f"fields[{place}] ({rows[place]['key']})", message)
        for place, message in own_fields.misfits(rows)
    ]


def _path(error: ValidationError, process: Any) -> str:
    """`nodes[2].kind (committee)`: the place, and the key of the row when it has one."""
    text, row, key = "", process, ""
    for step in error.absolute_path:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else step
        row = row[step]
        if isinstance(row, dict) and isinstance(row.get("key"), str):
            key = row["key"]
    return f"{text} ({key})" if key else text


def _message(error: ValidationError) -> str:
    expected: Any = error.validator_value
    schema: Any = error.schema
    instance: Any = error.instance
    match error.validator:
        case "required":
            missing = [name for name in expected if name not in instance]
            return _("“%(name)s” is missing.") % {"name": "”, “".join(missing)}
        case "additionalProperties":
            known = schema["properties"]
            unknown = [name for name in instance if name not in known]
            return _("“%(name)s” is not known here.") % {"name": "”, “".join(unknown)}
        case "enum":
            return _("“%(value)s” is not one of: %(choices)s.") % {
                "value": instance,
                "choices": ", ".join(str(choice) for choice in expected if choice),
            }
        case "type":
            return _("“%(value)s” should be of type %(type)s.") % {
                "value": instance,
                "type": expected if isinstance(expected, str) else expected[0],
            }
        case "pattern":
            return _("“%(value)s” should be written in lower case letters without accents, digits and hyphens.") % {
                "value": instance
            }
        case "minLength":
            return _("This must not be empty.")
        case "maxLength":
            return _("This is longer than %(count)d characters.") % {"count": expected}
        case "minimum" | "maximum":
            return _("%(value)s is out of bounds.") % {"value": instance}
    return error.message
