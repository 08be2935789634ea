"""Procedures and applications: the applicant's space, the agents' inbox, outcomes."""

from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate

from cms.applications import triggers


def put_triggers_back(using: str, **kwargs: Any) -> None:
    """SQLite remakes a table to alter it, and its triggers are lost with the old one."""
    triggers.install(connections[using])


class ApplicationsConfig(AppConfig):
    name = "cms.applications"
    label = "applications"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from cms.applications import receivers
        from cms.applications.decisions import kinds
        from cms.applications.expertise import mails as expert_mails
        from cms.applications.publication.surroundings import of_definition
        from cms.workflows.checks import register_surroundings

        kinds.register()
        expert_mails.register()
        register_surroundings(of_definition)
        receivers.connect()
        post_migrate.connect(put_triggers_back, sender=self)
