"""What waits for a person, on the home screen of the admin."""

from typing import Any, cast

from django.http import HttpRequest
from wagtail.admin.ui.components import Component

from cms.accounts.models import User
from cms.applications.admin import inbox
from cms.applications.people.unread import unread_by

SHOWN = 5


class WaitingPanel(Component):
    """The first applications on which the person may act; nothing at all when there is none."""

    name = "waiting"
    template_name = "applications/admin/waiting.html"
    order = 10

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        user = cast(User, self.request.user)
        waiting = inbox.awaiting(user).order_by("case__due_at")
        shown = waiting.annotate(unread=unread_by(user))[:SHOWN]
        return {"applications": list(shown), "count": waiting.count()}
