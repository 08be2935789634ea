"""Who may do what with a form definition."""

from typing import Any

from wagtail.permission_policies import ModelPermissionPolicy

from cms.forms.block_uses import forms_using


class FormPermissionPolicy(ModelPermissionPolicy):
    """Those who hold Django's permissions on forms may use them.

    Nobody deletes a form that was published: applications answer it.
    """

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        if action == "delete" and instance.versions.exists():
            return False
        return bool(super().user_has_permission_for_instance(user, action, instance))


class SharedBlockPermissionPolicy(ModelPermissionPolicy):
    """Those who hold Django's permissions on shared blocks may use them; nobody deletes one that a form uses."""

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        if action == "delete" and forms_using(instance):
            return False
        return bool(super().user_has_permission_for_instance(user, action, instance))
