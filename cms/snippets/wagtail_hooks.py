"""Puts the reference records in the admin's menu."""

from wagtail.snippets.models import register_snippet

from cms.snippets.viewsets import ReferenceViewSetGroup

register_snippet(ReferenceViewSetGroup)
