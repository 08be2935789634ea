"""Process definitions, their checks, the engine, cases and the journal."""

from importlib import import_module

from django.apps import AppConfig


class WorkflowsConfig(AppConfig):
    name = "cms.workflows"
    label = "workflows"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import_module("cms.workflows.receivers")
