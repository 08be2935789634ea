"""Who may do what with a reference table."""

from typing import Any

from wagtail.permission_policies import ModelPermissionPolicy

from cms.snippets.tables import uses
from cms.snippets.tables.house import HOUSE


class TablePermissionPolicy(ModelPermissionPolicy):
    """Those who hold Django's permissions on reference tables may use them.

    Nobody changes a table that the house keeps, nor deletes one that a form uses or that a published version is
    pinned to.
    """

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        if instance.key in HOUSE and action != "view":
            return False
        if action == "delete" and uses.of(instance.key):
            return False
        return bool(super().user_has_permission_for_instance(user, action, instance))
