"""This room in the admin."""

from django.urls import URLPattern, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from cms.workflows import absence_screens
from cms.workflows.bpmn import screens
from cms.workflows.editing import live_screens
from cms.workflows.endpoint_screens import EndpointViewSet
from cms.workflows.starting import screens as starting_screens
from cms.workflows.viewsets import ProcessViewSet

register_snippet(ProcessViewSet)
register_snippet(EndpointViewSet)


@hooks.register("register_admin_urls")
def absences() -> list[URLPattern]:
    """Who is away, and who stands in."""
    return absence_screens.urlpatterns()


@hooks.register("register_admin_menu_item")
def absences_item() -> MenuItem:
    """The way to the absences; everyone in the admin says when they are away."""
    return MenuItem(_("Absences"), reverse(absence_screens.INDEX), name="absences", icon_name="date", order=160)


@hooks.register("register_admin_urls")
def bpmn_screens() -> list[URLPattern]:
    """Processes taken away as BPMN files, and read from them."""
    return screens.urlpatterns()


@hooks.register("register_admin_urls")
def live_drawing() -> list[URLPattern]:
    """The drawing of a process while it is typed."""
    return live_screens.urlpatterns()


@hooks.register("register_admin_urls")
def starting() -> list[URLPattern]:
    """The page on which a process is begun."""
    return starting_screens.urlpatterns()
