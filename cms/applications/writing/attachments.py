"""Files that applicants send: received with the answer, given back to those who may see them, dropped when unused."""

from collections.abc import Iterable, Iterator
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
from django.utils.translation import gettext as _

from cms.accounts.models import User
from cms.applications.models import Application, Attachment, Message
from cms.applications.models.attachment import PrivateStorage
from cms.applications.people import hiding
from cms.applications.people.access import Right, may, may_read
from cms.applications.scanning import operations as scanning
from cms.applications.writing.corrections import is_open, may_fill
from cms.applications.writing.recording import write
from cms.forms import uploads
from cms.forms.answers import Problem
from cms.forms.errors import FieldError
from cms.forms.spec import Field, Section


@dataclass(frozen=True, slots=True)
class Received:
    """What came of the files of one section: new values of their fields, and what was refused."""

    values: dict[str, Any]
    problems: list[Problem]


def may_open(user: User | AnonymousUser, attachment: Attachment) -> bool:
    """Those who may read the application open its files, but for those of questions that are hidden from them; a file
    of the applicants among themselves, they alone.
    """
    application, message = attachment.application, attachment.message
    if message is not None and message.side == Message.Side.INTERNAL:
        return may(user, application, Right.VIEW)
    return may_read(user, application) and attachment.field_key not in hiding.from_person(user, application)


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
    kept: frozenset[str] = frozenset(),
) -> Received:
    """Store the files sent for a section of a locked application; a refused one keeps none of the others out.

    `kept`: keys whose answer was changed elsewhere since the page was shown; no file of theirs is replaced.
    """
    values: dict[str, Any] = {}
    problems = []
    for field in section.fields:
        for part, judge, uploaded_file in field.kind.sent(field, files):
            try:
                current = values.get(field.key, answers.get(field.key))
                if field.key in kept and field.key not in values and _replaces(field, current, part):
                    raise FieldError(_("Somebody has put another file here meanwhile. Look at it, then choose yours."))
                _stored, values[field.key] = _store(
                    application, field, uploaded_file, current, stored, judge=judge, part=part
                )
            except FieldError as error:
                problems.append(Problem(section.key, field.key, judge.label, error.message, part))
    return Received(values, problems)


def bring(message: Message, field: Field, uploaded_file: UploadedFile, stored: list[str]) -> Attachment:
    """Store one file that comes with a message, judged as an answer to `field` would be. Raises FieldError.

    For a transaction inside `kept_only_if_committed`, which gives `stored`.
    """
    attachment = _checked(message.application, uploads.check(field, uploaded_file))
    attachment.message = message
    _put(attachment, uploaded_file, stored)
    return attachment


def drop_unused(application: Application) -> None:
    """Delete the files of a draft that no answer names any more.

    What was once submitted stays: an application is always shown as it was sent.
    """
    if not application.is_draft:
        return
    used = _named(application)
    for attachment in application.attachments.answering():
        if attachment.pk not in used:
            forget(attachment)


def touches_files(application: Application, changes: Iterable[str]) -> bool:
    """Whether one of these answers may name files."""
    form = application.release.form
    return any(form.field(key).kind.takes_files for key in changes if key in form.keys)


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
    application: Application,
    field: Field,
    uploaded_file: UploadedFile,
    current: Any,
    stored: list[str],
    *,
    judge: Field | None = None,
    part: str = "",
) -> tuple[Attachment, Any]:
    """Store one file of an answer; in a row of a group, `judge` is the row's field, `part` its place ("r1.photo")."""
    attachment = _checked(application, uploads.check(judge or field, uploaded_file))
    attachment.field_key = field.key
    # Refuses one file too many before anything is written.
    value = field.kind.clean(field, field.kind.with_file_at(field, current, attachment.as_answer(), part))
    _put(attachment, uploaded_file, stored)
    return attachment, value


def _checked(application: Application, checked: uploads.Checked) -> Attachment:
    return Attachment(
        application=application,
        name=checked.name,
        content_type=checked.content_type,
        size=checked.size,
        sha256=checked.sha256,
    )


def _put(attachment: Attachment, uploaded_file: UploadedFile, stored: list[str]) -> None:
    uploaded_file.seek(0)
    attachment.file.save(attachment.name, uploaded_file, save=False)
    stored.append(str(attachment.file.name))
    scanning.await_analysis(attachment)
    attachment.save()


def _replaces(field: Field, current: Any, part: str) -> bool:
    """Whether one more file takes the place of one that is there."""
    there = field.kind.files(current)
    nothing = {"id": "", "name": "", "size": 0, "type": ""}
    after = field.kind.files(field.kind.with_file_at(field, current, nothing, part))
    return any(one not in after for one in there)


def _named(application: Application) -> set[UUID]:
    form, answers = application.release.form, application.working_answers
    return {
        UUID(row["id"])
        for field in form.fields
        if field.kind.takes_files
        for row in field.kind.files(answers.get(field.key))
    }
