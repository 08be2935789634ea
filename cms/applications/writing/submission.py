"""Sending an application: from here on a case decides."""

import secrets
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cms.accounts.models import User
from cms.applications.commitments import sealing
from cms.applications.models import Application, Procedure
from cms.applications.models.application import ReferenceCounter, Submission
from cms.applications.papers.receipts import process_tells, send_receipt
from cms.applications.people.access import Right, may
from cms.applications.writing.completeness import Incomplete, remaining
from cms.applications.writing.recording import apply
from cms.workflows.engine import open_case

_PREFIX_LENGTH = 24


class ProcedureClosed(Exception):
    """The procedure does not take applications now; the message says so and that the draft is kept."""


def submit(application: Application, user: User) -> Application:
    """Send a draft: checked, numbered, given to its territory, its case opened, the receipt mail queued.

    All in one transaction: either all of it happened or none. Sent a second time, the application comes back as it is,
    with `already_sent` true, and nothing happens again. Raises PermissionDenied (not the owner), Incomplete,
    ProcedureClosed.
    """
    with transaction.atomic():
        # First alone: a draft that moves to another release meanwhile would be missed by the join with it.
        Application.objects.select_for_update().get(pk=application.pk)
        locked = Application.objects.select_for_update(of=("self",)).with_standing().get(pk=application.pk)
        if not may(user, locked, Right.MANAGE):
            raise PermissionDenied
        if not locked.is_draft:
            locked.already_sent = True
            return locked
        if not locked.is_trial:
            check_open(locked.release.procedure)
        if problems := remaining(locked):
            raise Incomplete(problems)
        now = timezone.now()
        apply(locked)
        locked.submitted_at = now
        locked.reference = _reference(locked, timezone.localtime(now).year)
        locked.case = open_case(locked, locked.release.process_version, user)
        locked.save()
        Submission.objects.create(application=locked, number=1, answers=locked.answers, sent_at=now)
        sealing.seal(locked, user)
        if not process_tells(locked):
            # The task is a row of this transaction: it runs if, and only if, the submission stands.
            send_receipt.enqueue(str(locked.pk))
    return locked


def check_open(procedure: Procedure) -> None:
    """Raise ProcedureClosed unless the procedure takes applications now."""
    now = timezone.now()
    if procedure.is_open_on(now):
        return
    if procedure.closes_at and procedure.closes_at <= now:
        raise ProcedureClosed(
            _("This procedure closed on %(date)s: your application can no longer be sent. Your draft is kept.")
            % {"date": _moment(procedure.closes_at)}
        )
    raise ProcedureClosed(_("This procedure is not open yet. Your draft is kept: come back to send it."))


def _moment(moment: datetime) -> str:
    return date_format(timezone.localtime(moment), _("F j, Y \\a\\t g:i a"))


def _reference(application: Application, year: int) -> str:
    """ "LABEL-2026-0001": procedure, year, rank; numbers follow one another without a gap. A trial takes none."""
    if application.is_trial:
        return f"ESSAI-{secrets.token_hex(4).upper()}"
    procedure = application.release.procedure
    prefix = procedure.slug.upper()
    if len(prefix) > _PREFIX_LENGTH:  # two long names may begin alike: the procedure's number tells them apart
        prefix = f"{prefix[: _PREFIX_LENGTH - 6].rstrip('-')}-{procedure.pk}"
    return f"{prefix}-{year}-{ReferenceCounter.next(procedure.pk, year):04d}"
