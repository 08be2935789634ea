"""Form definitions: field types, rules, versions, answers."""

from django.apps import AppConfig


class FormsConfig(AppConfig):
    name = "cms.forms"
    label = "cms_forms"
    default_auto_field = "django.db.models.BigAutoField"
