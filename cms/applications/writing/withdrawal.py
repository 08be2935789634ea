"""Withdrawing an application that was sent: by the process's own action, when it has one for the applicant."""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from cms.accounts.models import User
from cms.applications.models import Application
from cms.applications.people.access import Right, may
from cms.workflows import engine
from cms.workflows.graph import TransitionSpec
from cms.workflows.models import JournalEntry
from cms.workflows.refusals import TransitionRefused


class CannotWithdraw(TransitionRefused):
    """The process lets the applicant withdraw nothing here; the message says what to do instead."""


def way(application: Application, user: User) -> TransitionSpec | None:
    """The action by which `user` may withdraw the application now, or None."""
    case = application.case
    if case is None or not may(user, application, Right.MANAGE):
        return None
    return among(application, engine.available(case, user))


def among(application: Application, actions: Iterable[TransitionSpec]) -> TransitionSpec | None:
    """The action that withdraws the application among those that a person may do now, or None."""
    case = application.case
    if case is None:
        return None
    graph = case.graph
    return next((one for one in actions if graph.node(one.target).outcome == "withdrawn"), None)


def withdraw(
    application: Application, user: User, *, comment: str = "", seen_revision: int | None = None
) -> JournalEntry:
    """Withdraw a submitted application and return the journal entry of it; the process decides what follows.

    Raises PermissionDenied (not the owner, or a draft: that is deleted), CannotWithdraw, and what the engine refuses.
    """
    case = application.case
    if case is None or not may(user, application, Right.MANAGE):
        raise PermissionDenied
    if not case.is_open:
        raise CannotWithdraw(_("This application is decided: it can no longer be withdrawn."))
    found = way(application, user)
    if found is None:
        raise CannotWithdraw(
            _("This procedure does not let you withdraw at this step. Write a message to those who handle it.")
        )
    return engine.perform(case, found.key, user, comment=comment, seen_revision=seen_revision)
