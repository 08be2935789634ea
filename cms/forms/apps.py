"""Form definitions: field types, rules, versions, answers."""

from typing import Any

from django.apps import AppConfig


class FormsConfig(AppConfig):
    name = "cms.forms"
    label = "cms_forms"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django.db.models.signals import pre_delete
        from wagtail.signals import published

        from cms.forms.block_uses import keep_used
        from cms.forms.models import FormDefinition, SharedBlock
        from cms.forms.table_uses import uses
        from cms.snippets.tables.uses import register

        register(uses)
        published.connect(freeze_published, sender=FormDefinition, dispatch_uid="forms-freeze")
        pre_delete.connect(keep_used, sender=SharedBlock, dispatch_uid="forms-keep-used-blocks")


def freeze_published(instance: Any, **_kwargs: Any) -> None:
    """Whatever publishes a form (a person, a schedule, a bundle) makes its version."""
    from cms.forms.operations import freeze

    freeze(instance)
