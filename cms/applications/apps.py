"""Procedures and applications: the applicant's space, the agents' inbox, outcomes."""

from django.apps import AppConfig


class ApplicationsConfig(AppConfig):
    name = "cms.applications"
    label = "applications"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from cms.applications import outcomes, receivers

        outcomes.register()
        receivers.connect()
