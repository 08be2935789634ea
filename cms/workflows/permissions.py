"""Who may do what with a case. Each function's docstring is the rule; `tests/workflows` has its table."""

from django.contrib.auth.models import AnonymousUser

from cms.accounts.models import User
from cms.workflows import acting
from cms.workflows.graph import TransitionSpec
from cms.workflows.models import Case, Part


def may_perform(user: User | AnonymousUser, case: Case, transition: TransitionSpec) -> bool:
    """A signed-in person may perform a transition when the case is open and stands at its source, the transition is
    not automatic, and one of its roles is theirs in this case, or that of a person for whom they stand in today; once
    the step was passed on, so may the role to which it was. Nobody stands in for an applicant. Being a superuser gives
    no role.
    """
    stands_there = case.is_open and case.node == transition.source and not transition.automatic
    return stands_there and has_role(user, case, transition)


def has_role(user: User | AnonymousUser, case: Case, transition: TransitionSpec) -> bool:
    """One of the transition's roles is theirs in this case, or lent to them, wherever the case stands."""
    if not isinstance(user, User):
        return False
    wanted = acting.roles_for(case, transition)
    return acting.acting(user, wanted, case).in_any(wanted)


def may_see(user: User | AnonymousUser, case: Case) -> bool:
    """A signed-in person may see a case when they play a role of its process in it, at this step or at another.
    "Anyone who is signed in" is no such role: it lets people act, not read.
    """
    return Part.objects.of(user).filter(case=case).exists()


def may_assign(user: User | AnonymousUser, case: Case) -> bool:
    """A signed-in person may give an open case to people when they play in it, by a group, a role of its process:
    agents share out the work among themselves; applicants do not.
    """
    return case.is_open and may_retry(user, case)


def may_retry(user: User | AnonymousUser, case: Case) -> bool:
    """Who may assign a case may also have its failed effects run again, even when the case is closed."""
    return Part.objects.of(user).filter(case=case).exclude(group_name="").exists()
