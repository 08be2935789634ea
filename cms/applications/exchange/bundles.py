"""Bundles: a whole procedure as one JSON document, to be kept, compared, shared and imported."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from cms.applications.exchange import opinion_forms
from cms.applications.exchange.bundle_shape import BundleRefused, Problem, shape_problems
from cms.applications.exchange.schema import FORMAT
from cms.applications.models import Procedure, ProcedureDocument, ProcedureMessage, Release
from cms.applications.publication import releases
from cms.applications.publication.faults import faults_of
from cms.applications.simulation import keeping, proving
from cms.applications.simulation.run import Run
from cms.applications.simulation.staging import Definition, undone
from cms.forms import operations as forms
from cms.forms import pinning
from cms.forms.spec import Form
from cms.workflows import operations as workflows
from cms.workflows.checks import Fault
from cms.workflows.graph import Graph

if TYPE_CHECKING:
    from cms.accounts.models import User


WithForms = Callable[[dict[str, Any]], dict[str, Any]]


def dump(procedure: Procedure) -> dict[str, Any]:
    """The bundle of `procedure` as editors last left it, published or not."""
    content = releases.content_of(procedure)
    calendar = {"opens_at": procedure.opens_at, "closes_at": procedure.closes_at}
    content["procedure"]["calendar"] = {key: _written(moment) for key, moment in calendar.items() if moment}
    return _with_the_rest(
        opinion_forms.with_drafts,
        {
            "format": FORMAT,
            "procedure": content["procedure"],
            "form": forms.dump(forms.draft_of(procedure.form)),
            "process": workflows.dump(workflows.draft(procedure.process)),
            "messages": content["messages"],
            "documents": content["documents"],
        },
        procedure,
    )


def of_release(release: Release) -> dict[str, Any]:
    """The bundle of what was published as `release`, with the calendar and the saved runs of today."""
    procedure = release.procedure
    calendar = {"opens_at": procedure.opens_at, "closes_at": procedure.closes_at}
    written = {key: _written(moment) for key, moment in calendar.items() if moment}
    return _with_the_rest(
        opinion_forms.with_pinned,
        {
            "format": FORMAT,
            "procedure": release.settings | {"calendar": written},
            "form": release.form.to_json(),
            "process": release.graph.to_json(),
            "messages": release.messages,
            "documents": release.documents,
        },
        procedure,
    )


def _with_the_rest(with_forms: WithForms, data: dict[str, Any], procedure: Procedure) -> dict[str, Any]:
    """The bundle with the forms for experts, the rows of the reference tables to which its forms are pinned, and the
    saved runs; none: without that key.
    """
    data = with_forms(data)
    asked = [data["form"], *data.get(opinion_forms.PART, [])]
    found = {row["key"]: row for form in reversed(asked) for row in pinning.carried(form)}
    tables = [found[key] for key in sorted(found)]
    return data | ({"tables": tables} if tables else {}) | keeping.dumped(procedure)


def canonical(data: Any) -> dict[str, Any]:
    """A bundle as `dump` would write it: defaults filled in, keys in order. Raises BundleRefused."""
    problems = list(shape_problems(data))
    if problems:
        raise BundleRefused(problems)
    return _canonical(data)


@transaction.atomic
def load(data: dict[str, Any], publish: bool = True, by: "User | None" = None) -> Procedure:
    """Create the bundle's procedure, or bring the one that has its slug to what the bundle says; all or nothing.

    With `publish` it is published too. Loading the same bundle again changes nothing. Reference tables that it carries
    are made when they are missing, and get one more edition when none of theirs has its rows. `by` is the person who
    imports; without one the house itself does (commands). Raises PermissionDenied, BundleRefused, and
    `releases.PublicationRefused` when it is to be published with faults.
    """
    if by is not None and not by.has_perms(["applications.add_procedure", "applications.change_procedure"]):
        raise PermissionDenied
    data = canonical(data)
    pinning.take(data.get("tables", []), by=by)
    procedure = Procedure.objects.filter(slug=data["procedure"]["slug"]).first()
    if procedure is None or _asked(dump(procedure)) != _asked(data):
        procedure = _write(procedure or Procedure(), data)
    if publish:
        releases.publish(procedure, by)
        procedure.refresh_from_db()
    return procedure


def _asked(data: dict[str, Any]) -> dict[str, Any]:
    """What an import writes of a bundle: the newest rows of a table are this platform's own affair."""
    experts = {opinion_forms.PART: [pinning.unpinned(one) for one in data.get(opinion_forms.PART, [])]}
    return {**data, "form": pinning.unpinned(data["form"]), "tables": [], **experts}


