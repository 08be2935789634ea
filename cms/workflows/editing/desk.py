"""The screen of a process: its rows, and beside them what they draw, told and checked as they are typed."""

from typing import Any

from django.urls import reverse
from wagtail.admin.panels import ObjectList

from cms.workflows.editing import live, live_screens


class ProcessDesk(ObjectList):
    """Panels one below the other, with the drawing beside them where there is room, above them on a phone."""

    class BoundPanel(ObjectList.BoundPanel):
        template_name = "workflows/desk.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            pk = self.instance.pk
            address = reverse(live_screens.DRAW, args=[pk]) if pk else reverse(live_screens.DRAW_NEW)
            context = super().get_context_data(parent_context) or {}
            return context | {"seen": live.of_form(self.form), "draw_url": address}
