"""Releases: publishing a procedure, by hand or because its form or its process was published."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from cms.applications.models import Procedure, Release
from cms.applications.publication import moving
from cms.applications.publication.faults import faults_of, faults_of_draft, naming_blocks
from cms.applications.simulation import keeping, proving
from cms.applications.simulation.staging import Definition
from cms.forms import operations as forms
from cms.forms.errors import SpecError
from cms.forms.models import FormVersion
from cms.forms.spec import Form
from cms.workflows import operations as workflows
from cms.workflows.checks import Fault, ProcessFaulty
from cms.workflows.expertise import forms as expertise
from cms.workflows.graph import Graph
from cms.workflows.models import ProcessVersion

if TYPE_CHECKING:
    from cms.accounts.models import User


class PublicationRefused(Exception):
    """A procedure cannot be published as it is; `faults` says what to mend, each with its place."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = list(faults)
        super().__init__("; ".join(str(fault.message) for fault in self.faults))


def may_publish(user: "User") -> bool:
    """Only those to whom the right to publish procedures was given."""
    return user.has_perm("applications.publish_procedure")


def content_of(procedure: Procedure) -> dict[str, Any]:
    """What a release keeps of a procedure beside its form and process: the bundle's own keys, without the calendar.

    The calendar belongs to the procedure and not to the release: to close a procedure earlier changes no application.
    """
    # Left out when there is none, as in the releases made before procedures had one.
    kept = {"retention_months": procedure.retention_months} if procedure.retention_months else {}
    return {
        "procedure": {
            "slug": procedure.slug,
            "title": procedure.title,
            "summary": procedure.summary,
            "description": procedure.description,
            "title_field": procedure.title_field,
            "summary_field": procedure.summary_field,
            "territory_field": procedure.territory_field,
            "published_fields": list(procedure.published_fields),
            "collection": procedure.collection or None,
            **kept,
        },
        "messages": [
            {"key": row.key, "to": row.to, "subject": row.subject, "body": row.body} for row in procedure.messages.all()
        ],
        "documents": [
            {"key": row.key, "title": row.title, "body": row.body, "signatory": row.signatory}
            for row in procedure.documents.all()
        ],
    }


@transaction.atomic
def publish(procedure: Procedure, by: "User | None" = None) -> Release:
    """Publish `procedure` with its form and process as they now are, and return the release that applicants meet.

    Nothing new is made when nothing changed. `by` is the person who asks; without one the house itself does (commands).
    Raises PermissionDenied, and PublicationRefused with every fault found: then nothing is published at all.
    """
    if by is not None and not may_publish(by):
        raise PermissionDenied
    # Its key is left free: the first submission of a year points at it, and would wait for us while we wait for it.
    procedure = Procedure.objects.select_for_update(no_key=True).get(pk=procedure.pk)
    with _by_hand(procedure):
        form_version = _publish_form(procedure)
        _publish_opinion_forms(procedure)
        process_version = _publish_process(procedure)
        try:
            return _release(procedure, form_version, process_version, content_of(procedure))
        except PublicationRefused as error:
            raise PublicationRefused(naming_blocks(forms.draft_of(procedure.form), error.faults)) from None


def _publish_form(procedure: Procedure) -> FormVersion:
    try:
        return forms.publish(procedure.form)
    except SpecError as error:
        raise PublicationRefused(faults_of_draft(forms.draft_of(procedure.form).draft_json(), error)) from error


def _publish_opinion_forms(procedure: Procedure) -> None:
    """What is asked of experts is published with the procedure, as its own form is."""
    try:
        expertise.publish(workflows.draft(procedure.process).graph)
    except SpecError as error:
        raise PublicationRefused([Fault("unfit_opinion_form", "process", procedure.process.key, str(error))]) from error


def _publish_process(procedure: Procedure) -> ProcessVersion:
    try:
        return workflows.publish(procedure.process)
    except ProcessFaulty as error:
        raise PublicationRefused(error.faults) from error


