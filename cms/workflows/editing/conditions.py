"""A condition on the screen: rows of question, operator and value; what they cannot say stays as bundles write it."""

import json
import re
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import StreamBlock

from cms.forms.blocks.conditions import ConditionBlock, from_block
from cms.forms.blocks.ids import list_rows
from cms.forms.rules import WITHOUT_VALUE
from cms.workflows import conditions
from cms.workflows.editing.structure import StructuredField

_NUMBER = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?")
_WORDS = {"oui": True, "non": False}


class ConditionFormField(StructuredField):
    """A rule of `cms.forms`, or None."""

    def __init__(self, **kwargs: Any) -> None:
        # A stream of at most one: "no condition" is then no block, and only streams may be the root of a widget.
        condition = ConditionBlock(label=_("Condition"), collapsed=False)
        super().__init__(StreamBlock([("condition", condition)], required=False, max_num=1), **kwargs)

    def to_block(self, value: Any) -> list[dict[str, Any]]:
        if value is None:
            return []
        rows, match = _as_rows(value)
        said: dict[str, Any] = {"match": match, "rows": list_rows(rows or [])}
        said["advanced"] = "" if rows is not None else json.dumps(value, ensure_ascii=False)
        return [{"type": "condition", "value": said}]

    def from_block(self, raw: Any) -> Any:
        return from_block(raw[0]["value"], _comparison) if raw else None

    def clean(self, value: Any) -> Any:
        rule = super().clean(value)
        try:
            conditions.fields_of(rule)
        except conditions.RuleError as error:
            raise ValidationError(str(error)) from error
        return rule


def _as_rows(rule: Any) -> tuple[list[dict[str, str]] | None, str]:
    """The rows that say exactly this rule and how they are joined; None when none do."""
    if not isinstance(rule, dict):
        return None, "all"
    match = next((kind for kind in ("all", "any") if set(rule) == {kind}), "all")
    leaves = rule.get(match, [rule])
    rows = [_row(leaf) for leaf in leaves]
    said = [row for row in rows if row is not None]
    is_exact = len(said) == len(leaves) and [_comparison(row) for row in said] == leaves
    return (said, match) if is_exact and (len(said) > 1 or match not in rule) else (None, match)


def _row(leaf: Any) -> dict[str, str] | None:
    if not isinstance(leaf, dict) or "field" not in leaf or "operator" not in leaf:
        return None
    value = leaf.get("value")
    text = "; ".join(map(_text, value)) if isinstance(value, list) else _text(value)
    return {"field": leaf["field"], "operator": leaf["operator"], "value": text}


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "oui" if value else "non"
    return "" if value is None else str(value)


def _comparison(row: dict[str, Any]) -> dict[str, Any]:
    field, operator, text = ((row.get(name) or "").strip() for name in ("field", "operator", "value"))
    if operator in WITHOUT_VALUE:
        return {"field": field, "operator": operator}
    if operator == "one_of":
        return {"field": field, "operator": operator, "value": [_value(one) for one in text.split(";") if one.strip()]}
    return {"field": field, "operator": operator, "value": _value(text)}


def _value(text: str) -> Any:
    """Yes or no, a number, or text."""
    text = text.strip()
    if text.lower() in _WORDS:
        return _WORDS[text.lower()]
    if _NUMBER.fullmatch(text):
        return float(text) if "." in text else int(text)
    return text
