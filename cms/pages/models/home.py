"""The home page."""

from django.utils.translation import gettext_lazy as _

from cms.pages.models.base import SitePage


class HomePage(SitePage):
    """The door of the site; one a site."""

    max_count = 1

    class Meta:
        verbose_name = _("home page")
