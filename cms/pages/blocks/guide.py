"""What a practical guide is made of: chapters, and in them the tools that a class really uses.

Each block has one template for the screen and the print; the stylesheets make the difference.
"""

from typing import Any

from django.utils.safestring import mark_safe
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock
from wagtail.rich_text import expand_db_html

from cms.pages.blocks.scenes import CHOICES, SCENES
from cms.theme.typography import typo

# Enough for a guide; headings come from the structure, never from a paragraph.
FEATURES = ["bold", "italic", "link", "document-link", "ol", "ul", "superscript"]


class PhaseBlock(blocks.StructBlock):
    """One moment: when it is, and what is done then."""

    when = blocks.CharBlock(label=_("when"), help_text=_("For instance: six weeks before."))
    title = blocks.CharBlock(label=_("title"))
    points = blocks.ListBlock(blocks.TextBlock(rows=2), label=_("what is done"))


class PhasesBlock(blocks.StructBlock):
    """Moments in their order."""

    title = blocks.CharBlock(label=_("title"))
    phases = blocks.ListBlock(PhaseBlock(), label=_("moments"))

    class Meta:
        label = _("moments in order")
        icon = "order"
        template = "pages/guide/blocks/phases.html"


class ChecklistBlock(blocks.StructBlock):
    """Boxes to tick, on paper."""

    title = blocks.CharBlock(label=_("title"))
    items = blocks.ListBlock(blocks.TextBlock(rows=2), label=_("points to tick"))

    class Meta:
        label = _("checklist")
        icon = "tasks"
        template = "pages/guide/blocks/checklist.html"


class RoleBlock(blocks.StructBlock):
    who = blocks.CharBlock(label=_("who"))
    before = blocks.TextBlock(label=_("before"), rows=2, required=False)
    during = blocks.TextBlock(label=_("during"), rows=2, required=False)
    after = blocks.TextBlock(label=_("after"), rows=2, required=False)


class RolesBlock(blocks.StructBlock):
    """Who does what before, during and after."""

    caption = blocks.CharBlock(label=_("title of the table"))
    rows = blocks.ListBlock(RoleBlock(), label=_("roles"))

    class Meta:
        label = _("table of roles")
        icon = "group"
        template = "pages/guide/blocks/roles.html"


class StepBlock(blocks.StructBlock):
    duration = blocks.CharBlock(label=_("time or duration"))
    what = blocks.TextBlock(label=_("what"), rows=2)
    who = blocks.CharBlock(label=_("who"))


class TimelineBlock(blocks.StructBlock):
    """A session minute by minute."""

    caption = blocks.CharBlock(label=_("title of the table"))
    steps = blocks.ListBlock(StepBlock(), label=_("steps"))

    class Meta:
        label = _("timed sequence")
        icon = "time"
        template = "pages/guide/blocks/timeline.html"


class TableBlock(blocks.StructBlock):
    """A small table; empty cells are for handwriting."""

    caption = blocks.CharBlock(label=_("title of the table"))
    columns = blocks.ListBlock(blocks.CharBlock(required=False), label=_("columns"), min_num=2, max_num=5)
    rows = blocks.ListBlock(blocks.ListBlock(blocks.TextBlock(rows=2, required=False), min_num=1), label=_("rows"))
    writing = blocks.BooleanBlock(label=_("leave room to write in the cells"), required=False)

    class Meta:
        label = _("table")
        icon = "table"
        template = "pages/guide/blocks/table.html"

    def get_context(self, value: Any, parent_context: dict | None = None) -> dict:
        # Each cell goes with its column, whose name it carries on a narrow screen; short rows are filled up.
        columns = list(value["columns"])
        rows = [list(zip(columns, [*row, *[""] * len(columns)], strict=False)) for row in value["rows"]]
        return super().get_context(value, parent_context) | {"rows": rows}


class TipBlock(blocks.StructBlock):
    """A box beside the thread of the text."""

    kind = blocks.ChoiceBlock(
        label=_("kind"),
        choices=[
            ("tip", _("Tip")),
            ("caution", _("Caution")),
            ("equality", _("Equality")),
            ("inclusion", _("For everyone")),
            ("example", _("Example")),
        ],
        default="tip",
    )
    title = blocks.CharBlock(label=_("title"))
    text = blocks.RichTextBlock(label=_("text"), features=FEATURES)

    class Meta:
        label = _("box")
        icon = "pick"
        template = "pages/guide/blocks/tip.html"

    def get_context(self, value: Any, parent_context: dict | None = None) -> dict:
        label = dict(self.child_blocks["kind"].field.choices)[value["kind"]]
        return super().get_context(value, parent_context) | {"kind_label": label}


