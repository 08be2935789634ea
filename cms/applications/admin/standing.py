"""Where a case stands, for those who handle it: opinions and the grid, the time it took, who has it, what was noted."""

from dataclasses import dataclass
from typing import Any, cast

from django.utils.functional import cached_property

from cms.accounts.models import User
from cms.applications.admin.assign_form import AssignForm
from cms.applications.models import Application
from cms.forms import answers
from cms.workflows import grid, permissions, reviews
from cms.workflows.graph import NodeSpec
from cms.workflows.models import Case, Opinion


@dataclass(frozen=True)
class ShownOpinion:
    """One reviewer's opinion, in words, with the points that it gives."""

    opinion: Opinion
    label: str
    node: NodeSpec

    @cached_property
    def points(self) -> list[tuple[str, int, int]]:
        """(criterion, points, most) for each that was given."""
        scores = self.opinion.scores
        return [
            (one["label"], scores[one["key"]], grid.most(one)) for one in self.node.criteria if one["key"] in scores
        ]

    @property
    def total(self) -> float:
        return grid.total(self.node.criteria, self.opinion.scores)

    @property
    def most(self) -> int:
        return grid.greatest(self.node.criteria)


def of_case(application: Application, user: User) -> dict[str, Any]:
    """What the page of a case shows of where it stands, by name."""
    case = cast(Case, application.case)
    opinions = Opinion.objects.filter(case=case, visit=case.revision).select_related("reviewer")
    # Who may have effects run again may give an open case to people: one question for both.
    may_retry = permissions.may_retry(user, case)
    may_assign = case.is_open and may_retry
    return {
        "may_retry": may_retry,
        "tallies": reviews.tallies(case),
        "opinions": [
            ShownOpinion(one, case.graph.transition(one.transition).label, case.graph.node(one.node))
            for one in opinions
        ],
        "instruction_days": case.instruction_days(),
        "assigned": [row.user for row in case.assignments.select_related("user")],
        "may_assign": may_assign,
        "assign_form": AssignForm(application=application) if may_assign else None,
        "notes": [
            (one.label, answers.in_words(one, case.internal[one.key]))
            for one in (case.graph.own_form.fields if case.internal else ())
            if one.key in case.internal
        ],
    }
