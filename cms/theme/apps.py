"""Base templates, design tokens, components, static files and template tags."""

from django.apps import AppConfig


class ThemeConfig(AppConfig):
    name = "cms.theme"
    label = "theme"
    default_auto_field = "django.db.models.BigAutoField"
