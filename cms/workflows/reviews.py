"""Review nodes: several people give an opinion, and the case moves when enough of them agree."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from cms.accounts.models import User
from cms.workflows import acting, grid, roles
from cms.workflows.graph import RETURN, TransitionSpec
from cms.workflows.models import Case, Opinion
from cms.workflows.refusals import GridIncomplete
from cms.workflows.subjects import CaseSubject


@dataclass(frozen=True, slots=True)
class Tally:
    """How many reviewers chose a transition, out of how many it needs."""

    transition: TransitionSpec
    count: int
    needed: int


def is_opinion(case: Case, transition: TransitionSpec) -> bool:
    """Return whether to take `transition` from where the case stands is to give one's opinion.

    What an applicant does (withdraw) and sending back take effect at once.
    """
    at_once = transition.key.startswith(RETURN) or case.graph.is_applicants(transition)
    return case.graph.node(transition.source).kind == "review" and not at_once


def needed(case: Case, transition: TransitionSpec) -> int:
    """Return how many people must choose `transition` from where the case stands; at least one.

    The rule of the node says it: a number, one, all or more than half of those who may now choose it. One person alone
    tries a process.
    """
    if case.is_trial or not is_opinion(case, transition):
        return 1
    node = case.graph.node(transition.source)
    match node.quorum_rule:
        case "any":
            return 1
        case "all":
            return max(1, reviewers(case, transition).count())
        case "majority":
            return reviewers(case, transition).count() // 2 + 1
    return node.quorum


def reviewers(case: Case, transition: TransitionSpec) -> QuerySet[User]:
    """Return the people who may now choose `transition`, without those whom the case is about."""
    found = Q(pk__in=[])
    for role in acting.roles_for(case, transition):
        found |= Q(pk__in=roles.people(role, case).values("pk"))
    people = User.objects.filter(found)
    subject = case.subject
    if isinstance(subject, CaseSubject):
        people = people.exclude(pk__in=subject.case_people("concerned").values("pk"))
    return people


def checked_scores(case: Case, transition: TransitionSpec, given: dict[str, Any]) -> dict[str, int]:
    """Return the points of one person's grid; empty when the step has none. Raises `GridIncomplete`.

    Every criterion needs a whole number from 0 to its most; what is no criterion is left out.
    """
    if not is_opinion(case, transition):
        return {}
    scores = {}
    for one in case.graph.node(transition.source).criteria:
        value, most = given.get(one["key"]), grid.most(one)
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= most:
            raise GridIncomplete(transition, one["label"], most)
        scores[one["key"]] = value
    return scores


def give(case: Case, transition: TransitionSpec, reviewer: User, comment: str, scores: dict[str, int]) -> Tally | None:
    """Note an opinion and what the review now gives (`case.review`, in memory), and return how many agree with it.

    None when the transition is no opinion. The caller has locked the case. A reviewer who chooses again changes their
    opinion.
    """
    if not is_opinion(case, transition):
        return None
    Opinion.objects.update_or_create(
        case=case,
        visit=case.revision,
        reviewer=reviewer,
        defaults={"node": case.node, "transition": transition.key, "comment": comment, "scores": scores},
    )
    chosen = list(_opinions(case).values_list("transition", "scores"))
    case.review = grid.summary(case.current_node.criteria, [points for _key, points in chosen])
    return Tally(transition, sum(key == transition.key for key, _points in chosen), needed(case, transition))


def tallies(case: Case) -> list[Tally]:
    """Return what the reviewers of this visit chose, for each transition that needs several of them."""
    if case.current_node.kind != "review" or not case.is_open:
        return []
    choices = list(_opinions(case).values_list("transition", flat=True))
    leaving = [one for one in case.graph.leaving(case.node) if not one.automatic]
    found = [Tally(one, choices.count(one.key), needed(case, one)) for one in leaving]
    return [tally for tally in found if tally.needed > 1]


def _opinions(case: Case) -> QuerySet[Opinion]:
    return Opinion.objects.filter(case=case, visit=case.revision)
