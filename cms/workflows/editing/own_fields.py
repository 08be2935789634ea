"""The process's own questions on the screen: blocks of a form's questions, with whether the applicant reads them."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import BooleanBlock, StreamBlock, StructBlock

from cms.forms import types
from cms.forms.blocks import field as field_blocks
from cms.workflows import own_fields
from cms.workflows.editing.keys import free_key
from cms.workflows.editing.structure import StructuredField
from cms.workflows.schema import OWN_TYPES

# Parts of a form's question that mean nothing here: all are asked on one screen, whoever reads them.
_WITHOUT = {"show_when", "required_when", "public_label", "autocomplete"}


class OwnFieldsFormField(StructuredField):
    """Fields of a form as JSON, with "public" where the applicant may read the answer."""

    def __init__(self, **kwargs: Any) -> None:
        blocks = [(key, _block(types.get(key))) for key in OWN_TYPES]
        super().__init__(StreamBlock(blocks, required=False, collapsed=True), **kwargs)

    def to_block(self, value: Any) -> list[dict[str, Any]]:
        rows = list(value or [])
        fields = {one.key: one for one in own_fields.form_of(rows).fields} if rows else {}
        return [
            {
                "type": row["type"],
                "value": field_blocks.to_block(fields[row["key"]], fields)
                | {own_fields.PUBLIC: bool(row.get(own_fields.PUBLIC))},
            }
            for row in rows
        ]

    def from_block(self, raw: Any) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = []
        taken: set[str] = set()
        for item in raw or []:
            said = dict(item["value"])
            said["key"] = said.get("key") or free_key(said.get("label") or "", taken)
            taken.add(said["key"])
            row = field_blocks.from_block(item["type"], said)
            rows.append(row | {own_fields.PUBLIC: bool(said.get(own_fields.PUBLIC))})
        return rows if any(own_fields.misfits(rows)) else list(own_fields.canonical(rows))

    def clean(self, value: Any) -> Any:
        rows = super().clean(value)
        found = [message for _place, message in own_fields.misfits(rows)]
        if found:
            raise ValidationError(found)
        return rows


def _block(kind: types.FieldType) -> StructBlock:
    parts = {name: block for name, block in field_blocks.field_block(kind).child_blocks.items() if name not in _WITHOUT}
    public = BooleanBlock(label=_("The applicant reads the answer"), required=False)
    return StructBlock(
        [*parts.items(), (own_fields.PUBLIC, public)], label=kind.label, icon=kind.icon, label_format="{label}"
    )
