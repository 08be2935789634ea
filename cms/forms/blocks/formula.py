"""A formula in the admin: an operation, and one operand a line; a nested one is kept as it is, as JSON."""

import json
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.forms import formulas


class FormulaBlock(blocks.StructBlock):
    """An operation and what it is done on."""

    op = blocks.ChoiceBlock(label=_("Operation"), choices=list(formulas.OPERATIONS.items()), default="sum")
    of = blocks.TextBlock(
        label=_("Of"),
        required=False,
        rows=3,
        help_text=_("One a line: the label of a question or its short name, a part such as budget.asked, or a number."),
    )
    advanced = blocks.TextBlock(
        label=_("Composed formula"),
        required=False,
        rows=2,
        help_text=_("In the notation of bundles; takes the place of the lines."),
    )

    class Meta:
        icon = "order"
        form_layout = blocks.BlockGroup(children=["op", "of"], settings=["advanced"])


def to_block(formula: dict[str, Any]) -> dict[str, Any]:
    """The raw value of the block for a formula; what it gives back is the same formula."""
    operands = formula.get("of", [])
    raw = {"op": formula.get("op", "sum"), "of": "\n".join(str(one) for one in operands), "advanced": ""}
    if formula and from_block(raw) != formula:
        raw = {"op": formula["op"], "of": "", "advanced": json.dumps(formula, ensure_ascii=False)}
    return raw


def from_block(raw: Any) -> Any:
    """The formula that a raw value says, not yet checked; nothing when no operand is written."""
    raw = raw or {}
    if advanced := (raw.get("advanced") or "").strip():
        try:
            return json.loads(advanced)
        except ValueError:
            # Not a formula: the reader of forms says so, and where.
            return {"op": advanced}
    lines = [line.strip() for line in (raw.get("of") or "").splitlines() if line.strip()]
    return {"op": raw.get("op") or "sum", "of": [_operand(line) for line in lines]} if lines else {}


def _operand(line: str) -> str | int | float:
    text = line.replace("\u202f", "").replace(",", ".")
    try:
        return float(text) if "." in text else int(text)
    except ValueError:
        return line
