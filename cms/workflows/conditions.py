"""Conditions of transitions: rules of `cms.forms` over the subject's answers, the process's own and the last review."""

from typing import Any

from cms.forms.rules import RuleError, evaluate, fields_of, parse
from cms.workflows.graph import NodeSpec, TransitionSpec

__all__ = ["REVIEW", "RuleError", "fields_of", "holds", "is_of_moment", "parse", "reads_grid"]

# Under this name conditions read what the last review gave: "review.total".
REVIEW = "review"


def holds(condition: dict[str, Any] | None, answers: dict[str, Any]) -> bool:
    """Return whether the condition is met; no condition is always met."""
    return evaluate(condition, answers)


def reads_grid(transition: TransitionSpec, node: NodeSpec) -> bool:
    """Return whether the condition depends on the review of which the transition is itself an opinion."""
    return node.kind == "review" and REVIEW in fields_of(transition.condition)


def is_of_moment(transition: TransitionSpec, node: NodeSpec) -> bool:
    """Return whether the condition depends on what is given with the action: nobody can tell before."""
    return reads_grid(transition, node) or bool(fields_of(transition.condition) & set(node.fills))
