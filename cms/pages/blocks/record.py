"""What a record makes public."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

KINDS = [("text", _("text")), ("link", _("link")), ("video", _("video")), ("file", _("file"))]


class FactBlock(blocks.StructBlock):
    """One answer, under the name of its question."""

    label = blocks.CharBlock(label=_("name"), max_length=250)
    value = blocks.TextBlock(label=_("text"), rows=2)
    kind = blocks.ChoiceBlock(label=_("kind"), choices=KINDS, default="text")
    url = blocks.CharBlock(label=_("address"), required=False, max_length=1000)

    class Meta:
        label = _("fact")
        icon = "list-ul"