def check(data: Any) -> list[Problem]:
    """All that is wrong with a bundle: its shape and, when that is right, what publication refuses or remarks."""
    problems = list(shape_problems(data))
    if problems:
        return problems
    data = _canonical(data)
    return problems_of(faults_with_runs(data))


def faults_with_runs(data: dict[str, Any]) -> list[Fault]:
    """What is wrong with a canonical bundle and, when none of it refuses publication, with its runs."""
    found = faults_of(Form.from_json(data["form"]), Graph.from_json(data["process"]), data)
    return found if any(fault.refuses for fault in found) else found + run_faults(data)


def run_faults(data: dict[str, Any]) -> list[Fault]:
    """What differs in the runs of a canonical bundle when they are played here; nothing of it stays."""

    def act() -> list[Fault]:
        form, graph = Form.from_json(data["form"]), Graph.from_json(data["process"])
        definition = Definition(load(data, publish=False), form, graph, data)
        return proving.faults(definition, map(Run.from_json, data["runs"]))

    return undone(act) if data.get("runs") else []


def problems_of(faults: Iterable[Fault]) -> list[Problem]:
    """The faults of a procedure, as problems of its bundle."""
    return [Problem(f"{fault.part} {fault.key}", str(fault.message), fault.refuses) for fault in faults]


def _canonical(data: dict[str, Any]) -> dict[str, Any]:
    """The bundle as `dump` would write it: defaults filled in, keys in order."""
    settings = data["procedure"]
    calendar = {key: _read(value) for key, value in settings.get("calendar", {}).items() if value}
    months = settings.get("retention_months")
    tables = _tables(data.get("tables", []))
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
        "form": _pinned(Form.from_json(data["form"]).to_json(), tables),
        "process": opinion_forms.plain(data["process"]),
        "messages": [
            {"key": row["key"], "to": row.get("to", "applicant"), "subject": row["subject"], "body": row["body"]}
            for row in data.get("messages", [])
        ],
        "documents": [
            {"key": row["key"], "title": row["title"], "body": row["body"], "signatory": row["signatory"]}
            for row in data.get("documents", [])
        ],
        **opinion_forms.canonical(data),
        **({"tables": tables} if tables else {}),
        **({"runs": runs} if (runs := [Run.from_json(row).to_json() for row in data.get("runs", [])]) else {}),
    }


def _pinned(form: dict[str, Any], tables: list[dict[str, Any]]) -> dict[str, Any]:
    """The form, pinned to the tables that come with it where it does not say to which edition."""
    editions = {one["key"]: one["edition"] for one in tables}
    for one in pinning.references(form):
        if not one.get("edition") and one["table"] in editions:
            one["edition"] = editions[one["table"]]
    return form


def _tables(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The tables of a bundle, each with its fingerprint, by key."""
    found = []
    for row in sorted(rows, key=lambda row: str(row["key"])):
        content = pinning.content_of(row)
        found.append({"key": row["key"], "name": row["name"], "edition": content.fingerprint, **content.to_json()})
    return found


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
    opinion_forms.load(data)
    procedure.process = workflows.load(data["process"])
    procedure.messages = [ProcedureMessage(sort_order=place, **row) for place, row in enumerate(data["messages"])]
    procedure.documents = [ProcedureDocument(sort_order=place, **row) for place, row in enumerate(data["documents"])]
    procedure.save()
    keeping.replace(procedure, data.get("runs", []))
    return procedure


def _read(value: str | None) -> datetime | None:
    moment = parse_datetime(value) if value else None
    return timezone.make_aware(moment) if moment and timezone.is_naive(moment) else moment


def _written(moment: datetime | None) -> str | None:
    return timezone.localtime(moment).isoformat() if moment else None
