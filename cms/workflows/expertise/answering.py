"""What an expert does with the link: keeps a draft, gives the opinion, declines. Each checks that it still may."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.forms import answers
from cms.workflows import moves
from cms.workflows.expertise import notes
from cms.workflows.expertise.refusals import AlreadyAnswered, OpinionIncomplete, RequestClosed
from cms.workflows.models import Case, OpinionRequest
from cms.workflows.refusals import TransitionRefused

LONGEST_REASON = 2000


def check_open(request: OpinionRequest, case: Case, now: datetime | None = None) -> None:
    """Raise `RequestClosed` when the link no longer opens anything: revoked, the time over, or the case gone on.

    What was answered can be read again as long as the case is there.
    """
    if request.revoked_at or request.erased_at:
        raise RequestClosed(_("This link no longer holds: your opinion is no longer asked for."))
    if not request.stands(case):
        raise RequestClosed(_("This application has gone on: no opinion is needed now. Thank you."))
    if request.is_expired(now) and not request.received_at and not request.declined_at:
        raise RequestClosed(_("This link has expired. Ask the person who wrote to you for more time."))


def keep_draft(pk: UUID, given: Mapping[str, Any], *, now: datetime | None = None) -> OpinionRequest:
    """Keep what an expert has written so far; nobody reads it. Raises `RequestClosed` and `AlreadyAnswered`."""
    with transaction.atomic():
        _case, request = _locked(pk, now or timezone.now())
        request.draft = answers.prune(request.form_version.form, given)
        request.save(update_fields=["draft"])
    return request


def receive(pk: UUID, given: Mapping[str, Any], *, now: datetime | None = None) -> OpinionRequest:
    """Take an opinion, once, and follow what was waiting for it.

    `given` is {key of a question: value as its type stores it}. Raises `RequestClosed`, `AlreadyAnswered` and
    `OpinionIncomplete`; nothing is written then.
    """
    now = now or timezone.now()
    with transaction.atomic():
        case, request = _locked(pk, now)
        form = request.form_version.form
        if problems := answers.problems(form, given):
            raise OpinionIncomplete(problems)
        request.answers, request.draft = answers.prune(form, given), {}
        request.received_at = now
        request.save(update_fields=["answers", "draft", "received_at"])
        notes.drop_timers(request)
        notes.note(case, request, "received", now, mail=notes.TO_ASKER)
        _follow(case, now)
    return request


def decline(pk: UUID, reason: str = "", *, now: datetime | None = None) -> OpinionRequest:
    """Note that an expert gives no opinion. Raises `RequestClosed` and `AlreadyAnswered`."""
    now = now or timezone.now()
    with transaction.atomic():
        case, request = _locked(pk, now)
        request.declined_at, request.reason = now, reason.strip()[:LONGEST_REASON]
        request.draft = {}
        request.save(update_fields=["declined_at", "reason", "draft"])
        notes.drop_timers(request)
        notes.note(case, request, "declined", now, mail=notes.TO_ASKER)
    return request


def _locked(pk: UUID, now: datetime) -> tuple[Case, OpinionRequest]:
    case_id = OpinionRequest.objects.values_list("case", flat=True).get(pk=pk)
    case = notes.lock(case_id)
    request = OpinionRequest.objects.select_for_update(of=("self",)).select_related("form_version").get(pk=pk)
    check_open(request, case, now)
    if request.received_at or request.declined_at:
        raise AlreadyAnswered
    return case, request


def _follow(case: Case, now: datetime) -> None:
    """What waited for the opinion goes on; an opinion is taken even when what follows it cannot be done."""
    try:
        with transaction.atomic():
            made = moves.follow(case, now)
            if made:
                moves.settle(case, made)
    except TransitionRefused:
        return
