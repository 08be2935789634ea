"""All that an application holds of its people, in one file that they may take away (GDPR, articles 15 and 20)."""

import json
import tempfile
import zipfile
from collections.abc import Iterable
from pathlib import PurePath
from typing import IO, Any

from django.core.exceptions import PermissionDenied
from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.accounts.models import User
from cms.applications.applicant.history import history
from cms.applications.expertise import told
from cms.applications.models import Application, Attachment
from cms.applications.people import conversation
from cms.applications.people.access import Right, may
from cms.forms import answers

_CHUNK = 1 << 20


def of_application(application: Application, user: User) -> IO[bytes]:
    """A ZIP of one application, open at its beginning; the caller closes it. Raises PermissionDenied (no place on it).

    It holds `dossier.json` (questions, answers as stored and in words, each time that they were sent), `messages.json`
    (those that the person may read), `historique.json` (what the applicants are told, and what this person did), and
    the files under `fichiers/`. What agents say among themselves is not in it, nor confidential opinions of experts.
    """
    return _zip([("", application)], user)


def of_person(user: User) -> IO[bytes]:
    """A ZIP of all applications that `user` owns, one folder each, with `compte.json`; the caller closes it."""
    owned = list(Application.objects.of(user).with_standing())
    return _zip([(f"{_folder(one)}/", one) for one in owned], user, whole=True)


def _zip(parts: Iterable[tuple[str, Application]], user: User, *, whole: bool = False) -> IO[bytes]:
    made = tempfile.TemporaryFile()  # noqa: SIM115 - given to the caller, who closes it
    try:
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
            if whole:
                _write(archive, "compte.json", _account(user))
            for folder, application in parts:
                if not may(user, application, Right.VIEW):
                    raise PermissionDenied
                _write(archive, f"{folder}dossier.json", _application(application))
                _write(archive, f"{folder}messages.json", _messages(application, user))
                _write(archive, f"{folder}historique.json", _history(application, user))
                _add_files(archive, folder, application, user)
    except BaseException:
        made.close()
        raise
    made.seek(0)
    return made


def _write(archive: zipfile.ZipFile, name: str, content: Any) -> None:
    text = json.dumps(content, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)
    archive.writestr(name, text)


def _account(user: User) -> dict[str, Any]:
    return {
        "email": user.email,
        "first_name": user.first_name,
        "last_name": user.last_name,
        "since": user.date_joined,
        "exported_at": timezone.now(),
    }


def _application(application: Application) -> dict[str, Any]:
    return {
        "id": str(application.pk),
        "reference": application.reference,
        "procedure": application.release.settings["title"],
        "title": application.case_title(),
        "owner": application.applicant.email,
        "co_authors": [
            {"email": one.email, "role": one.role, "since": one.invited_at} for one in application.co_authors.current()
        ],
        "territory": application.territory.name if application.territory else None,
        "started_at": application.created_at,
        "submitted_at": application.submitted_at,
        "answers": _answers(application, application.answers),
        "being_corrected": _answers(application, application.pending, only=set(application.pending)),
        "as_typed": application.typed,
        "submissions": [
            {"number": one.number, "sent_at": one.sent_at, "answers": one.answers}
            for one in application.submissions.all()
        ],
        "documents": [
            {"title": one.title, "issued_at": one.issued_at, "revoked_at": one.revoked_at}
            for one in application.documents.all()
        ],
        "experts": told.exported(application),
    }


def _answers(application: Application, given: dict[str, Any], only: set[str] | None = None) -> list[dict[str, Any]]:
    return [
        {
            "key": one.key,
            "question": one.label,
            "answer": given.get(one.key),
            "text": answers.in_words(one, given.get(one.key)),
        }
        for one in application.release.form.fields
        if one.kind.asks and (one.key in given if only is None else one.key in only)
    ]


def _messages(application: Application, user: User) -> list[dict[str, Any]]:
    return [
        {
            "sent_at": one.sent_at,
            "from": _sender(one.author, one.side, user),
            "side": one.side,
            "text": one.text,
            "files": [file.name for file in one.files.all()],
        }
        for one in conversation.readable(application, user).select_related("author").prefetch_related("files")
    ]


def _sender(author: User, side: str, user: User) -> str:
    return _("The Region") if side == "agents" else author.email


def _history(application: Application, user: User) -> dict[str, Any]:
    told = [
        {"at": one.date, "what": one.label, "text": one.text, "comment": one.comment} for one in history(application)
    ]
    case = application.case
    done = case.journal.filter(actor=user).order_by("pk") if case else []
    return {
        "told": told,
        "done_by_me": [
            {"at": one.created_at, "kind": one.kind, "action": one.transition, "comment": one.comment, "data": one.data}
            for one in done
        ],
    }


def _add_files(archive: zipfile.ZipFile, folder: str, application: Application, user: User) -> None:
    """The files, stored as they are: they are compressed already. One that is missing or in quarantine is left out."""
    readable = {one.pk for one in conversation.readable(application, user)}
    taken: set[str] = set()
    for attachment in application.attachments.order_by("created_at"):
        if (attachment.message_id is not None and attachment.message_id not in readable) or not attachment.is_open:
            continue
        try:
            content = attachment.file.open("rb")
        except FileNotFoundError:
            continue
        entry = zipfile.ZipInfo(f"{folder}fichiers/{_unique(attachment, taken)}", _moment(attachment))
        with content, archive.open(entry, "w", force_zip64=True) as target:
            while chunk := content.read(_CHUNK):
                target.write(chunk)


def _unique(attachment: Attachment, taken: set[str]) -> str:
    """The file's own name, told apart from the others by its number when there are two."""
    path = PurePath(attachment.name.replace("/", "-").replace("\\", "-"))
    name = path.name
    if name.lower() in taken:
        name = f"{path.stem}-{str(attachment.pk)[:8]}{path.suffix}"
    taken.add(name.lower())
    return name


def _moment(attachment: Attachment) -> tuple[int, int, int, int, int, int]:
    when = timezone.localtime(attachment.created_at)
    return when.year, when.month, when.day, when.hour, when.minute, when.second


def _folder(application: Application) -> str:
    return application.reference or f"brouillon-{str(application.pk)[:8]}"
