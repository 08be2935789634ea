"""A page of running text."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField

from cms.pages.blocks.content import ContentBlock
from cms.pages.models.base import SitePage


class ContentPage(SitePage):
    """Legal notice, accessibility statement, the plan, …"""

    body = StreamField(ContentBlock(), verbose_name=_("content"), blank=True)

    content_panels = [*SitePage.content_panels, FieldPanel("body")]
    parent_page_types = ["pages.HomePage", "pages.ContentPage"]
    subpage_types = ["pages.ContentPage"]

    class Meta:
        verbose_name = _("content page")

    def search_body(self) -> str:
        """Return the text of all blocks."""
        block = self.body.stream_block
        return "\n\n".join(block.get_searchable_content(self.body))