class QuestionBlock(blocks.StructBlock):
    question = blocks.TextBlock(label=_("question"), rows=2)
    lines = blocks.IntegerBlock(label=_("lines to write on"), min_value=0, max_value=12, default=3)


class SheetBlock(blocks.StructBlock):
    """What sheets to photocopy have in common: each is an entry of the table of contents."""

    title = blocks.CharBlock(label=_("title"))
    intro = blocks.TextBlock(label=_("instructions"), rows=2, required=False)

    def get_context(self, value: Any, parent_context: dict | None = None) -> dict:
        return super().get_context(value, parent_context) | {"anchor": slugify(value["title"])}


class WorksheetBlock(SheetBlock):
    """A sheet of questions, with lines to answer by hand."""

    questions = blocks.ListBlock(QuestionBlock(), label=_("questions"))
    for_adults = blocks.BooleanBlock(label=_("for the adults: no line for a pupil’s name"), required=False)

    class Meta:
        label = _("worksheet")
        icon = "edit"
        template = "pages/guide/blocks/worksheet.html"


class LetterBlock(SheetBlock):
    """A letter or an authorisation to fill in and send."""

    text = blocks.RichTextBlock(
        label=_("text"),
        features=FEATURES,
        help_text=_("Square brackets show what is to be replaced: [name of the school]."),
    )

    class Meta:
        label = _("letter or authorisation to copy")
        icon = "mail"
        template = "pages/guide/blocks/letter.html"

    def get_context(self, value: Any, parent_context: dict | None = None) -> dict:
        # No text font has the empty square that editors type: it is drawn.
        html = typo(mark_safe(expand_db_html(value["text"].source)))  # noqa: S308 Wagtail has cleaned it
        drawn = mark_safe(html.replace("□", '<span class="tick"></span>'))  # noqa: S308
        return super().get_context(value, parent_context) | {"text": drawn}


class GridBlock(SheetBlock):
    """A grid to observe with: criteria, and columns to fill by hand."""

    columns = blocks.ListBlock(blocks.CharBlock(), label=_("columns"), min_num=2, max_num=5)
    rows = blocks.ListBlock(blocks.TextBlock(rows=2), label=_("what is observed"))

    class Meta:
        label = _("observation grid")
        icon = "table"
        template = "pages/guide/blocks/grid.html"


class QuotationBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("quotation"), rows=3)
    author = blocks.CharBlock(label=_("who says it"), required=False)

    class Meta:
        label = _("quotation")
        icon = "openquote"
        template = "pages/guide/blocks/quotation.html"


class PictureBlock(blocks.StructBlock):
    """A picture that says something: its text alternative is needed."""

    image = ImageChooserBlock(label=_("image"))
    alternative = blocks.CharBlock(label=_("text alternative"), help_text=_("What one would say of it by telephone."))
    caption = blocks.CharBlock(label=_("caption"), required=False)

    class Meta:
        label = _("image")
        icon = "image"
        template = "pages/guide/blocks/picture.html"


class SceneBlock(blocks.StructBlock):
    """One of the project's own drawings."""

    scene = blocks.ChoiceBlock(label=_("drawing"), choices=CHOICES)
    caption = blocks.CharBlock(label=_("caption"), required=False)

    class Meta:
        label = _("drawing")
        icon = "image"
        template = "pages/guide/blocks/scene.html"

    def get_context(self, value: Any, parent_context: dict | None = None) -> dict:
        context = super().get_context(value, parent_context)
        return context | {"file": f"pages/guide/scenes/{value['scene']}.svg", "alternative": SCENES[value["scene"]]}


SHEETS = ("worksheet", "letter", "grid")


class ChapterContentBlock(blocks.StreamBlock):
    heading = blocks.CharBlock(label=_("heading"), icon="title", template="pages/guide/blocks/heading.html")
    paragraph = blocks.RichTextBlock(
        label=_("text"), features=FEATURES, icon="pilcrow", template="pages/guide/blocks/paragraph.html"
    )
    phases = PhasesBlock()
    checklist = ChecklistBlock()
    roles = RolesBlock()
    timeline = TimelineBlock()
    table = TableBlock()
    tip = TipBlock()
    worksheet = WorksheetBlock()
    letter = LetterBlock()
    grid = GridBlock()
    quotation = QuotationBlock()
    picture = PictureBlock()
    scene = SceneBlock()


class ChapterBlock(blocks.StructBlock):
    """A chapter opens with its number, its title and a drawing."""

    title = blocks.CharBlock(label=_("title"))
    intro = blocks.TextBlock(label=_("introduction"), rows=3, required=False)
    scene = blocks.ChoiceBlock(label=_("drawing"), choices=CHOICES, required=False)
    content = ChapterContentBlock(label=_("content"))

    class Meta:
        label = _("chapter")
        icon = "doc-full"
