"""One block for each field type, made from what the type says about itself."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.forms import types
from cms.forms.blocks import conditions, options
from cms.forms.parts import Field

# Names that a field's own parts take in its block; an option never has one of them.
KEY_HELP = _("Names the answer in mails and exports. Made from the label when empty, then never changes.")


def field_block(kind: types.FieldType) -> blocks.StructBlock:
    """The block in which an editor writes a question of this type."""
    parts: list[tuple[str, blocks.Block]] = [
        ("label", blocks.CharBlock(label=_("Label"), max_length=255, required=kind.labelled)),
        ("help", blocks.TextBlock(label=_("Help"), required=False, rows=2)),
    ]
    if kind.asks:
        parts.append(("required", blocks.BooleanBlock(label=_("Must be answered"), required=False)))
    parts += [(option.name, options.block_for(option)) for option in kind.options]
    shown = [name for name, _block in parts]
    parts.append(("key", blocks.CharBlock(label=_("Short name"), max_length=100, required=False, help_text=KEY_HELP)))
    parts.append(("show_when", conditions.ConditionBlock(label=_("Shown when"))))
    hidden = ["key", "show_when"]
    if kind.asks:
        parts.append(("required_when", conditions.ConditionBlock(label=_("Must be answered when"))))
        hidden.append("required_when")
    return blocks.StructBlock(
        parts,
        label=kind.label,
        icon=kind.icon,
        group=kind.group,
        label_format="{label}",
        form_layout=blocks.BlockGroup(children=shown, settings=hidden),
    )


def to_block(field: Field, fields: dict[str, Field]) -> dict[str, Any]:
    """The raw value of the field's block."""
    kind = field.kind
    raw: dict[str, Any] = {"label": field.label, "help": field.help, "key": field.key}
    raw["show_when"] = conditions.to_block(field.show_when, fields)
    if kind.asks:
        raw["required"] = field.required
        raw["required_when"] = conditions.to_block(field.required_when, fields)
    for option in kind.options:
        raw[option.name] = options.to_block(option, kind.option(field, option.name))
    return raw


def from_block(type_key: str, raw: dict[str, Any]) -> dict[str, Any]:
    """The field in JSON that a raw block value says; what is empty stays, for the reader of forms to judge."""
    kind = types.get(type_key)
    data: dict[str, Any] = {"key": raw.get("key") or "", "type": type_key, "label": raw.get("label") or ""}
    data["help"] = raw.get("help") or ""
    data["show_when"] = conditions.from_block(raw.get("show_when"))
    if kind.asks:
        data["required"] = bool(raw.get("required"))
        data["required_when"] = conditions.from_block(raw.get("required_when"))
    for option in kind.options:
        if option.name in raw:
            data[option.name] = options.from_block(option, raw[option.name])
    return data
