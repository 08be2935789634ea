"""What the roles of a process do not let see of an application: see `RoleSpec.hides`."""

from collections.abc import Iterable

from django.contrib.auth.models import AnonymousUser

from cms.accounts.models import User
from cms.applications.models import Application
from cms.applications.people.access import Right, may
from cms.forms.spec import Form
from cms.workflows.models import Part


def of_role(application: Application, role_key: str) -> frozenset[str]:
    """The keys of the questions that one role hides; a section stands for all of its questions."""
    case = application.case
    graph = case.graph if case else application.release.graph
    hides = next((role.hides for role in graph.roles if role.key == role_key), ())
    return _questions(application.release.form, hides)


def from_person(user: User | AnonymousUser, application: Application) -> frozenset[str]:
    """The keys of the questions that `user` does not see: those that each of their roles in the case hides.

    Nothing is hidden from the people of the application, nor in a trial from whoever tries.
    """
    case = application.case
    if case is None or application.is_trial or not any(role.hides for role in case.graph.roles):
        return frozenset()
    if may(user, application, Right.VIEW):
        return frozenset()
    played = set(Part.objects.of(user).filter(case=case).values_list("role", flat=True))
    sets = [of_role(application, key) for key in played]
    return frozenset.intersection(*sets) if sets else frozenset(application.release.form.keys)


def _questions(form: Form, keys: Iterable[str]) -> frozenset[str]:
    hidden = set(keys)
    found = {one.key for section in form.sections if section.key in hidden for one in section.fields}
    return frozenset(found | (hidden & {one.key for one in form.fields}))
