"""The sections of the home page: an editor chooses, orders and words them; what they list is read at each visit."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

COLOURS = [("loire", _("loire")), ("leaf", _("leaf")), ("coral", _("coral"))]


class DoorBlock(blocks.StructBlock):
    """One of the large ways in."""

    title = blocks.CharBlock(label=_("title"), max_length=60)
    text = blocks.TextBlock(label=_("text"), rows=2, max_length=200)
    page = blocks.PageChooserBlock(label=_("page"), required=False)
    url = blocks.CharBlock(
        label=_("address"),
        required=False,
        max_length=500,
        help_text=_("When it is not a page: /demarches/ or https://…"),
    )
    colour = blocks.ChoiceBlock(label=_("colour"), choices=COLOURS, default="loire")
    picture = blocks.ChoiceBlock(
        label=_("drawing"),
        required=False,
        choices=[("decouvrir", _("discover")), ("classe", _("a class")), ("initiative", _("an initiative"))],
    )

    class Meta:
        label = _("door")
        icon = "arrow-right"


class DoorsBlock(blocks.StructBlock):
    """The ways in, by what people come for."""

    title = blocks.CharBlock(label=_("title (read aloud, not shown)"), max_length=100)
    doors = blocks.ListBlock(DoorBlock(), label=_("doors"), max_num=4)

    class Meta:
        label = _("doors")
        icon = "grip"


class LatestBlock(blocks.StructBlock):
    """Cards of a list of guides, comics or records: those chosen, then the latest."""

    title = blocks.CharBlock(label=_("title"), max_length=100)
    index = blocks.PageChooserBlock(
        label=_("list"), page_type=["pages.GuideIndexPage", "pages.ComicIndexPage", "pages.CollectionPage"]
    )
    link_text = blocks.CharBlock(label=_("text of the link to the list"), max_length=60)
    featured = blocks.ListBlock(
        blocks.PageChooserBlock(page_type=["pages.GuidePage", "pages.ComicPage", "pages.RecordPage"]),
        label=_("chosen pages, shown first"),
        default=[],
        min_num=0,
        max_num=6,
    )
    number = blocks.IntegerBlock(label=_("number of cards"), default=3, min_value=1, max_value=6)

    class Meta:
        label = _("latest pages")
        icon = "doc-full-inverse"


class ContestBlock(blocks.StructBlock):
    """A band for a procedure with a collection: its figures are counted."""

    title = blocks.CharBlock(label=_("title"), max_length=150)
    text = blocks.TextBlock(label=_("text"), rows=2)
    collection = blocks.PageChooserBlock(label=_("collection"), page_type="pages.CollectionPage")
    button = blocks.CharBlock(label=_("text of the button"), max_length=60)
    link_text = blocks.CharBlock(label=_("text of the link to the collection"), max_length=60)
    counted = blocks.CharBlock(
        label=_("what the records are"), max_length=60, help_text=_("For example: occupations told.")
    )
    prizes = blocks.IntegerBlock(label=_("number of prizes"), required=False, min_value=1)

    class Meta:
        label = _("contest")
        icon = "media"


class PlanBlock(blocks.StructBlock):
    """The axes of a plan with their number of measures, read from the page that lists them."""

    title = blocks.CharBlock(label=_("title"), max_length=100)
    page = blocks.PageChooserBlock(label=_("page that lists the measures"), page_type="pages.ContentPage")
    link_text = blocks.CharBlock(label=_("text of the link"), max_length=60)

    class Meta:
        label = _("plan")
        icon = "list-ol"


class HomeBlock(blocks.StreamBlock):
    """All that can stand below the search of the home page."""

    doors = DoorsBlock()
    latest = LatestBlock()
    contest = ContestBlock()
    plan = PlanBlock()
