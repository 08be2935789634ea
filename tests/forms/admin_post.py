"""What a browser posts for a form definition open in the editor."""

from typing import Any

from wagtail import blocks

from cms.forms.models import FormDefinition


def posted(definition: FormDefinition, body: list[dict[str, Any]], rules: list[dict[str, Any]]) -> dict[str, Any]:
    """The editor's fields, with these raw streams in place of the definition's."""
    data: dict[str, Any] = {"name": definition.name, "key": definition.key}
    for name, raw in (("body", body), ("rules", rules)):
        block = FormDefinition._meta.get_field(name).stream_block
        _put(data, name, block, raw)
    return data


def raw(definition: FormDefinition) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The raw streams of a definition, to be changed and posted."""
    return tuple(value.stream_block.get_prep_value(value) for value in (definition.body, definition.rules))


def _put(data: dict[str, Any], prefix: str, block: blocks.Block, value: Any) -> None:
    if isinstance(block, blocks.StreamBlock | blocks.ListBlock):
        data[f"{prefix}-count"] = str(len(value or []))
        for place, item in enumerate(value or []):
            inner = f"{prefix}-{place}"
            data |= {f"{inner}-order": str(place), f"{inner}-deleted": "", f"{inner}-id": item.get("id", "")}
            data[f"{inner}-type"] = item["type"]
            child = block.child_blocks[item["type"]] if isinstance(block, blocks.StreamBlock) else block.child_block
            _put(data, f"{inner}-value", child, item["value"])
    elif isinstance(block, blocks.StructBlock):
        for name, child in block.child_blocks.items():
            _put(data, f"{prefix}-{name}", child, value.get(name))
    elif value is True:
        data[prefix] = "on"
    elif value not in (None, False):
        data[prefix] = value if isinstance(value, list) else str(value)
