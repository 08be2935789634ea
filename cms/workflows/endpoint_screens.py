"""The notified addresses in the admin, for those to whom the right was given."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.snippets.views.snippets import SnippetViewSet

from cms.workflows.models import Endpoint


class EndpointViewSet(SnippetViewSet):
    """Addresses and secrets: nothing of them leaves with a bundle."""

    model = Endpoint
    icon = "link-external"
    menu_label = _("Notified addresses")
    menu_name = "endpoints"
    menu_order = 900
    add_to_settings_menu = True
    list_display = ["name", "key", "is_active"]
    copy_view_enabled = False
    panels = [FieldPanel(name) for name in ("name", "key", "url", "secret", "is_active")]
