"""Process definitions, their checks, the engine, cases and the journal."""

from importlib import import_module
from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate

from cms.workflows import triggers


def put_triggers_back(using: str, **kwargs: Any) -> None:
    """SQLite remakes a table to alter it, and its triggers are lost with the old one."""
    triggers.install(connections[using])


class WorkflowsConfig(AppConfig):
    name = "cms.workflows"
    label = "workflows"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import_module("cms.workflows.receivers")
        import_module("cms.workflows.kinds").register()
        post_migrate.connect(put_triggers_back, sender=self)
