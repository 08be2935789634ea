"""A condition in the admin: rows of field, operator and value, joined by all, any or none, and groups of such rows.

Groups may hold groups once. What this cannot say is kept as it is, as JSON, in a last input.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.forms.blocks.ids import list_rows
from cms.forms.errors import OptionError
from cms.forms.parts import Field
from cms.forms.resolving import canonical
from cms.forms.rules import OPERATORS, WITHOUT_VALUE, Comparison, Group, Not, Rule, RuleError, parse

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


class GroupsBlock(blocks.ListBlock):
    """Groups of rows; a page that does not know them has none."""

    def value_from_datadict(self, data: Any, files: Any, prefix: str) -> Any:
        if f"{prefix}-count" not in data:
            return self.normalize([])
        return super().value_from_datadict(data, files, prefix)


MATCHES = [
    ("all", _("All of this holds")),
    ("any", _("One of this holds")),
    ("none", _("Nothing of this holds")),
]


class InnerGroupBlock(blocks.StructBlock):
    """Rows in a group of a group."""

    match = blocks.ChoiceBlock(label=_("When"), choices=MATCHES, default="all")
    rows = blocks.ListBlock(ConditionRowBlock(label=_("Condition")), label=_("Conditions"), default=[])

    class Meta:
        icon = "list-ul"
        label = _("Group of conditions")


class ConditionGroupBlock(InnerGroupBlock):
    """Rows, and groups of rows, that count as one condition."""

    groups = GroupsBlock(InnerGroupBlock(), label=_("Groups of conditions"), default=[], collapsed=True)


class ConditionBlock(blocks.StructBlock):
    """Rows and groups that must all hold, of which one is enough, or of which none may hold; none of them: nothing."""

    match = blocks.ChoiceBlock(label=_("When"), choices=MATCHES, default="all")
    rows = blocks.ListBlock(ConditionRowBlock(label=_("Condition")), label=_("Conditions"), default=[])
    groups = GroupsBlock(ConditionGroupBlock(), label=_("Groups of conditions"), default=[], collapsed=True)
    advanced = blocks.TextBlock(
        label=_("Composed condition"),
        required=False,
        rows=3,
        help_text=_("In the notation of bundles; takes the place of the rows."),
    )

    class Meta:
        icon = "view"
        form_layout = blocks.BlockGroup(children=["match", "rows"], settings=["groups", "advanced"])
        collapsed = True


EMPTY: dict[str, Any] = {"match": "all", "rows": [], "groups": [], "advanced": ""}
MAX_DEPTH = 3


def to_block(rule: Rule | None, fields: dict[str, Field]) -> dict[str, Any]:
    """The raw value of a `ConditionBlock`; what it gives back is exactly the same rule."""
    if rule is None:
        return dict(EMPTY)
    said = _group(rule, fields, 1)
    if said is None or not _says(said, rule):
        return EMPTY | {"advanced": json.dumps(rule.to_json(), ensure_ascii=False)}
    return EMPTY | said


def _group(rule: Rule, fields: dict[str, Field], depth: int) -> dict[str, Any] | None:
    """The rows and groups that say a rule, or nothing when they would say something else."""
    match, parts = _parts(rule)
    inner = [one for one in parts if not isinstance(one, Comparison)]
    rows = [_row(one, fields) for one in parts if isinstance(one, Comparison)]
    groups = [_group(one, fields, depth + 1) for one in inner] if depth < MAX_DEPTH else []
    if len(groups) < len(inner) or None in rows or None in groups:
        return None
    said: dict[str, Any] = {"match": match, "rows": list_rows(rows)}
    return said | ({"groups": list_rows(groups)} if depth < MAX_DEPTH else {})


def _parts(rule: Rule) -> tuple[str, Sequence[Rule]]:
    """How a rule joins its parts."""
    if isinstance(rule, Group):
        return rule.kind, rule.rules
    if isinstance(rule, Not):
        contrary = rule.rule
        return "none", contrary.rules if isinstance(contrary, Group) and contrary.kind == "any" else (contrary,)
    return "all", (rule,)


def _says(said: dict[str, Any], rule: Rule) -> bool:
    """Whether what was written joins the same rows in the same order as the rule."""
    try:
        return _shape(parse(from_block(said))) == _shape(rule)
    except RuleError:
        return False


def _shape(rule: Rule) -> Any:
    if isinstance(rule, Comparison):
        return (rule.field, rule.operator)
    if isinstance(rule, Not):
        return ("not", _shape(rule.rule))
    return (rule.kind, [_shape(one) for one in rule.rules]) if isinstance(rule, Group) else rule


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
    return _joined(raw, comparison)


def _joined(raw: dict[str, Any], comparison: Callable[[dict[str, Any]], Any]) -> Any:
    """What rows and groups say; a group without a row says nothing."""
    parts = [comparison(one["value"]) for one in raw.get("rows") or []]
    parts += [said for one in raw.get("groups") or [] if (said := _joined(one["value"], comparison)) is not None]
    if not parts:
        return None
    if raw.get("match") == "none":
        return {"not": parts[0] if len(parts) == 1 else {"any": parts}}
    return parts[0] if len(parts) == 1 else {raw.get("match") or "all": parts}
