"""Asking experts about an application: as the process has it, and no more often than mails should leave."""

from datetime import timedelta
from typing import cast
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from cms.accounts.models import User
from cms.applications.models import Application
from cms.applications.people.access import may_handle
from cms.applications.signed import throttle
from cms.workflows.expertise import asking
from cms.workflows.expertise.refusals import AskingRefused
from cms.workflows.models import Case, OpinionRequest

DAY = timedelta(days=1)
MAILS_A_DAY = 100  # that one person may have sent
MAILS_AN_ADDRESS = 10  # that one address may receive in a day, whoever asks


def ask(
    application: Application, user: User, *, name: str, email: str, organisation: str = "", word: str = ""
) -> OpinionRequest:
    """Ask one expert. Raises PermissionDenied, and AskingRefused with the reason."""
    case = _case(application, user)
    _take(user, email)
    try:
        return asking.ask(case, user, name=name, email=email, organisation=organisation, word=word)
    except PermissionError:
        raise PermissionDenied from None


def remind(application: Application, user: User, pk: UUID) -> OpinionRequest:
    """Write to one expert again. Raises PermissionDenied, and AskingRefused with the reason."""
    request = _case(application, user).opinion_requests.get(pk=pk)
    _take(user, request.email)
    try:
        return asking.remind(pk, user)
    except PermissionError:
        raise PermissionDenied from None


def revoke(application: Application, user: User, pk: UUID) -> OpinionRequest:
    """Let one expert's link die. Raises PermissionDenied, and AskingRefused with the reason."""
    _case(application, user).opinion_requests.get(pk=pk)
    try:
        return asking.revoke(pk, user)
    except PermissionError:
        raise PermissionDenied from None


def _case(application: Application, user: User) -> Case:
    if not may_handle(user, application):
        raise PermissionDenied
    return cast(Case, application.case)


def _take(user: User, email: str) -> None:
    if not throttle.take(f"asked-by:{user.pk}", MAILS_A_DAY, DAY) or not throttle.take(
        f"asked:{email.strip().lower()}", MAILS_AN_ADDRESS, DAY
    ):
        raise AskingRefused(_("Too many mails left today: write again tomorrow."))
