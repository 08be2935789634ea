"""Puts the reference records in the admin's menu."""

from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from cms.snippets.models import ReferenceTable
from cms.snippets.table_permissions import TablePermissionPolicy
from cms.snippets.viewsets import ReferenceViewSetGroup

register_permission_policy(ReferenceTable, TablePermissionPolicy(ReferenceTable))
register_snippet(ReferenceViewSetGroup)
