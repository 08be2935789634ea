"""A condition in the admin: rows of field, operator and value, joined by all or any.

What rows cannot say (nesting, "not") is kept as it is, as JSON, in a last input.
"""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.forms.blocks.ids import list_rows
from cms.forms.errors import OptionError
from cms.forms.parts import Field
from cms.forms.resolving import canonical
from cms.forms.rules import OPERATORS, WITHOUT_VALUE, Comparison, Group, Rule

SEPARATOR = ";"


class ConditionRowBlock(blocks.StructBlock):
    """One row."""

    field = blocks.CharBlock(
        label=_("Question"), max_length=255, help_text=_("The label of the question, or its short name.")
    )
    operator = blocks.ChoiceBlock(
        label=_("Condition"), choices=[(key, label) for key, (label, _test) in OPERATORS.items()], default="equals"
    )
    value = blocks.CharBlock(
        label=_("Value"),
        max_length=500,
        required=False,
        help_text=_("Yes or no, a number, a choice, a day like 2026-12-31, or “today”. Several: part them with ;"),
    )

    class Meta:
        icon = "arrow-right"
        label_format = "{field} {operator} {value}"


class ConditionBlock(blocks.StructBlock):
    """Rows that must all hold, or of which one is enough; no row: no condition."""

    match = blocks.ChoiceBlock(
        label=_("When"),
        choices=[("all", _("All the rows hold")), ("any", _("One of the rows holds"))],
        default="all",
    )
    rows = blocks.ListBlock(ConditionRowBlock(label=_("Condition")), label=_("Conditions"), default=[])
    advanced = blocks.TextBlock(
        label=_("Composed condition"),
        required=False,
        rows=3,
        help_text=_("In the notation of bundles; takes the place of the rows."),
    )

    class Meta:
        icon = "view"
        form_layout = blocks.BlockGroup(children=["match", "rows"], settings=["advanced"])
        collapsed = True


EMPTY: dict[str, Any] = {"match": "all", "rows": [], "advanced": ""}


def to_block(rule: Rule | None, fields: dict[str, Field]) -> dict[str, Any]:
    """The raw value of a `ConditionBlock`; what it gives back is exactly the same rule."""
    if rule is None:
        return dict(EMPTY)
    kind, leaves = (rule.kind, rule.rules) if isinstance(rule, Group) else ("all", (rule,))
    rows = [_row(leaf, fields) if isinstance(leaf, Comparison) else None for leaf in leaves]
    if any(row is None for row in rows):
        return {"match": "all", "rows": [], "advanced": json.dumps(rule.to_json(), ensure_ascii=False)}
    return {"match": kind, "rows": list_rows(rows), "advanced": ""}


def _row(leaf: Comparison, fields: dict[str, Field]) -> dict[str, str] | None:
    """The row that says a comparison, or nothing when a row would say something else."""
    text = _text(leaf)
    row = {"field": leaf.field, "operator": leaf.operator, "value": text}
    back = _comparison(row)
    if back.get("value") is None:
        return row if leaf.value is None else None
    try:
        value = canonical(fields, replace(leaf, value=back["value"])).value
    except OptionError:
        return None
    return row if value == leaf.value and type(value) is type(leaf.value) else None


def _text(leaf: Comparison) -> str:
    if leaf.operator in WITHOUT_VALUE:
        return ""
    if isinstance(leaf.value, bool):
        return "oui" if leaf.value else "non"
    if isinstance(leaf.value, list):
        return f"{SEPARATOR} ".join(str(one) for one in leaf.value)
    return str(leaf.value)


def _comparison(row: dict[str, Any]) -> dict[str, Any]:
    field, operator, text = row.get("field") or "", row.get("operator") or "", (row.get("value") or "").strip()
    found: dict[str, Any] = {"field": field.strip(), "operator": operator}
    if operator == "one_of":
        found["value"] = [one.strip() for one in text.split(SEPARATOR) if one.strip()]
    elif operator not in WITHOUT_VALUE:
        found["value"] = text
    return found


def from_block(raw: dict[str, Any] | None, comparison: Callable[[dict[str, Any]], Any] = _comparison) -> Any:
    """The rule in JSON that a raw block value says, or nothing; `comparison` reads one row."""
    if not raw:
        return None
    if advanced := (raw.get("advanced") or "").strip():
        try:
            return json.loads(advanced)
        except ValueError:
            # Not a rule: the reader of forms says so, and where.
            return advanced
    rows = [comparison(one["value"]) for one in raw.get("rows") or []]
    if not rows:
        return None
    return rows[0] if len(rows) == 1 else {raw.get("match") or "all": rows}
