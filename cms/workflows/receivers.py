"""A definition published by any of Wagtail's ways (screen, schedule, action) becomes a version."""

from typing import Any

from django.dispatch import receiver
from wagtail.signals import published

from cms.workflows import operations
from cms.workflows.models import ProcessDefinition


@receiver(published, sender=ProcessDefinition)
def make_version(instance: ProcessDefinition, **kwargs: Any) -> None:
    if instance.live:
        operations.release(instance)
