"""Offers the reviewers of a page to the roles of processes."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cms.accounts.models import User
from cms.pages.reviewing.people import REVIEWERS
from cms.workflows import roles
from cms.workflows.graph import RoleSpec
from cms.workflows.models import Case


def register() -> None:
    """Add the finder; the author of a page is its “applicant”, which every process knows."""
    roles.register_finder(REVIEWERS, find, _("the reviewers of the page: those who may lock or publish it"))


def find(role: RoleSpec, case: Case) -> QuerySet[User]:
    """Return who reviews the page of `case`; nobody when the case is about something else."""
    return case.subject.case_people(REVIEWERS) if case.subject else User.objects.none()
