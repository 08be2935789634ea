"""Guides that teachers and other professionals read, download and print."""

from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField

from cms.pages.models.base import SitePage


class GuideIndexPage(SitePage):
    """All guides."""

    subpage_types = ["pages.GuidePage"]

    class Meta:
        verbose_name = _("list of guides")


class GuidePage(SitePage):
    """One practical guide."""

    audiences = ParentalManyToManyField("snippets.Audience", blank=True, verbose_name=_("audiences"))

    parent_page_types = ["pages.GuideIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("guide")
