"""This room in the admin."""

from django.urls import URLPattern
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from cms.workflows.bpmn import screens
from cms.workflows.viewsets import ProcessViewSet

register_snippet(ProcessViewSet)


@hooks.register("register_admin_urls")
def bpmn_screens() -> list[URLPattern]:
    """Processes taken away as BPMN files, and read from them."""
    return screens.urlpatterns()
