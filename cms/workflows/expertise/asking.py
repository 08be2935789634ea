"""Asking experts, reminding them, revoking what was asked: by those who can act at the step."""

from datetime import datetime, timedelta
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.accounts.models import User
from cms.workflows import acting, permissions, signals, workdays
from cms.workflows.expertise import forms, notes, times
from cms.workflows.expertise.refusals import AskingRefused
from cms.workflows.expertise.settings import Expertise
from cms.workflows.models import Case, OpinionRequest, Timer

# Requests that one visit of a step may have, answered or not: a step asks experts, not a crowd.
MOST = 40
# An expert is written to at most once in this time, however often the button is pressed.
PAUSE = timedelta(hours=1)
LONGEST = 200
LONGEST_WORD = 3000


def ask(
    case: Case,
    actor: User,
    *,
    name: str,
    email: str,
    organisation: str = "",
    word: str = "",
    now: datetime | None = None,
) -> OpinionRequest:
    """Ask one expert for an opinion on the case where it stands; the mail leaves after the commit.

    Raises `PermissionError`, and `AskingRefused` when the step asks no experts, the person was asked already or is
    concerned by the case, or what was typed does not do.
    """
    now = now or timezone.now()
    name, email, organisation, word = (part.strip() for part in (name, email, organisation, word))
    _check_typed(name, email, organisation, word)
    with transaction.atomic():
        locked = notes.lock(case.pk)
        if not permissions.may_ask_experts(actor, locked):
            raise PermissionError
        asked = _settings(locked)
        version = forms.version(asked)
        if version is None:
            raise AskingRefused(_("The form for experts is not there: publish the process again."))
        _check_person(locked, email, now)
        request = OpinionRequest.objects.create(
            case=locked,
            visit=locked.revision,
            node=locked.node,
            form_version=version,
            name=name,
            email=email,
            organisation=organisation,
            word=word,
            asked_by=actor,
            asked_at=now,
            sent_at=now,
            due_at=workdays.deadline(now, asked.days),
            is_confidential=asked.confidential,
            read_by=_readers(locked, asked),
        )
        _plan(locked, request, asked.remind)
        notes.note(locked, request, "asked", now, actor=actor, mail=notes.TO_EXPERT)
    return request


def remind(pk: UUID, actor: User, *, now: datetime | None = None) -> OpinionRequest:
    """Write again to an expert who has not answered; one whose time is over gets it anew.

    Raises `PermissionError` and `AskingRefused`.
    """
    now = now or timezone.now()
    with transaction.atomic():
        locked, request = _locked(pk, actor)
        if not request.stands(locked) or not request.is_unanswered:
            raise AskingRefused(_("There is nothing left to ask of this person."))
        if request.sent_at > now - PAUSE:
            raise AskingRefused(_("This person was written to a moment ago. Wait an hour before you write again."))
        asked = _settings(locked)
        if request.is_expired(now):
            request.due_at = workdays.deadline(now, asked.days)
        request.reminders += 1
        request.sent_at = now
        request.save(update_fields=["due_at", "reminders", "sent_at"])
        _plan(locked, request, None)
        notes.note(locked, request, "reminded", now, actor=actor, mail=notes.TO_EXPERT)
    return request


def revoke(pk: UUID, actor: User, *, now: datetime | None = None) -> OpinionRequest:
    """Let the link of an expert die; an opinion that was received no longer counts. Once; raises `PermissionError`.

    The expert is told, unless they had declined. Raises `AskingRefused` when the case has left the step.
    """
    now = now or timezone.now()
    with transaction.atomic():
        locked, request = _locked(pk, actor)
        if request.revoked_at:
            return request
        if not request.stands(locked):
            raise AskingRefused(_("The application has left this step: the opinion stays as it is."))
        request.revoked_at = now
        request.draft = {}
        request.save(update_fields=["revoked_at", "draft"])
        notes.drop_timers(request)
        is_told = not request.declined_at and not request.is_expired(now)
        notes.note(locked, request, "revoked", now, actor=actor, mail=notes.TO_EXPERT if is_told else "")
    return request


def _locked(pk: UUID, actor: User) -> tuple[Case, OpinionRequest]:
    case_id = OpinionRequest.objects.values_list("case", flat=True).get(pk=pk)
    locked = notes.lock(case_id)
    if not permissions.may_ask_experts(actor, locked):
        raise PermissionError
    return locked, OpinionRequest.objects.select_for_update(of=("self",)).get(pk=pk)


def _settings(case: Case) -> Expertise:
    asked = case.current_node.experts
    if asked is None:
        raise AskingRefused(_("No expert is asked at this step."))
    return asked


def _readers(case: Case, asked: Expertise) -> list[str]:
    """The keys of the roles that read a confidential opinion: those that the step names, else those that act at it."""
    if not asked.confidential:
        return []
    if asked.read_by:
        return list(asked.read_by)
    waited = acting.waits_for(case)
    return [role.key for role in case.graph.roles if role.key in waited and role.finder not in _NO_READERS]


_NO_READERS = ("applicant", "anyone_signed")


def _check_typed(name: str, email: str, organisation: str, word: str) -> None:
    if not name:
        raise AskingRefused(_("Write the first name and the name of the expert."))
    if max(len(name), len(organisation)) > LONGEST or len(word) > LONGEST_WORD:
        raise AskingRefused(_("This is too long."))
    try:
        validate_email(email)
    except ValidationError:
        raise AskingRefused(_("Write an e-mail address, as in name@example.org.")) from None
    if len(email) > 254:
        raise AskingRefused(_("This is too long."))


def _check_person(case: Case, email: str, now: datetime) -> None:
    before = list(OpinionRequest.objects.of_visit(case))
    if len(before) >= MOST:
        raise AskingRefused(_("Too many experts were asked at this step already."))
    for one in before:
        if one.email.lower() == email.lower() and not one.revoked_at:
            raise AskingRefused(_("This person was asked already: see the list."))
    subject = case.subject
    if case.is_trial or subject is None:
        return
    concerned = (subject.case_people(finder) for finder in ("applicant", "concerned"))
    if any(people.filter(email__iexact=email).exists() for people in concerned):
        raise AskingRefused(_("Nobody gives an opinion on their own application."))


def _plan(case: Case, request: OpinionRequest, remind: int | None) -> None:
    """Write the timers of one request, in place of those that still waited."""
    notes.drop_timers(request)
    rows = times.of_request(request, remind)
    for kind, name, moment in rows:
        planned = {"run_at": moment, "done_at": None}
        Timer.objects.update_or_create(case=case, visit=case.revision, kind=kind, name=name, defaults=planned)
    signals.timers_planned.send(Case, case=case, run_at=min(moment for _kind, _name, moment in rows))
