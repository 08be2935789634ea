"""The home page."""

from functools import partial

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.url_routing import RouteResult

from cms.pages import home_sections
from cms.pages.addresses import page_at
from cms.pages.blocks.home import HomeBlock
from cms.pages.models.base import SitePage


class HomePage(SitePage):
    """The door of the site; one a site."""

    kicker = models.CharField(_("line above the title"), max_length=80, blank=True, default="Pays de la Loire")
    heading = models.CharField(_("large title"), max_length=120, blank=True)
    search_label = models.CharField(_("label of the search"), max_length=80, blank=True)
    search_placeholder = models.CharField(_("example of a search"), max_length=120, blank=True)
    suggestions = models.TextField(_("often searched"), blank=True, help_text=_("One search a line."))
    image = models.ForeignKey(
        "wagtailimages.Image",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("picture"),
        help_text=_("Replaces the drawing of the bridge."),
    )
    sections = StreamField(HomeBlock(), verbose_name=_("sections"), blank=True)

    content_panels = [
        *SitePage.content_panels,
        MultiFieldPanel(
            [FieldPanel("kicker"), FieldPanel("heading"), FieldPanel("image")],
            heading=_("Opening"),
        ),
        MultiFieldPanel(
            [FieldPanel("search_label"), FieldPanel("search_placeholder"), FieldPanel("suggestions")],
            heading=_("Search"),
        ),
        FieldPanel("sections"),
    ]
    parent_page_types = ["wagtailcore.Page"]
    max_count = 1

    class Meta:
        verbose_name = _("home page")

    @property
    def suggested(self) -> list[str]:
        """The searches offered under the field."""
        return [line.strip() for line in self.suggestions.splitlines() if line.strip()]

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """As Wagtail does, but a page's own address is found at once."""
        if path_components:
            page = page_at(request, f"{self.url_path}{'/'.join(path_components)}/")
            if page is not None:
                return page.route(request, [])
        return super().route(request, path_components)

    def get_context(self, request: HttpRequest, *args: object, **kwargs: object) -> dict:
        """Adds `shown`, the sections with what they list: read when the template asks, not when it kept them."""
        return super().get_context(request, *args, **kwargs) | {"shown": partial(home_sections.load, self, request)}
