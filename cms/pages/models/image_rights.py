"""Who is seen on a page: whether it shows minors, and where their authorisations are filed.

French law asks for the written agreement of the two holders of parental authority before the picture of a minor is
published (article 9 of the Code civil). The papers themselves stay where the service files them: only the reference is
noted here.
"""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

# What an editor presses to have a page made public, now or after an approval.
_TOWARDS_PUBLICATION = ("action-submit", "action-publish", "action-restart-workflow")


class ImageRightsForm(WagtailAdminPageForm):
    """A draft may wait for its authorisations; what is sent to be approved or published may not."""

    def clean(self) -> dict[str, Any]:
        """Ask for the reference; returns the cleaned values."""
        cleaned: dict[str, Any] = super().clean()
        wants_it_public = any(name in self.data for name in _TOWARDS_PUBLICATION)
        if wants_it_public and cleaned.get("shows_minors") and not (cleaned.get("consent_reference") or "").strip():
            self.add_error(
                "consent_reference",
                _("This page shows minors: say where the authorisations are filed before it is approved."),
            )
        return cleaned


def image_rights_panel() -> MultiFieldPanel:
    """Return the two questions, as every page type asks them."""
    return MultiFieldPanel(
        [FieldPanel("shows_minors"), FieldPanel("consent_reference")], heading=gettext_lazy("Image rights")
    )
