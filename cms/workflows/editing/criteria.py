"""The grid of a review on the screen: one block for each criterion."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, IntegerBlock, StreamBlock, StructBlock, TextBlock

from cms.workflows.editing.keys import free_key
from cms.workflows.editing.structure import StructuredField
from cms.workflows.grid import MOST, WEIGHT


class CriterionBlock(StructBlock):
    """What reviewers give points for."""

    label = CharBlock(label=_("Criterion"), max_length=200)
    help = TextBlock(label=_("What to look at"), required=False, rows=2)
    most = IntegerBlock(label=_("Points at most"), min_value=1, max_value=100, default=MOST)
    weight = IntegerBlock(label=_("Weight"), min_value=1, max_value=100, default=WEIGHT)
    key = CharBlock(
        label=_("Short name"), max_length=60, required=False, help_text=_("Left empty, it is made from the name.")
    )

    class Meta:
        icon = "list-ol"
        label = _("Criterion")
        label_format = "{label}"


class CriteriaFormField(StructuredField):
    """Rows of {"key", "label", "help", "weight", "most"}."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(StreamBlock([("criterion", CriterionBlock())], required=False), **kwargs)

    def to_block(self, value: Any) -> list[dict[str, Any]]:
        defaults = {"help": "", "weight": WEIGHT, "most": MOST}
        return [{"type": "criterion", "value": defaults | row} for row in value or []]

    def from_block(self, raw: Any) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = []
        taken: set[str] = set()
        for item in raw or []:
            said = item["value"]
            key = said.get("key") or free_key(said.get("label") or "", taken)
            taken.add(key)
            row = {"key": key, "label": said.get("label") or ""}
            row |= {"help": said["help"]} if said.get("help") else {}
            row |= {"weight": said["weight"]} if said.get("weight") not in (None, WEIGHT) else {}
            row |= {"most": said["most"]} if said.get("most") not in (None, MOST) else {}
            rows.append(row)
        return rows
