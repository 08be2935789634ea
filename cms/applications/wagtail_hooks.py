"""This room in the admin: procedures, the inbox, what waits on the home screen."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet

from cms.applications.admin.after_saving import after_saving
from cms.applications.admin.home import WaitingPanel
from cms.applications.admin.inbox import NAMESPACE, InboxViewSet
from cms.applications.admin.procedures import ProcedureViewSet


@hooks.register("register_admin_viewset")
def viewsets() -> list[ViewSet]:
    """The procedures and the inbox."""
    return [ProcedureViewSet(), InboxViewSet()]


class InboxMenuItem(MenuItem):
    """The way to the inbox; everyone in the admin may open it, and sees there only their own cases."""

    def __init__(self, label: str | Promise) -> None:
        super().__init__(label, reverse(f"{NAMESPACE}:index"), name="inbox", icon_name="tasks", order=150)


@hooks.register("register_admin_menu_item")
def inbox() -> MenuItem:
    """The inbox in the menu."""
    return InboxMenuItem(_("Case handling"))


@hooks.register("construct_homepage_panels")
def waiting(request: HttpRequest, panels: list[Any]) -> None:
    """What waits for the person, first on their home screen."""
    panels.insert(0, WaitingPanel(request))


@hooks.register("after_create_snippet")
@hooks.register("after_edit_snippet")
def tell_after_saving(request: HttpRequest, instance: Any) -> None:
    """What the form or the process just saved does to its procedures."""
    after_saving(request, instance)
