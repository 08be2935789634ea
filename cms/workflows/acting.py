"""Who acts in a case, and for whom: in their own name, or for a person who is absent today."""

from collections.abc import Iterable
from dataclasses import dataclass

from cms.accounts.models import User
from cms.workflows import returns, roles
from cms.workflows.graph import RoleSpec, TransitionSpec
from cms.workflows.models import Case, Substitution


@dataclass(frozen=True, slots=True)
class Acting:
    """The roles that somebody may act in, by key; None as the person is for themselves."""

    roles: dict[str, User | None]

    def in_any(self, wanted: Iterable[RoleSpec]) -> bool:
        return any(role.key in self.roles for role in wanted)

    def on_behalf_of(self, wanted: Iterable[RoleSpec]) -> User | None:
        """The absent person for whom they act; None when one of the wanted roles is their own."""
        people = [self.roles[role.key] for role in wanted if role.key in self.roles]
        return None if None in people or not people else people[0]


def roles_for(case: Case, transition: TransitionSpec) -> tuple[RoleSpec, ...]:
    """Return the roles that may perform `transition` in `case`.

    They are those that it names and, once the step was passed on, the role to which it was; what is the applicant's
    alone is passed on to nobody.
    """
    found = case.graph.roles_of(transition)
    node = case.graph.node(transition.source)
    if not case.is_escalated or not node.escalate_to or case.graph.is_applicants(transition):
        return found
    passed_on = [role for role in case.graph.roles if role.key == node.escalate_to and role not in found]
    return (*found, *passed_on)


def waits_for(case: Case) -> set[str]:
    """Return the keys of the roles that can move the case from where it stands; none when it is closed."""
    if not case.is_open:
        return set()
    leaving = [one for one in case.graph.leaving(case.node) if not one.automatic]
    return {role.key for one in leaving for role in roles_for(case, one)} | {
        role.key for role in returns.roles_of(case)
    }


def acting(user: User, wanted: Iterable[RoleSpec], case: Case) -> Acting:
    """Return in which of the `wanted` roles `user` may act: those that they play, and those that the people play for
    whom they stand in today, but for the applicant's, which is never lent. In a trial nobody stands in for anybody.
    """
    wanted = list(wanted)
    found: dict[str, User | None] = {role.key: None for role in roles.played(user, wanted, case)}
    lacking = [role for role in wanted if role.key not in found and role.finder != "applicant"]
    if lacking and not case.is_trial and user.is_authenticated and user.is_active:
        for absence in Substitution.objects.on().filter(substitute=user).select_related("person"):
            for role in roles.played(absence.person, lacking, case):
                found.setdefault(role.key, absence.person)
    return Acting(found)
