"""Who may do what on an application: the one place that says so, for its people and for those who handle it."""

from collections.abc import Iterable
from enum import IntEnum
from uuid import UUID

from django.contrib.auth.models import AnonymousUser

from cms.accounts.models import User
from cms.applications.models import Application, CoAuthor
from cms.workflows.permissions import may_see


class Right(IntEnum):
    """What a person may do on an application; each right holds those before it."""

    NONE = 0
    VIEW = 1
    COMMENT = 2
    EDIT = 3
    MANAGE = 4


_OF_ROLE = {CoAuthor.Role.VIEW: Right.VIEW, CoAuthor.Role.COMMENT: Right.COMMENT, CoAuthor.Role.EDIT: Right.EDIT}


def right_of(user: User | AnonymousUser, application: Application) -> Right:
    """Return the right of `user` on the applicants' side of `application`. `tests/applications/test_access.py` has the
    table as a test.

    |                                                            | view | comment | edit | owner | others, agents |
    |------------------------------------------------------------|------|---------|------|-------|----------------|
    | read answers, files, receipt, documents, history, messages | yes  | yes     | yes  | yes   | no             |
    | export what concerns them, leave the application           | yes  | yes     | yes  | yes ¹ | no             |
    | comment among the applicants                               | no   | yes     | yes  | yes   | no             |
    | change answers and files, write to the agents              | no   | no      | yes  | yes   | no             |
    | send, send again, act in the process, withdraw, delete     | no   | no      | no   | yes   | no             |
    | invite, change roles, remove people, hand over             | no   | no      | no   | yes   | no             |

    ¹ An owner does not leave: they hand over. A place holds for the address with which the person signs in, as long as
    the account is active. Agents have no right here: what they may do is `may_handle` and the roles of the process.
    Being a superuser gives nothing.
    """
    if not isinstance(user, User) or not user.is_active:
        return Right.NONE
    if application.applicant_id == user.pk:
        return Right.MANAGE
    place = CoAuthor.objects.of(user).filter(application=application.pk).first()
    return _OF_ROLE[CoAuthor.Role(place.role)] if place else Right.NONE


def rights(user: User, applications: Iterable[Application]) -> dict[UUID, Right]:
    """The right of `user` on each of several applications, by number; one query, none when they own them all."""
    owned = {one.pk: one.applicant_id == user.pk for one in applications}
    found = {pk: Right.MANAGE for pk, mine in owned.items() if mine}
    others = [pk for pk, mine in owned.items() if not mine]
    if others:
        places = CoAuthor.objects.of(user).filter(application__in=others).values_list("application", "role")
        found |= {pk: _OF_ROLE[CoAuthor.Role(role)] for pk, role in places}
    return found


def may(user: User | AnonymousUser, application: Application, right: Right) -> bool:
    """Whether `user` has at least `right` on the application."""
    return right_of(user, application) >= right


def may_handle(user: User | AnonymousUser, application: Application) -> bool:
    """Those who play a role in the case handle the application, except its own people: nobody handles an application
    on which they have a place, nor reads what is said of it among those who decide.
    """
    case = application.case
    if application.is_trial:  # whoever tries a procedure sees it from both sides
        return case is not None and may_see(user, case)
    return case is not None and may_see(user, case) and right_of(user, application) == Right.NONE


def may_read(user: User | AnonymousUser, application: Application) -> bool:
    """Its people read an application, and so do those who may see its case; before submission nobody else does."""
    if may(user, application, Right.VIEW):
        return True
    return application.case is not None and may_see(user, application.case)
