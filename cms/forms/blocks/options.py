"""One admin input for each kind of option, and the value in it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock

from cms.forms.blocks import formula
from cms.forms.blocks.ids import list_rows
from cms.forms.blocks.tree import from_text, to_text
from cms.forms.types import options as kinds
from cms.forms.types.document_option import DocumentOption, found, named
from cms.forms.types.formula_option import FormulaOption
from cms.forms.types.table_option import TableOption
from cms.forms.types.tree_option import TreeOption
from cms.snippets.tables import operations as tables


class ChoiceRowBlock(blocks.StructBlock):
    """One answer that may be chosen. Its stored value stays when the words change."""

    label = blocks.CharBlock(label=_("Answer"), max_length=255)
    value = blocks.CharBlock(
        label=_("Stored value"),
        max_length=255,
        required=False,
        help_text=_("Made from the answer when empty. Do not change it once people have answered."),
    )

    class Meta:
        icon = "radio-empty"
        label_format = "{label}"
        form_layout = blocks.BlockGroup(children=["label"], settings=["value"])


@dataclass(frozen=True, slots=True)
class Input:
    """How one kind of option is edited: its block, and the value to and from the block's raw value."""

    block: Callable[[Any, dict[str, Any]], blocks.Block]
    into: Callable[[Any, Any], Any] = lambda option, value: value
    out: Callable[[Any], Any] = lambda raw: "" if raw is None else raw


def _counts_block(option: kinds.CountsOption, common: dict[str, Any]) -> blocks.Block:
    rows = [
        (kind, blocks.IntegerBlock(label=label, required=False, min_value=0, max_value=50))
        for kind, label in option.kinds
    ]
    return blocks.StructBlock(rows, label=common["label"], help_text=common["help_text"])


def _choices_out(raw: Any) -> Any:
    rows = [one["value"] for one in raw or []]
    return [{"value": row.get("value") or row["label"], "label": row["label"]} for row in rows if row.get("label")]


def _tables() -> list[tuple[str, str]]:
    return sorted(tables.names().items(), key=lambda row: row[1].casefold())


INPUTS: dict[type[kinds.Option], Input] = {
    kinds.Option: Input(lambda option, common: blocks.CharBlock(max_length=255, default=option.default, **common)),
    DocumentOption: Input(
        lambda _option, common: DocumentChooserBlock(**common),
        into=lambda _option, value: value["id"] if found(value) else None,
        out=named,
    ),
    FormulaOption: Input(
        lambda option, common: formula.FormulaBlock(**common | {"required": True}),
        into=lambda _option, value: formula.to_block(value),
        out=formula.from_block,
    ),
    kinds.LongTextOption: Input(lambda option, common: blocks.TextBlock(default=option.default, rows=4, **common)),
    kinds.NumberOption: Input(
        lambda option, common: blocks.IntegerBlock(
            default=option.default, min_value=option.least, max_value=option.maximum, **common
        ),
        out=lambda raw: raw,
    ),
    kinds.FieldOption: Input(lambda _option, common: blocks.CharBlock(max_length=255, **common)),
    kinds.DecimalOption: Input(
        lambda option, common: blocks.CharBlock(max_length=30, default=option.default.replace(".", ","), **common),
        into=lambda _option, value: value.replace(".", ","),
    ),
    kinds.SwitchOption: Input(
        lambda option, common: blocks.BooleanBlock(default=option.default, **common), out=lambda raw: bool(raw)
    ),
    kinds.DateOption: Input(
        lambda _option, common: blocks.DateBlock(**common),
        into=lambda _option, value: value or None,
        out=lambda raw: raw.isoformat() if isinstance(raw, date) else raw or "",
    ),
    kinds.PickOption: Input(
        lambda option, common: blocks.ChoiceBlock(choices=list(option.values), default=option.default, **common)
    ),
    kinds.PickSeveralOption: Input(
        lambda option, common: blocks.MultipleChoiceBlock(
            choices=list(option.values), default=list(option.default), **common
        ),
        into=lambda _option, value: list(value),
        out=lambda raw: list(raw or []),
    ),
    kinds.LinesOption: Input(
        lambda _option, common: blocks.TextBlock(default="", rows=3, **common),
        into=lambda _option, value: "\n".join(value),
        out=lambda raw: [line.strip() for line in (raw or "").splitlines() if line.strip()],
    ),
    kinds.ChoicesOption: Input(
        lambda _option, common: blocks.ListBlock(ChoiceRowBlock(label=_("Choice")), label=common["label"], default=[]),
        into=lambda _option, value: list_rows(dict(one) for one in value),
        out=_choices_out,
    ),
    TreeOption: Input(
        lambda _option, common: blocks.TextBlock(default="", rows=8, **common),
        into=lambda _option, value: to_text(value),
        out=lambda raw: from_text(raw or ""),
    ),
    TableOption: Input(lambda _option, common: blocks.ChoiceBlock(choices=_tables, **common | {"required": True})),
    kinds.CountsOption: Input(
        _counts_block,
        into=lambda option, value: {kind: value.get(kind) for kind, _label in option.kinds},
        out=lambda raw: {kind: number for kind, number in (raw or {}).items() if number},
    ),
}


def block_for(option: kinds.Option) -> blocks.Block:
    """The block in which an editor sets the option."""
    common = {"label": option.label, "help_text": option.help, "required": False}
    return INPUTS[type(option)].block(option, common)


def to_block(option: kinds.Option, value: Any) -> Any:
    """The raw value of the block for an option's value."""
    return INPUTS[type(option)].into(option, value)


def from_block(option: kinds.Option, raw: Any) -> Any:
    """The option's value in the raw value of its block."""
    return INPUTS[type(option)].out(raw)
