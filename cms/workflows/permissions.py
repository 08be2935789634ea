"""Who may do what with a case. Each function's docstring is the rule; `tests/workflows` has its table."""

from django.contrib.auth.models import AnonymousUser

from cms.accounts.models import User
from cms.workflows import acting
from cms.workflows.graph import TransitionSpec
from cms.workflows.models import Case, OpinionRequest, Part
from cms.workflows.subjects import is_concerned

# Roles that make nobody one of those who handle a case.
_NO_AGENTS = ("applicant", "anyone_signed")


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


def may_ask_experts(user: User | AnonymousUser, case: Case) -> bool:
    """A signed-in person may ask experts for their opinion, remind them and revoke what was asked when the case is
    open, its step asks experts, and a role that can act at this step (once it was passed on, the role to which it was)
    is theirs in this case, or that of a person for whom they stand in today. The role of the applicant gives no right,
    nor does one that anyone plays. Nobody does so for a case that concerns them, except in a trial.
    """
    if not isinstance(user, User) or not case.is_open or case.current_node.experts is None:
        return False
    waited = acting.waits_for(case)
    wanted = [role for role in case.graph.roles if role.key in waited and role.finder not in _NO_AGENTS]
    return acting.acting(user, wanted, case).in_any(wanted) and not is_concerned(user, case)


def may_read_opinion(user: User | AnonymousUser, request: OpinionRequest) -> bool:
    """A signed-in person may read the opinion of an expert when they may see the case and, for a confidential one, play
    one of the roles to which the expert was told that it goes, in person, by a group or for an absent person. Nobody
    reads here an opinion on a case that concerns them, except in a trial.
    """
    case = request.case
    if not isinstance(user, User) or not may_see(user, case) or is_concerned(user, case):
        return False
    if not request.is_confidential:
        return True
    return Part.objects.of(user).filter(case=case, role__in=request.read_by).exists()


def may_retry(user: User | AnonymousUser, case: Case) -> bool:
    """Who may assign a case may also have its failed effects run again, even when the case is closed."""
    return Part.objects.of(user).filter(case=case).exclude(group_name="").exists()
