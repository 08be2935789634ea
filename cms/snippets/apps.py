"""Reference records: the geography of the region, territories, audiences, themes, funds."""

from django.apps import AppConfig


class SnippetsConfig(AppConfig):
    name = "cms.snippets"
    label = "snippets"
    default_auto_field = "django.db.models.BigAutoField"
