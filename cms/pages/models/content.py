"""A page of running text."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField

from cms.pages.models.base import SitePage


class ContentPage(SitePage):
    """Legal notice, accessibility statement, about, …"""

    body = RichTextField(_("text"), blank=True)

    content_panels = [*SitePage.content_panels, FieldPanel("body")]

    class Meta:
        verbose_name = _("content page")
