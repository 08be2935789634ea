"""Analysing a file: at once when it is small, by a task otherwise, and again as long as clamd does not answer."""

import logging
from collections.abc import Iterable, Iterator
from datetime import timedelta
from functools import partial
from typing import BinaryIO, cast
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.tasks import default_task_backend, task
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.applications.models import Application, Attachment
from cms.applications.scanning import clamd
from cms.applications.scanning.clamd import ScannerDown
from cms.forms.answers import Problem

logger = logging.getLogger(__name__)

Scan = Attachment.Scan
# A person waits while a file of this size is analysed; what is larger, or slower, is left to the task.
AT_ONCE = 10_000_000
PATIENCE_AT_ONCE = 5.0
DELAYS = [timedelta(minutes=minutes) for minutes in (1, 5, 30, 120)]


class FileHeld(Exception):
    """The file cannot be given back or published now; the message says why."""


def await_analysis(attachment: Attachment) -> None:
    """Mark a file that is being stored, and have it analysed once that is certain; nothing without a scanner."""
    if settings.CLAMAV_URL:
        attachment.scan = Scan.WAITING
        transaction.on_commit(partial(_begin, attachment.pk, attachment.size), robust=True)


def _begin(pk: UUID, size: int) -> None:
    if size > AT_ONCE or not examine(pk, PATIENCE_AT_ONCE):
        scan_attachment.enqueue(str(pk))


def examine(pk: UUID | str, patience: float = 60) -> bool:
    """Analyse one file that waits, outside any transaction; False when that has to be tried again."""
    attachment = Attachment.objects.filter(pk=pk, scan=Scan.WAITING).first()
    if attachment is None or not settings.CLAMAV_URL:
        return True
    try:
        with attachment.file.open("rb") as content:
            verdict = clamd.scan(settings.CLAMAV_URL, cast(BinaryIO, content), patience)
    except FileNotFoundError:
        return True
    except ScannerDown as reason:
        logger.warning("the file %s could not be analysed: %s", pk, reason)
        return False
    found = {"scan": Scan.QUARANTINE if verdict.threat else Scan.CLEAN, "threat": verdict.threat}
    Attachment.objects.filter(pk=pk, scan=Scan.WAITING).update(scanned_at=timezone.now(), **found)
    return True


@task
def scan_attachment(attachment_id: str, attempt: int = 0) -> None:
    """Analyse a file; while clamd does not answer, again after 1, 5, 30 minutes and then every two hours."""
    if not examine(attachment_id) and default_task_backend.supports_defer:
        run_after = timezone.now() + DELAYS[min(attempt, len(DELAYS) - 1)]
        scan_attachment.using(run_after=run_after).enqueue(attachment_id, attempt + 1)


def scan_waiting() -> tuple[int, int]:
    """Analyse every file that waits; return how many were, and how many still wait. Stops once clamd is down."""
    waiting = list(Attachment.objects.filter(scan=Scan.WAITING).order_by("created_at").values_list("pk", flat=True))
    for done, pk in enumerate(waiting):
        if not examine(pk):
            return done, len(waiting) - done
    return len(waiting), 0


def why_held(attachment: Attachment) -> str:
    """Why a file is not given back, in a sentence; empty when it is."""
    if attachment.scan == Scan.QUARANTINE:
        return _("“%(name)s” is in quarantine: our antivirus found something dangerous in it.") % {
            "name": attachment.name
        }
    if attachment.scan == Scan.WAITING:
        return _("“%(name)s” is waiting to be analysed by our antivirus. Come back in a moment.") % {
            "name": attachment.name
        }
    return ""


def only_open(found: Iterable[Attachment]) -> Iterator[Attachment]:
    """The files, each after its check: what is in quarantine or not analysed yet is not published. Raises FileHeld."""
    for attachment in found:
        if reason := why_held(attachment):
            raise FileHeld(reason)
        yield attachment


def problems(application: Application) -> list[Problem]:
    """Files in quarantine: the application leaves without them. Reads nothing when no scanner is set."""
    if not settings.CLAMAV_URL:
        return []
    form = application.release.form
    found = []
    for held in application.attachments.filter(scan=Scan.QUARANTINE):
        if held.field_key in form.keys:
            message = _("The file “%(name)s” is in quarantine: remove it or replace it.") % {"name": held.name}
            field = form.field(held.field_key)
            found.append(Problem(form.section_of(field.key).key, field.key, field.label, message))
    return found
