"""Conditions of transitions: rules of `cms.forms` over the subject's answers."""

from typing import Any

from cms.forms.rules import RuleError, evaluate, fields_of, parse

__all__ = ["RuleError", "fields_of", "holds", "parse"]


def holds(condition: dict[str, Any] | None, answers: dict[str, Any]) -> bool:
    """Return whether the condition is met; no condition is always met."""
    return evaluate(condition, answers)
