"""The made people of a simulation: who plays which role."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from cms.accounts.models import User
from cms.workflows.graph import Graph, RoleSpec

# Given names that are a woman's as well as a man's.
_NAMES = (
    *("Camille", "Dominique", "Claude", "Sacha", "Alix", "Charlie", "Maxence", "Noa", "Robin", "Lou"),
    *("Morgan", "Eden", "Ange", "Yaël", "Swann", "Alex", "Sam", "Jo", "Kim", "Andréa"),
)
# How many give opinions, as long as nobody says otherwise; and the most that a role has.
REVIEWERS, MOST = 3, 20


@dataclass(frozen=True)
class Cast:
    """The applicant, and the people of each role by its key; all of them are made up."""

    applicant: User
    players: Mapping[str, tuple[User, ...]]
    roles: Mapping[str, RoleSpec]

    @property
    def numbers(self) -> dict[str, list[int]]:
        """The numbers of the accounts that play each role."""
        return {key: [user.pk for user in users] for key, users in self.players.items()}

    @cached_property
    def _by_address(self) -> dict[str, str]:
        found = {self.applicant.email: _("%(name)s (applicant)") % {"name": self.applicant.first_name}}
        for key, users in self.players.items():
            for user in users:
                named = {"name": user.first_name, "role": self.roles[key].label}
                found.setdefault(user.email, _("%(name)s (%(role)s)") % named)
        return found

    def called(self, address: str) -> str:
        """Somebody by their address: the name and the role of a made person, else the address."""
        return self._by_address.get(address, address)

    def named(self, user: User) -> str:
        """A made person, by name and role."""
        return self.called(user.email)


def numbers(graph: Graph, wanted: Mapping[str, int]) -> dict[str, int]:
    """How many people play each role: as wanted, else enough for the reviews in which the role gives opinions."""
    found = {}
    for role in graph.roles:
        quorums = [
            graph.node(one.source).quorum
            for one in graph.transitions
            if role.key in one.roles and graph.has_node(one.source) and graph.node(one.source).kind == "review"
        ]
        usual = max(REVIEWERS, *quorums) if quorums else 1
        found[role.key] = 1 if role.finder == "applicant" else min(wanted.get(role.key, usual), MOST)
    return found


def gather(graph: Graph, wanted: Mapping[str, int]) -> Cast:
    """Make the people, in the transaction that the caller undoes; roles of the applicant are played by one person."""
    counts = numbers(graph, wanted)
    size = 1 + sum(counts[role.key] for role in graph.roles if role.finder != "applicant")
    token = secrets.token_hex(8)
    made = User.objects.bulk_create(
        User(
            email=f"{number}.{token}@simulation.invalid",
            first_name=_NAMES[number % len(_NAMES)],
            last_name=_("Example"),
            password="!",  # noqa: S106  # nobody signs in
        )
        for number in range(size)
    )
    applicant, *others = made
    waiting = iter(others)
    players = {
        role.key: (applicant,)
        if role.finder == "applicant"
        else tuple(next(waiting) for _number in range(counts[role.key]))
        for role in graph.roles
    }
    return Cast(applicant, players, {role.key: role for role in graph.roles})
