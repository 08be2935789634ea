"""Files that applicants send: received with the answer, given back to those who may see them, dropped when unused."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.datastructures import MultiValueDict

from cms.accounts.models import User
from cms.applications.corrections import is_open, may_fill
from cms.applications.models import Application, Attachment
from cms.applications.models.attachment import PrivateStorage
from cms.applications.recording import write
from cms.forms import uploads
from cms.forms.answers import Problem
from cms.forms.errors import FieldError
from cms.forms.spec import Field, Section
from cms.workflows.permissions import may_see


@dataclass(frozen=True, slots=True)
class Received:
    """What came of the files of one section: new values of their fields, and what was refused."""

    values: dict[str, Any]
    problems: list[Problem]


def may_open(user: User | AnonymousUser, attachment: Attachment) -> bool:
    """The applicant opens their files, and so do those who may see the case; before submission nobody else does."""
    application = attachment.application
    if not user.is_authenticated:
        return False
    return application.applicant_id == user.pk or (application.case is not None and may_see(user, application.case))


def attach(application: Application, user: User, field: Field, uploaded_file: UploadedFile) -> Attachment:
    """Store one file as (part of) the answer to `field`, in one transaction with that answer.

    Raises PermissionDenied (another's application, or a field that is not open), FieldError (what the file is or how
    many there are).
    """
    with kept_only_if_committed() as stored, transaction.atomic():
        locked = Application.objects.select_for_update(of=("self",)).with_standing().get(pk=application.pk)
        if not may_fill(user, locked) or not is_open(locked, field):
            raise PermissionDenied
        attachment, value = _store(locked, field, uploaded_file, locked.working_answers.get(field.key), stored)
        write(locked, {field.key: value})
        drop_unused(locked)
    return attachment


def receive(
    application: Application,
    section: Section,
    files: MultiValueDict[str, UploadedFile],
    answers: dict[str, Any],
    stored: list[str],
) -> Received:
    """Store the files sent for a section of a locked application; a refused one keeps none of the others out."""
    values: dict[str, Any] = {}
    problems = []
    for field in section.fields:
        if not field.kind.takes_files:
            continue
        for uploaded_file in files.getlist(field.key):
            try:
                current = values.get(field.key, answers.get(field.key))
                _attachment, values[field.key] = _store(application, field, uploaded_file, current, stored)
            except FieldError as error:
                problems.append(Problem(section.key, field.key, field.label, error.message))
    return Received(values, problems)


def drop_unused(application: Application) -> None:
    """Delete the files of a draft that no answer names any more.

    What was once submitted stays: an application is always shown as it was sent.
    """
    if not application.is_draft:
        return
    used = _named(application)
    for attachment in application.attachments.all():
        if attachment.pk not in used:
            forget(attachment)


def forget(attachment: Attachment) -> None:
    """Delete the row, and the file once that is certain."""
    transaction.on_commit(partial(PrivateStorage().delete, str(attachment.file.name)), robust=True)
    attachment.delete()


@contextmanager
def kept_only_if_committed() -> Iterator[list[str]]:
    """Gives the list in which stored files are noted: should the transaction inside fail, they are deleted."""
    stored: list[str] = []
    try:
        yield stored
    except BaseException:
        for name in stored:
            PrivateStorage().delete(name)
        raise


def _store(
    application: Application, field: Field, uploaded_file: UploadedFile, current: Any, stored: list[str]
) -> tuple[Attachment, Any]:
    checked = uploads.check(field, uploaded_file)
    attachment = Attachment(
        application=application,
        field_key=field.key,
        name=checked.name,
        content_type=checked.content_type,
        size=checked.size,
        sha256=checked.sha256,
    )
    # Refuses one file too many before anything is written.
    value = field.kind.clean(field, field.kind.with_file(field, current, attachment.as_answer()))
    uploaded_file.seek(0)
    attachment.file.save(attachment.name, uploaded_file, save=False)
    stored.append(str(attachment.file.name))
    attachment.save()
    return attachment, value


def _named(application: Application) -> set[UUID]:
    form, answers = application.release.form, application.working_answers
    return {
        UUID(row["id"])
        for field in form.fields
        if field.kind.takes_files
        for row in field.kind.files(answers.get(field.key))
    }