def draft_faults(procedure: Procedure) -> list[Fault]:
    """What is wrong with `procedure` as its editors last left it, warnings included; nothing is published."""
    draft = forms.draft_of(procedure.form)
    try:
        form = draft.spec
    except SpecError as error:
        return faults_of_draft(draft.draft_json(), error)
    return naming_blocks(draft, faults_of(form, workflows.draft(procedure.process).graph, content_of(procedure)))


def all_faults(procedure: Procedure) -> list[Fault]:
    """What `draft_faults` says and, when none of it refuses, the saved runs that no longer hold."""
    found = draft_faults(procedure)
    if any(fault.refuses for fault in found):
        return found
    form, graph = forms.draft_of(procedure.form).spec, workflows.draft(procedure.process).graph
    definition = Definition(procedure, form, graph, content_of(procedure))
    return found + proving.faults(definition, keeping.of(procedure))


def is_current(procedure: Procedure) -> bool:
    """Whether applicants meet `procedure` as its editors last left it."""
    release = procedure.current_release
    if release is None:
        return False
    try:
        form = forms.draft_of(procedure.form).spec
    except SpecError:
        return False
    graph = expertise.pinned(workflows.draft(procedure.process).graph, drafts=True)
    return release.content_hash == fingerprint(form, graph, content_of(procedure))


def follow_form(version: FormVersion) -> list[Release]:
    """New releases of the published procedures that ask this form, now that `version` is out."""
    procedures = Procedure.objects.published().filter(form=version.definition_id).select_related("current_release")
    return _follow(procedures, form_version=version)


def follow_process(version: ProcessVersion) -> list[Release]:
    """New releases of the published procedures that follow this process, now that `version` is out."""
    procedures = Procedure.objects.published().filter(process=version.definition_id).select_related("current_release")
    return _follow(procedures, process_version=version)


def _follow(procedures: Any, **changed: Any) -> list[Release]:
    """A procedure whose new whole has a fault stays on its release: its screen says so, its applicants lose nothing."""
    made = []
    for procedure in procedures:
        if procedure.pk in _published_by_hand.get():
            continue
        release = procedure.current_release
        versions = {"form_version": release.form_version, "process_version": release.process_version} | changed
        try:
            made.append(_release(procedure, content=release.content, **versions))
        except PublicationRefused:
            continue
    return made


def _release(
    procedure: Procedure, form_version: FormVersion, process_version: ProcessVersion, content: dict[str, Any]
) -> Release:
    form, graph = Form.from_json(form_version.spec), process_version.graph
    refusals = [fault for fault in faults_of(form, graph, content) if fault.refuses]
    if refusals:
        raise PublicationRefused(refusals)
    content_hash = fingerprint(form, graph, content)
    current = procedure.current_release
    if current is not None and current.content_hash == content_hash:
        return current
    if broken := proving.faults(Definition(procedure, form, graph, content), keeping.of(procedure)):
        raise PublicationRefused(broken)
    last = procedure.releases.order_by("-number").values_list("number", flat=True).first() or 0
    release = Release.objects.create(
        procedure=procedure,
        number=last + 1,
        form_version=form_version,
        process_version=process_version,
        content=content,
        content_hash=content_hash,
    )
    Procedure.objects.filter(pk=procedure.pk).update(current_release=release)
    procedure.current_release = release
    moving.follow(release)
    return release


def fingerprint(form: Form, graph: Graph, content: dict[str, Any]) -> str:
    """The hash (64 hexadecimal digits) of all that a release pins: form, process, messages, documents, settings."""
    whole = {"form": form.to_json(), "process": graph.to_json(), **content}
    text = json.dumps(whole, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


_published_by_hand: ContextVar[frozenset[int]] = ContextVar("published_by_hand", default=frozenset())


@contextmanager
def _by_hand(procedure: Procedure) -> Iterator[None]:
    """While a procedure is published whole, the publication of its parts must not release it half made."""
    token = _published_by_hand.set(_published_by_hand.get() | {procedure.pk})
    try:
        yield
    finally:
        _published_by_hand.reset(token)
