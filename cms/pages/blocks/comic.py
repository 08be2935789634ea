"""The blocks of an album: plates, panels, and what is said in them."""

from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def _percentage(label: "StrOrPromise") -> blocks.DecimalBlock:
    return blocks.DecimalBlock(label=label, required=False, min_value=0, max_value=100, decimal_places=2)


class SpeechBlock(blocks.StructBlock):
    """One balloon, caption or noise of a panel."""

    speaker = blocks.CharBlock(
        label=_("who speaks"),
        required=False,
        max_length=60,
        help_text=_("Leave empty for the narrator’s captions."),
    )
    text = blocks.TextBlock(label=_("text"), rows=2)

    class Meta:
        label = _("line")
        icon = "openquote"


class PanelValue(blocks.StructValue):
    """What templates and search ask of a panel."""

    @property
    def zone(self) -> str:
        """“left top width height” in percent of the plate, or an empty string when the editor gave no place."""
        numbers: list[Decimal | None] = [self.get(name) for name in ("left", "top", "width", "height")]
        return " ".join(f"{number:.2f}" for number in numbers if number is not None) if None not in numbers else ""

    @property
    def transcript(self) -> str:
        """The panel as running text: what is seen, then who says what."""
        lines = [
            f"{line['speaker']} : {line['text']}" if line.get("speaker") else line["text"] for line in self["lines"]
        ]
        return "\n".join([self["description"], *lines])


class PanelBlock(blocks.StructBlock):
    """One panel of a plate, told in words for those who do not see it."""

    description = blocks.TextBlock(
        label=_("what is seen"),
        rows=3,
        help_text=_("Place, people, gestures, expressions: what a reader must know to follow the story."),
    )
    lines = blocks.ListBlock(SpeechBlock(), label=_("what is said"), default=[], min_num=0)
    left = _percentage(_("left edge (%)"))
    top = _percentage(_("top edge (%)"))
    width = _percentage(_("width (%)"))
    height = _percentage(_("height (%)"))

    class Meta:
        label = _("panel")
        icon = "image"
        value_class = PanelValue
        help_text = _("With its place on the plate, the panel can be read alone, enlarged, on a phone.")


class PlateBlock(blocks.StructBlock):
    """One page of an album."""

    image = ImageChooserBlock(label=_("picture"))
    alt = blocks.CharBlock(
        label=_("short description"),
        max_length=200,
        help_text=_("One sentence. The details go in the transcript of each panel."),
    )
    panels = blocks.ListBlock(PanelBlock(), label=_("panels, in reading order"), min_num=1)

    class Meta:
        label = _("plate")
        icon = "doc-full"
