"""One block for each field type, made from what the type says about itself."""

from functools import cache
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.forms import types
from cms.forms.blocks import conditions, options, shared
from cms.forms.blocks.ids import stable_id
from cms.forms.parts import Field
from cms.forms.types.options import Option
from cms.forms.types.table_option import EditionOption


@cache
def field_block(kind: types.FieldType) -> blocks.StructBlock:
    """The block in which an editor writes a question of this type."""
    parts: list[tuple[str, blocks.Block]] = [
        ("label", shared.label(kind.labelled)),
        ("help", shared.help_text()),
    ]
    if kind.asks and not kind.derived:
        parts.append(("required", shared.required()))
    parts += [(option.name, options.block_for(option)) for option in edited(kind)]
    if kind.holds_fields:
        parts.append(("fields", RowFieldsBlock(label=_("Questions of each row"), required=False)))
    shown = [name for name, _block in parts]
    parts.append(("key", shared.key()))
    parts.append(("show_when", shared.show_when()))
    hidden = ["key", "show_when"]
    if kind.asks:
        parts.append(("public_label", shared.public_label()))
        hidden.insert(1, "public_label")
    if kind.asks and not kind.derived:
        parts.append(("required_when", shared.required_when()))
        hidden.append("required_when")
    return blocks.StructBlock(
        parts,
        label=kind.label,
        icon=kind.icon,
        group=kind.group,
        label_format="{label}",
        form_layout=blocks.BlockGroup(children=shown, settings=hidden),
    )


def edited(kind: types.FieldType) -> list[Option]:
    """The options that an editor sets; the edition of a table is written at publication."""
    return [option for option in kind.options if not isinstance(option, EditionOption)]


class RowFieldsBlock(blocks.StreamBlock):
    """The questions of each row of a group: of any type that may be in one."""

    def __init__(self, local_blocks: Any = None, **kwargs: Any) -> None:
        of_types = [(kind.key, field_block(kind)) for kind in types.every() if kind.nests]
        super().__init__([*of_types, *(local_blocks or [])], **kwargs)

    class Meta:
        required = False
        collapsed = True


def to_block(field: Field, fields: dict[str, Field]) -> dict[str, Any]:
    """The raw value of the field's block."""
    kind = field.kind
    raw: dict[str, Any] = {"label": field.label, "help": field.help, "key": field.key}
    raw["show_when"] = conditions.to_block(field.show_when, fields)
    if kind.asks:
        raw["public_label"] = field.public_label
    if kind.asks and not kind.derived:
        raw["required"] = field.required
        raw["required_when"] = conditions.to_block(field.required_when, fields)
    if kind.holds_fields:
        around = {**fields, **{one.key: one for one in field.fields}}
        raw["fields"] = [
            {"type": one.type, "id": stable_id("row", field.key, one.key), "value": to_block(one, around)}
            for one in field.fields
        ]
    for option in edited(kind):
        raw[option.name] = options.to_block(option, kind.option(field, option.name))
    return raw


def from_block(type_key: str, raw: dict[str, Any]) -> dict[str, Any]:
    """The field in JSON that a raw block value says; what is empty stays, for the reader of forms to judge."""
    kind = types.get(type_key)
    data: dict[str, Any] = {"key": raw.get("key") or "", "type": type_key, "label": raw.get("label") or ""}
    data["help"] = raw.get("help") or ""
    if raw.get("public_label"):
        data["public_label"] = raw["public_label"]
    data["show_when"] = conditions.from_block(raw.get("show_when"))
    if kind.holds_fields:
        data["fields"] = [from_block(one["type"], one["value"]) for one in raw.get("fields") or []]
    if kind.asks and not kind.derived:
        data["required"] = bool(raw.get("required"))
        data["required_when"] = conditions.from_block(raw.get("required_when"))
    for option in edited(kind):
        if option.name in raw:
            data[option.name] = options.from_block(option, raw[option.name])
    return data
