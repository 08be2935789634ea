"""What every page type of the site has in common."""

from typing import ClassVar

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from cms.pages.models.image_rights import ImageRightsForm, image_rights_panel
from search.registry import Facet


class SitePage(Page):
    """A page with a summary, which listings, search results and shared links show.

    A page type says how it is found with `search_kind`, `search_kind_label`, `search_body()` and `search_facets()`.
    """

    summary = models.TextField(
        _("summary"), blank=True, help_text=_("One or two sentences, shown in listings and search results.")
    )
    shows_minors = models.BooleanField(
        _("shows minors"),
        default=False,
        help_text=_("A picture or a video of this page shows somebody under 18 who can be recognised."),
    )
    consent_reference = models.CharField(
        _("authorisations on file"),
        max_length=200,
        blank=True,
        help_text=_("Where the signed authorisations of the parents are filed: a reference, never the paper itself."),
    )

    base_form_class = ImageRightsForm
    content_panels = [*Page.content_panels, FieldPanel("summary"), image_rights_panel()]

    search_kind: ClassVar[str] = "page"
    search_kind_label: ClassVar[str] = "Page"

    class Meta:
        abstract = True

    @property
    def lacks_consent(self) -> bool:
        """Whether the page shows minors and no authorisation is noted."""
        return self.shows_minors and not self.consent_reference.strip()

    @cached_property
    def trail(self) -> list[dict[str, str]]:
        """The way from the home page to this one, for the component `breadcrumbs.html`."""
        ancestors = self.get_ancestors().filter(depth__gte=2).live()
        steps = [{"label": page.title, "href": page.url or ""} for page in ancestors]
        return [*steps, {"label": self.title, "href": ""}]

    def search_body(self) -> str:
        """Return the text that search reads besides title and summary."""
        return ""

    def search_facets(self) -> dict[str, list[Facet]]:
        """Return by what results are sorted; a page with audiences or a territory needs to say no more."""
        facets: dict[str, list[Facet]] = {}
        if hasattr(self, "audiences"):
            facets["public"] = [Facet(audience.slug, audience.name) for audience in self.audiences.all()]
        territory = getattr(self, "territory", None)
        if territory is not None:
            facets["territoire"] = [Facet(territory.slug, territory.name)]
        return facets
