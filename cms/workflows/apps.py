"""Process definitions, their checks, the engine, cases and the journal."""

from django.apps import AppConfig


class WorkflowsConfig(AppConfig):
    name = "cms.workflows"
    label = "workflows"
    default_auto_field = "django.db.models.BigAutoField"
