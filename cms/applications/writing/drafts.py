"""Filling in an application: begin, save a section, throw a draft away."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from cms.accounts.models import User
from cms.applications.models import Application, Procedure
from cms.applications.people.access import Right, may
from cms.applications.writing import attachments, meeting
from cms.applications.writing.corrections import may_fill, open_part
from cms.applications.writing.locking import lock
from cms.applications.writing.meeting import Conflict, Seen
from cms.applications.writing.recording import write
from cms.applications.writing.submission import ProcedureClosed, check_open
from cms.forms import answers
from cms.forms.answers import Problem, Reading
from cms.forms.spec import Section

Files = MultiValueDict[str, UploadedFile]


class Stale(Exception):
    """The application was saved elsewhere since this copy of it was read; nothing was written.

    For a copy that only knows its revision; one that says what it saw (`Seen`) is compared answer by answer.
    """

    def __init__(self, application: Application) -> None:
        self.application = application
        super().__init__(_("This application was changed in another tab or on another device."))


class FormChanged(Stale):
    """The draft moved to a new form since the page was shown; nothing was written."""

    def __init__(self, application: Application) -> None:
        super().__init__(application)
        self.args = (_("The questions of this procedure have just been changed: open this page again to see them."),)


@dataclass(frozen=True, slots=True)
class Saved:
    """What saving a section gave."""

    application: Application
    # Those of this section, in the order of the page.
    problems: list[Problem]
    # Files that were sent and not taken: they are to be chosen again, so the person must see this page.
    refused_files: list[Problem]
    # {field key: what was typed}: to show the section again as it was sent.
    raw: dict[str, Any]
    # A button inside a field was pressed ("add:partners"): the section is to be shown again.
    action: str
    # Whether something was written.
    changed: bool
    # Answers that were changed here and elsewhere: not written, the person chooses.
    conflicts: list[Conflict]
    # {field key: mark} of the answers that are now as the page has them.
    marks: dict[str, str]
    # {field key: answer} of the answers in conflict, as they were sent.
    mine: dict[str, Any]


@transaction.atomic
def start(procedure: Procedure, user: User) -> Application:
    """Begin a draft of the procedure's current release. Raises PermissionDenied (not signed in) or ProcedureClosed."""
    if not user.is_authenticated:
        raise PermissionDenied
    check_open(procedure)
    if procedure.current_release is None:
        raise ProcedureClosed(_("This procedure is being prepared."))
    return Application.objects.create(release=procedure.current_release, applicant=user)


def save(
    application: Application,
    user: User,
    section: Section,
    data: QueryDict,
    files: Files | None = None,
    revision: int | None = None,
    seen: Seen | None = None,
) -> Saved:
    """Save what was sent for one section, files included: each clean answer is stored, whatever the others are.

    What could not be stored is kept as it was typed. In a correction, only the fields that the step opens are read.
    An answer that was also changed elsewhere since the page was shown (`seen`) is not written but told in `conflicts`.
    Raises PermissionDenied (no right to edit, or no longer to be filled in) and, for a copy without `seen`, Stale when
    `revision` is not the present one: then nothing is written.
    """
    with attachments.kept_only_if_committed() as stored, transaction.atomic():
        locked = lock(application)
        if not may_fill(user, locked):
            raise PermissionDenied
        if revision is not None and revision < locked.form_revision:
            raise FormChanged(locked)
        if seen is None and revision is not None and revision != locked.revision:
            raise Stale(locked)
        part = open_part(locked, section)
        before = locked.working_answers
        kept = meeting.changed_elsewhere(locked, part, seen)
        received = attachments.receive(locked, part, files or MultiValueDict(), before, stored, kept)
        reading = answers.read(locked.release.form, part, data, {**before, **received.values})
        met = meeting.meet(locked, part, reading, seen, received.values)
        written = {k: value for k, value in {**received.values, **reading.values}.items() if k not in met.held}
        written |= answers.calculated(locked.release.form.sections, {**before, **written})
        changes = {key: value for key, value in written.items() if before.get(key) != value}
        typed = _still_typed(locked, part, reading, met.held)
        changed = bool(changes) or typed != locked.typed
        if changed:
            meeting.stamp(locked, user, changes.keys() | _differing(typed, locked.typed))
            locked.typed = typed
            write(locked, changes)
            if attachments.touches_files(locked, changes):
                attachments.drop_unused(locked)
    told = {one.key for one in met.conflicts}
    marks = {
        key: mark
        for key, mark in meeting.marks(locked, part).items()
        if key not in met.held and (key in reading.values or key in reading.raw or key in received.values)
    }
    return Saved(
        application=locked,
        problems=[one for one in reading.problems if one.field_key not in met.held],
        refused_files=received.problems,
        raw={key: raw for key, raw in reading.raw.items() if key not in met.held or key in told},
        action=reading.action,
        changed=changed,
        conflicts=met.conflicts,
        marks=marks,
        mine={key: reading.values[key] for key in told if key in reading.values},
    )


@transaction.atomic
def delete(application: Application, user: User) -> None:
    """Throw a draft away with its files. Raises PermissionDenied for all but its owner, and for what was submitted."""
    locked = Application.objects.select_for_update(of=("self",)).get(pk=application.pk)
    if not may(user, locked, Right.MANAGE) or not locked.is_draft:
        raise PermissionDenied
    for attachment in locked.attachments.all():
        attachments.forget(attachment)
    locked.delete()


def _still_typed(application: Application, part: Section, reading: Reading, held: frozenset[str]) -> dict[str, Any]:
    """What stays kept as typed: what other sections have, what this one sent and could not store, what is held."""
    here = {one.key for one in part.fields} - held
    elsewhere = {key: raw for key, raw in application.typed.items() if key not in here}
    refused = {key: raw for key, raw in reading.raw.items() if key not in reading.values and key in here}
    unsent = {
        key: raw
        for key, raw in application.typed.items()
        if key in here and key not in reading.values and key not in reading.raw
    }
    return elsewhere | unsent | refused


def _differing(one: dict[str, Any], other: dict[str, Any]) -> set[str]:
    return {key for key in {*one, *other} if one.get(key) != other.get(key)}
