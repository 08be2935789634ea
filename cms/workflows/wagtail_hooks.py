"""This room in the admin."""

from wagtail.snippets.models import register_snippet

from cms.workflows.viewsets import ProcessViewSet

register_snippet(ProcessViewSet)
