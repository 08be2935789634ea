"""Puts forms and shared blocks in the admin's menu."""

from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from cms.forms.block_viewset import SharedBlockViewSet
from cms.forms.models import FormDefinition, SharedBlock
from cms.forms.permissions import FormPermissionPolicy, SharedBlockPermissionPolicy
from cms.forms.viewsets import FormViewSet

register_permission_policy(FormDefinition, FormPermissionPolicy(FormDefinition))
register_permission_policy(SharedBlock, SharedBlockPermissionPolicy(SharedBlock))
register_snippet(FormViewSet)
register_snippet(SharedBlockViewSet)
