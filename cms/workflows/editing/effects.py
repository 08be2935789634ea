"""What an action sets off, on the screen: one block for each effect, in order, of the kinds that are registered."""

import json
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.blocks import Block, BooleanBlock, StreamBlock, StructBlock, TextBlock

from cms.workflows import effects
from cms.workflows.editing.structure import StructuredField

AS_WRITTEN = "as_written"


class AsWrittenBlock(TextBlock):
    """An effect in the notation of bundles: for what no block here can say."""

    class Meta:
        label = gettext_lazy("In the notation of bundles")
        icon = "code"
        rows = 2

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if _effect(text) is None:
            raise ValidationError(_("This is no effect: write an object with a “kind”, as in a bundle."))
        return text


class EffectsFormField(StructuredField):
    """A list of effects."""

    def __init__(self, **kwargs: Any) -> None:
        kinds = [kind for kind in effects.effect_kinds() if kind.block or kind.name in _PARAMETERS]
        blocks: list[tuple[str, Block]] = [(kind.name, _block(kind)) for kind in kinds]
        super().__init__(StreamBlock([*blocks, (AS_WRITTEN, AsWrittenBlock())], required=False), **kwargs)

    def to_block(self, value: Any) -> list[dict[str, Any]]:
        return [self._item(effect) for effect in value or []]

    def from_block(self, raw: Any) -> list[dict[str, Any]]:
        found = []
        for item in raw or []:
            if item["type"] == AS_WRITTEN:
                effect = _effect(item["value"])
            else:
                effect = {"kind": item["type"]} | {name: value for name, value in item["value"].items() if value}
            found.append(effect or {"kind": AS_WRITTEN})
        return found

    def _item(self, effect: dict[str, Any]) -> dict[str, Any]:
        params = {name: value for name, value in effect.items() if name != "kind"}
        block = self.block.child_blocks.get(effect["kind"])
        if block is not None and effect["kind"] != AS_WRITTEN and set(params) <= set(block.child_blocks):
            return {"type": effect["kind"], "value": params}
        return {"type": AS_WRITTEN, "value": json.dumps(effect, ensure_ascii=False)}


def _effect(text: Any) -> dict[str, Any] | None:
    try:
        effect = json.loads(text or "")
    except ValueError:
        return None
    return effect if isinstance(effect, dict) and isinstance(effect.get("kind"), str) else None


# Parameters that bundles know, for a kind that its room registered without a block.
_PARAMETERS: dict[str, list[tuple[str, Block]]] = {
    "publish": [("live", BooleanBlock(required=False, label=gettext_lazy("Online at once, without approval")))],
}


def _block(kind: effects.EffectKind) -> StructBlock:
    children = list(kind.block.child_blocks.items()) if kind.block else _PARAMETERS[kind.name]
    icon = kind.block.meta.icon if kind.block else "cog"
    return StructBlock(children, label=kind.label, icon=icon)
