"""The block that stands for a shared block among the questions of a section."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from cms.forms.sharing import SHARED


class SharedUseBlock(blocks.StructBlock):
    """All the questions of a shared block, here."""

    block = SnippetChooserBlock("cms_forms.SharedBlock", label=_("Shared block"))
    prefix = blocks.RegexBlock(
        regex=r"^[a-z][a-z0-9_-]{0,39}$",
        label=_("Prefix of the short names"),
        required=False,
        error_messages={"invalid": _("Small letters, figures, - and _ only; a letter first.")},
        help_text=_("When the form asks the same block twice: “school” makes “school_name” of “name”."),
    )
    words = blocks.CharBlock(
        label=_("Words after the labels"),
        max_length=60,
        required=False,
        help_text=_("What tells the same questions apart: “Name (school)”."),
    )

    class Meta:
        icon = "copy"
        label = _("Shared block")
        group = _("Shared blocks")
        label_format = "{block} {words}"


def from_block(raw: dict[str, Any]) -> dict[str, Any]:
    """The use of a block in JSON, to be expanded."""
    return {
        "type": SHARED,
        "block": raw.get("block"),
        "prefix": (raw.get("prefix") or "").strip(),
        "words": (raw.get("words") or "").strip(),
    }
