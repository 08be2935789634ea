"""Conditions in words, for people who read them in a modeller."""

from collections.abc import Mapping
from typing import Any


def expression(rule: Any) -> str:
    """Return a rule in one line: `effectif greater 30 and (lycee or college)`; empty for what is no rule."""
    if not isinstance(rule, Mapping):
        return ""
    for word, joint in (("all", " and "), ("any", " or ")):
        if isinstance(rule.get(word), list):
            parts = [expression(one) for one in rule[word]]
            return joint.join(f"({part})" if " and " in part or " or " in part else part for part in parts)
    if "not" in rule:
        return f"not ({expression(rule['not'])})"
    value = rule.get("value")
    said = "" if value is None else f'"{value}"' if isinstance(value, str) else str(value)
    return " ".join(filter(None, [str(rule.get("field", "")), str(rule.get("operator", "")), said]))
