"""What is wrong with the shape of a bundle, in sentences that name the place."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import jsonschema
from django.utils.translation import gettext as _

from cms.applications.exchange.schema import SHELL_SCHEMA
from cms.forms import pinning
from cms.forms.errors import SpecError
from cms.forms.spec import Form
from cms.snippets.tables.content import ContentError
from cms.workflows.errors import GraphError
from cms.workflows.graph import Graph


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a bundle: where ("process.nodes.3.kind", "message recu") and what."""

    place: str
    message: str
    # False: to be looked at, without standing in the way.
    refuses: bool = True

    def __str__(self) -> str:
        return f"{self.place}: {self.message}"


class BundleRefused(Exception):
    """A bundle that cannot be imported; `problems` says why, each with its place."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))


def shape_problems(data: Any) -> Iterator[Problem]:
    """What the schema says; the rooms below say what is wrong with a form and with a process, in their own words."""
    validator = jsonschema.Draft202012Validator(SHELL_SCHEMA, format_checker=jsonschema.FormatChecker())
    errors = sorted(validator.iter_errors(data), key=lambda error: [str(step) for step in error.absolute_path])
    yield from (Problem(_place(data, error.absolute_path), _said(error)) for error in errors)
    if not isinstance(data, dict):
        return
    if isinstance(data.get("form"), dict):
        try:
            Form.from_json(data["form"])
        except SpecError as error:
            for fault in error.faults:
                yield Problem(_place(data, ("form", *fault.path)), fault.message)
    yield from () if errors else _opinion_forms(data)
    if isinstance(data.get("process"), dict):
        try:
            Graph.from_json(data["process"])
        except GraphError as error:
            for misfit in error.misfits:
                yield Problem(f"process.{misfit.path}" if misfit.path else "process", misfit.message)
    for table in () if errors else data.get("tables", []):
        try:
            pinning.content_of(table)
        except ContentError as error:
            yield Problem(f"tables.{table['key']}", _("The table does not hold: %(why)s.") % {"why": error})
    for part in () if errors else ("messages", "documents", "tables", "runs"):
        keys = [row["key"] for row in data.get(part, [])]
        for key in sorted({key for key in keys if keys.count(key) > 1}):
            yield Problem(f"{part}.{key}", _("This key is used twice."))


def _opinion_forms(data: dict[str, Any]) -> Iterator[Problem]:
    """What is wrong with the forms for experts; each has a key of its own."""
    taken = {data["form"].get("key")}
    for place, form in enumerate(data.get("opinion_forms", [])):
        try:
            Form.from_json(form)
        except SpecError as error:
            for fault in error.faults:
                yield Problem(_place(data, ("opinion_forms", place, *fault.path)), fault.message)
        if form["key"] in taken:
            yield Problem(f"opinion_forms.{form['key']}", _("This key is used twice."))
        taken.add(form["key"])


def _place(data: Any, path: Iterable[str | int]) -> str:
    """The path of keys to a value; a row of a list is named by its own key rather than by its number."""
    steps: list[str] = []
    value = data
    for step in path:
        try:
            value = value[step]
        except (KeyError, IndexError, TypeError):
            value = None
        named = isinstance(step, int) and isinstance(value, dict) and isinstance(value.get("key"), str)
        steps.append(value["key"] if named else str(step))
    return ".".join(steps) or _("the whole file")


def _said(error: jsonschema.ValidationError) -> str:
    """What a schema error means, in a sentence."""
    wanted: Any = error.validator_value
    schema: Any = error.schema
    instance: Any = error.instance
    match error.validator:
        case "required":
            missing = ", ".join(name for name in wanted if name not in instance)
            return _("Missing: %(names)s.") % {"names": missing}
        case "additionalProperties":
            unknown = ", ".join(name for name in instance if name not in schema["properties"])
            return _("Not known here: %(names)s.") % {"names": unknown}
        case "type":
            kinds = wanted if isinstance(wanted, str) else ", ".join(wanted)
            return _("Should be of type: %(kinds)s.") % {"kinds": kinds}
        case "const":
            return _("Should be %(value)s.") % {"value": wanted}
        case "minimum" | "maximum":
            return _("%(value)s is too small or too large.") % {"value": instance}
        case "minLength":
            return _("Must not be empty.")
        case "maxLength":
            return _("Longer than %(count)d characters.") % {"count": wanted}
        case "pattern":
            return _("“%(value)s” is not written as it should: %(pattern)s.") % {
                "value": instance,
                "pattern": wanted,
            }
        case "uniqueItems":
            return _("Something is there twice.")
        case "format":
            return _("“%(value)s” is not a moment, as 2026-01-05T08:00:00+01:00.") % {"value": instance}
    return error.message
