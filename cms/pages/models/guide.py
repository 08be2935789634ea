"""Guides that teachers and other professionals read, download and print (measures 5 and 19 of the plan)."""

import logging
from dataclasses import dataclass

from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.functional import SimpleLazyObject
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import StreamField
from wagtail.signals import page_published

from cms.pages.blocks.guide import SHEETS, ChapterBlock
from cms.pages.blocks.scenes import CHOICES
from cms.pages.guide_print import file_label, make_file_later, print_document, subject
from cms.pages.models.base import SitePage
from exports.cache import latest
from exports.models import Printing
from exports.pdf import RenderFailed, warm
from exports.responses import pdf_response
from search.registry import Facet

logger = logging.getLogger(__name__)


class GuideIndexPage(SitePage):
    """All guides."""

    subpage_types = ["pages.GuidePage"]

    class Meta:
        verbose_name = _("list of guides")

    def get_context(self, request: HttpRequest, *args: object, **kwargs: object) -> dict:
        """Adds `guides`: the published ones with what their cards say."""
        guides = GuidePage.objects.child_of(self).live().public().order_by("path").select_related("cover_image")
        printings = Printing.objects.in_bulk([subject(guide) for guide in guides], field_name="subject")
        for guide in guides:
            guide.file_label = file_label(printings.get(subject(guide)))
        return super().get_context(request, *args, **kwargs) | {"guides": guides}


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet to photocopy, as the table of contents names it."""

    anchor: str
    title: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter as the templates show it; `block` renders its content."""

    number: int
    anchor: str
    title: str
    intro: str
    scene: str
    sheets: tuple[Sheet, ...]
    block: object


class GuidePage(RoutablePageMixin, SitePage):
    """One practical guide, to read on screen and to print."""

    audiences = ParentalManyToManyField("snippets.Audience", blank=True, verbose_name=_("audiences"))
    themes = ParentalManyToManyField("snippets.Theme", blank=True, verbose_name=_("themes"))
    levels = models.CharField(_("levels"), max_length=120, blank=True, help_text=_("For instance: collège, lycée."))
    duration = models.CharField(
        _("duration"), max_length=120, blank=True, help_text=_("What it takes: one hour, half a day…")
    )
    cover_scene = models.CharField(_("cover drawing"), max_length=20, choices=CHOICES, default="visite")
    cover_image = models.ForeignKey(
        "wagtailimages.Image",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("cover image"),
        help_text=_("Replaces the drawing."),
    )
    body = StreamField([("chapter", ChapterBlock())], blank=True, verbose_name=_("chapters"))

    content_panels = [
        *SitePage.content_panels,
        MultiFieldPanel(
            [FieldPanel("audiences"), FieldPanel("themes"), FieldPanel("levels"), FieldPanel("duration")],
            heading=_("For whom and how long"),
        ),
        MultiFieldPanel([FieldPanel("cover_scene"), FieldPanel("cover_image")], heading=_("Cover")),
        FieldPanel("body"),
    ]
    parent_page_types = ["pages.GuideIndexPage"]
    subpage_types: list[str] = []
    preview_modes = [*SitePage.DEFAULT_PREVIEW_MODES, ("print", _("PDF"))]

    class Meta:
        verbose_name = _("guide")

    @property
    def meta(self) -> str:
        """The line above a card's title: kind, levels, duration."""
        return " · ".join(filter(None, [gettext("Guide"), self.levels, self.duration]))

    def chapters(self) -> list[Chapter]:
        """The chapters in order, with anchors that stay when a chapter moves."""
        return [
            Chapter(
                number=number,
                anchor=slugify(child.value["title"]) or f"chapitre-{number}",
                title=child.value["title"],
                intro=child.value["intro"],
                scene=child.value["scene"],
                sheets=tuple(
                    Sheet(slugify(part.value["title"]), part.value["title"])
                    for part in child.value["content"]
                    if part.block_type in SHEETS
                ),
                block=child.value["content"],
            )
            for number, child in enumerate(self.body, 1)
        ]

    def search_body(self) -> str:
        """All the words of the chapters."""
        return "\n".join(self.body.stream_block.get_searchable_content(self.body))

    def search_facets(self) -> dict[str, list[Facet]]:
        """The audiences, as the facet "public"."""
        return {"public": [Facet(audience.slug, audience.name) for audience in self.audiences.all()]}

    def get_context(self, request: HttpRequest, *args: object, **kwargs: object) -> dict:
        """Adds `chapters` and `file_label` (pages and size of the PDF, when one was made), read when asked for."""
        return super().get_context(request, *args, **kwargs) | {
            "chapters": self.chapters,
            "file_label": SimpleLazyObject(lambda: file_label(latest(subject(self)))),
        }

    @path("")
    def read(self, request: HttpRequest) -> HttpResponse:
        # Who reads the guide is likely to download it: the renderer loads meanwhile.
        warm()
        return self.render(request)

    @path("pdf/", name="pdf")
    def pdf(self, request: HttpRequest) -> HttpResponseBase:
        """The guide as a file. Wagtail has checked before that the page is live and that the person may see it."""
        try:
            return pdf_response(
                print_document(self), download=True, request=request, public=not self.get_view_restrictions().exists()
            )
        except RenderFailed:
            logger.exception("The PDF of guide %s could not be made", self.pk)
            return render(request, "pages/guide_unavailable.html", {"page": self}, status=503)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponseBase:
        """Also shows the draft as it will be printed, without remembering its figures."""
        if mode_name != "print":
            return super().serve_preview(request, mode_name)
        try:
            return pdf_response(print_document(self, remember=False), download=False)
        except RenderFailed as error:
            return render(
                request, "pages/guide_unavailable.html", {"page": self, "problems": error.problems}, status=503
            )


page_published.connect(make_file_later, sender=GuidePage, dispatch_uid="make the file of a published guide")
