"""The collection of comics on guidance journeys (measure 3 of the plan)."""

from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField

from cms.pages.models.base import SitePage


class ComicIndexPage(SitePage):
    """All albums."""

    subpage_types = ["pages.ComicPage"]

    class Meta:
        verbose_name = _("comics collection")


class ComicPage(SitePage):
    """One album."""

    audiences = ParentalManyToManyField("snippets.Audience", blank=True, verbose_name=_("audiences"))

    parent_page_types = ["pages.ComicIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("comic")
