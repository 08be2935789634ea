"""Page types, one module each, and their blocks."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "cms.pages"
    label = "pages"
    default_auto_field = "django.db.models.BigAutoField"
