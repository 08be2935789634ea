"""Review nodes: several people give an opinion, and the case moves when enough of them agree."""

from dataclasses import dataclass

from django.db.models import QuerySet

from cms.accounts.models import User
from cms.workflows.graph import TransitionSpec
from cms.workflows.models import Case, Opinion


@dataclass(frozen=True, slots=True)
class Tally:
    """How many reviewers chose a transition, out of how many it needs."""

    transition: TransitionSpec
    count: int
    needed: int


def needed(case: Case, transition: TransitionSpec) -> int:
    """Return how many people must choose `transition` from where the case stands.

    The quorum counts opinions of reviewers: what an applicant does (withdraw) takes effect at once. One person alone
    tries a process.
    """
    node = case.graph.node(transition.source)
    by_applicant = all(role.finder == "applicant" for role in case.graph.roles_of(transition))
    return 1 if node.kind != "review" or by_applicant or case.is_trial else node.quorum


def still_open(case: Case, transition: TransitionSpec, reviewer: User, comment: str) -> bool:
    """Note the opinion, when the node is a review, and return whether the case has to wait for others.

    The caller has locked the case. A reviewer who chooses again changes their opinion.
    """
    if case.current_node.kind != "review":
        return False
    Opinion.objects.update_or_create(
        case=case,
        visit=case.revision,
        reviewer=reviewer,
        defaults={"node": case.node, "transition": transition.key, "comment": comment},
    )
    wanted = needed(case, transition)
    return wanted > 1 and _opinions(case).filter(transition=transition.key).count() < wanted


def tallies(case: Case) -> list[Tally]:
    """Return what the reviewers of this visit chose, for each transition that needs several of them."""
    choices = list(_opinions(case).values_list("transition", flat=True))
    leaving = [one for one in case.graph.leaving(case.node) if not one.automatic and needed(case, one) > 1]
    return [Tally(one, choices.count(one.key), needed(case, one)) for one in leaving]


def _opinions(case: Case) -> QuerySet[Opinion]:
    return Opinion.objects.filter(case=case, visit=case.revision)
