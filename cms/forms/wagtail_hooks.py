"""Puts forms in the admin's menu."""

from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from cms.forms.models import FormDefinition
from cms.forms.permissions import FormPermissionPolicy
from cms.forms.viewsets import FormViewSet

register_permission_policy(FormDefinition, FormPermissionPolicy(FormDefinition))
register_snippet(FormViewSet)
