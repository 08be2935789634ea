"""The blocks of running text."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageBlock

RICH = ["h2", "h3", "bold", "italic", "superscript", "ol", "ul", "link", "document-link", "hr"]
PLAIN = ["bold", "italic", "superscript", "ol", "ul", "link"]


class LinkBlock(blocks.StructBlock):
    """A link to a page of the site or to an address; the page wins."""

    text = blocks.CharBlock(label=_("text of the link"), required=False, max_length=100)
    page = blocks.PageChooserBlock(label=_("page"), required=False)
    url = blocks.CharBlock(
        label=_("address"),
        required=False,
        max_length=500,
        help_text=_("When it is not a page: /demarches/ or https://…"),
    )

    class Meta:
        label = _("link")
        icon = "link"


class PictureBlock(blocks.StructBlock):
    """A picture with its caption and its author."""

    image = ImageBlock(label=_("image"))
    caption = blocks.CharBlock(label=_("caption"), required=False, max_length=300)
    credit = blocks.CharBlock(label=_("credit"), required=False, max_length=150)

    class Meta:
        label = _("image")
        icon = "image"
        template = "pages/content/picture.html"


class QuoteBlock(blocks.StructBlock):
    """Somebody's words."""

    text = blocks.TextBlock(label=_("text"), rows=3)
    author = blocks.CharBlock(label=_("author"), required=False, max_length=150)

    class Meta:
        label = _("quotation")
        icon = "openquote"
        template = "pages/content/quote.html"


class CallToActionBlock(blocks.StructBlock):
    """What to do next."""

    title = blocks.CharBlock(label=_("title"), max_length=150)
    text = blocks.TextBlock(label=_("text"), required=False, rows=2)
    link = LinkBlock(label=_("link"))

    class Meta:
        label = _("call to action")
        icon = "pick"
        template = "pages/content/call_to_action.html"


class QuestionBlock(blocks.StructBlock):
    """One question and its answer."""

    question = blocks.CharBlock(label=_("question"), max_length=250)
    answer = blocks.RichTextBlock(label=_("answer"), features=PLAIN)

    class Meta:
        label = _("question")
        icon = "help"


class QuestionsBlock(blocks.StructBlock):
    """Questions whose answers open one by one."""

    title = blocks.CharBlock(label=_("title"), required=False, max_length=150)
    questions = blocks.ListBlock(QuestionBlock(), label=_("questions"))

    class Meta:
        label = _("questions and answers")
        icon = "help"
        template = "pages/content/questions.html"


class TableBlock(blocks.StructBlock):
    """A table with a caption; the first column names the rows."""

    caption = blocks.CharBlock(label=_("caption"), max_length=200, help_text=_("Says what the table shows."))
    headers = blocks.ListBlock(blocks.CharBlock(max_length=150), label=_("headings of the columns"))
    rows = blocks.ListBlock(
        blocks.StructBlock([("cells", blocks.ListBlock(blocks.CharBlock(required=False, max_length=500)))]),
        label=_("rows"),
    )

    class Meta:
        label = _("table")
        icon = "table"
        template = "pages/content/table.html"


class MeasureBlock(blocks.StructBlock):
    """One measure of a plan."""

    number = blocks.IntegerBlock(label=_("number"), min_value=1)
    title = blocks.CharBlock(label=_("title"), max_length=200)
    text = blocks.TextBlock(label=_("text"), rows=3)
    link = LinkBlock(label=_("link"), required=False)

    class Meta:
        label = _("measure")
        icon = "tick"


class AxisBlock(blocks.StructBlock):
    """One axis of a plan and its measures; the home page counts them."""

    number = blocks.IntegerBlock(label=_("number"), min_value=1)
    title = blocks.CharBlock(label=_("title"), max_length=150)
    text = blocks.TextBlock(label=_("text"), required=False, rows=2)
    measures = blocks.ListBlock(MeasureBlock(), label=_("measures"))

    class Meta:
        label = _("axis of the plan")
        icon = "list-ol"
        template = "pages/content/axis.html"


class ContentBlock(blocks.StreamBlock):
    """All that a content page is made of."""

    text = blocks.RichTextBlock(label=_("text"), features=RICH, icon="pilcrow", template="pages/content/text.html")
    picture = PictureBlock()
    quote = QuoteBlock()
    call_to_action = CallToActionBlock()
    questions = QuestionsBlock()
    table = TableBlock()
    axis = AxisBlock()
