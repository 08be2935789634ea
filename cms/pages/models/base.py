"""What every page type of the site has in common."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page


class SitePage(Page):
    """A page with a summary, which listings, search results and shared links show."""

    summary = models.TextField(
        _("summary"), blank=True, help_text=_("One or two sentences, shown in listings and search results.")
    )

    content_panels = [*Page.content_panels, FieldPanel("summary")]

    class Meta:
        abstract = True
