"""Form definitions: field types, rules, versions, answers."""

from typing import Any

from django.apps import AppConfig


class FormsConfig(AppConfig):
    name = "cms.forms"
    label = "cms_forms"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from wagtail.signals import published

        from cms.forms.models import FormDefinition
        from cms.forms.table_uses import uses
        from cms.snippets.tables.uses import register

        register(uses)
        published.connect(freeze_published, sender=FormDefinition, dispatch_uid="forms-freeze")


def freeze_published(instance: Any, **_kwargs: Any) -> None:
    """Whatever publishes a form (a person, a schedule, a bundle) makes its version."""
    from cms.forms.operations import freeze

    freeze(instance)
