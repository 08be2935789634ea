"""Bundles: a whole procedure as one JSON document, to be kept, compared, shared and imported."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

import jsonschema
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from cms.applications import releases
from cms.applications.faults import faults_of
from cms.applications.models import Procedure, ProcedureDocument, ProcedureMessage, Release
from cms.applications.schema import FORMAT, SHELL_SCHEMA
from cms.forms import operations as forms
from cms.forms.errors import SpecError
from cms.forms.spec import Form
from cms.workflows import operations as workflows
from cms.workflows.checks import Fault
from cms.workflows.errors import GraphError
from cms.workflows.graph import Graph

if TYPE_CHECKING:
    from cms.accounts.models import User


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


def dump(procedure: Procedure) -> dict[str, Any]:
    """The bundle of `procedure` as editors last left it, published or not."""
    content = releases.content_of(procedure)
    calendar = {"opens_at": procedure.opens_at, "closes_at": procedure.closes_at}
    content["procedure"]["calendar"] = {key: _written(moment) for key, moment in calendar.items() if moment}
    return {
        "format": FORMAT,
        "procedure": content["procedure"],
        "form": forms.dump(forms.draft_of(procedure.form)),
        "process": workflows.dump(workflows.draft(procedure.process)),
        "messages": content["messages"],
        "documents": content["documents"],
    }


def of_release(release: Release) -> dict[str, Any]:
    """The bundle of what was published as `release`, with the calendar of today: that belongs to no release."""
    procedure = release.procedure
    calendar = {"opens_at": procedure.opens_at, "closes_at": procedure.closes_at}
    written = {key: _written(moment) for key, moment in calendar.items() if moment}
    return {
        "format": FORMAT,
        "procedure": release.settings | {"calendar": written},
        "form": release.form.to_json(),
        "process": release.graph.to_json(),
        "messages": release.messages,
        "documents": release.documents,
    }


def canonical(data: Any) -> dict[str, Any]:
    """A bundle as `dump` would write it: defaults filled in, keys in order. Raises BundleRefused."""
    problems = list(_shape_problems(data))
    if problems:
        raise BundleRefused(problems)
    return _canonical(data)


@transaction.atomic
def load(data: dict[str, Any], publish: bool = True, by: "User | None" = None) -> Procedure:
    """Create the bundle's procedure, or bring the one that has its slug to what the bundle says; all or nothing.

    With `publish` it is published too. Loading the same bundle again changes nothing. `by` is the person who imports;
    without one the house itself does (commands). Raises PermissionDenied, BundleRefused, and
    `releases.PublicationRefused` when it is to be published with faults.
    """
    if by is not None and not by.has_perms(["applications.add_procedure", "applications.change_procedure"]):
        raise PermissionDenied
    data = canonical(data)
    procedure = Procedure.objects.filter(slug=data["procedure"]["slug"]).first()
    if procedure is None or dump(procedure) != data:
        procedure = _write(procedure or Procedure(), data)
    if publish:
        releases.publish(procedure, by)
        procedure.refresh_from_db()
    return procedure


def check(data: Any) -> list[Problem]:
    """All that is wrong with a bundle: its shape and, when that is right, what publication refuses or remarks."""
    problems = list(_shape_problems(data))
    if problems:
        return problems
    data = _canonical(data)
    return problems_of(faults_of(Form.from_json(data["form"]), Graph.from_json(data["process"]), data))


def problems_of(faults: Iterable[Fault]) -> list[Problem]:
    """The faults of a procedure, as problems of its bundle."""
    return [Problem(f"{fault.part} {fault.key}", str(fault.message), fault.refuses) for fault in faults]


def _shape_problems(data: Any) -> Iterator[Problem]:
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
    if isinstance(data.get("process"), dict):
        try:
            Graph.from_json(data["process"])
        except GraphError as error:
            for misfit in error.misfits:
                yield Problem(f"process.{misfit.path}" if misfit.path else "process", misfit.message)
    for part in () if errors else ("messages", "documents"):
        keys = [row["key"] for row in data.get(part, [])]
        for key in sorted({key for key in keys if keys.count(key) > 1}):
            yield Problem(f"{part}.{key}", _("This key is used twice."))


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


def _canonical(data: dict[str, Any]) -> dict[str, Any]:
    """The bundle as `dump` would write it: defaults filled in, keys in order."""
    settings = data["procedure"]
    calendar = {key: _read(value) for key, value in settings.get("calendar", {}).items() if value}
    months = settings.get("retention_months")
    return {
        "format": FORMAT,
        "procedure": {
            "slug": settings["slug"],
            "title": settings["title"],
            "summary": settings.get("summary", ""),
            "description": settings.get("description", ""),
            "title_field": settings.get("title_field") or "",
            "summary_field": settings.get("summary_field") or "",
            "territory_field": settings.get("territory_field") or "",
            "published_fields": settings.get("published_fields", []),
            "collection": settings.get("collection") or None,
            **({"retention_months": months} if months else {}),
            "calendar": {key: _written(moment) for key, moment in calendar.items()},
        },
        "form": Form.from_json(data["form"]).to_json(),
        "process": Graph.from_json(data["process"]).to_json(),
        "messages": [
            {"key": row["key"], "to": row.get("to", "applicant"), "subject": row["subject"], "body": row["body"]}
            for row in data.get("messages", [])
        ],
        "documents": [
            {"key": row["key"], "title": row["title"], "body": row["body"], "signatory": row["signatory"]}
            for row in data.get("documents", [])
        ],
    }


def _write(procedure: Procedure, data: dict[str, Any]) -> Procedure:
    settings = dict(data["procedure"])
    calendar = settings.pop("calendar")
    settings["collection"] = settings["collection"] or ""
    settings.setdefault("retention_months", None)
    for name, value in settings.items():
        setattr(procedure, name, value)
    procedure.opens_at = _read(calendar.get("opens_at"))
    procedure.closes_at = _read(calendar.get("closes_at"))
    procedure.form = forms.load(data["form"])
    procedure.process = workflows.load(data["process"])
    procedure.messages = [ProcedureMessage(sort_order=place, **row) for place, row in enumerate(data["messages"])]
    procedure.documents = [ProcedureDocument(sort_order=place, **row) for place, row in enumerate(data["documents"])]
    procedure.save()
    return procedure


def _read(value: str | None) -> datetime | None:
    moment = parse_datetime(value) if value else None
    return timezone.make_aware(moment) if moment and timezone.is_naive(moment) else moment


def _written(moment: datetime | None) -> str | None:
    return timezone.localtime(moment).isoformat() if moment else None
