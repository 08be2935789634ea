"""A definition published by any of Wagtail’s ways becomes a version; forms for experts are followed; timers are set."""

from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.dispatch import receiver
from wagtail.signals import published

from cms.forms.models import FormDefinition, FormVersion
from cms.forms.signals import form_published
from cms.workflows import clock, operations
from cms.workflows.models import Case, Node, ProcessDefinition
from cms.workflows.signals import timers_planned


@receiver(published, sender=ProcessDefinition)
def make_version(instance: ProcessDefinition, **kwargs: Any) -> None:
    if instance.live:
        operations.release(instance)


@receiver(form_published, sender=FormDefinition)
def follow_opinion_form(version: FormVersion, **kwargs: Any) -> None:
    """Published processes that ask this form of experts get a new version; running cases keep theirs."""
    asking = Node.objects.filter(expertise__form=version.definition.key).values("process")
    for definition in ProcessDefinition.objects.filter(pk__in=asking, live=True).order_by("pk"):
        operations.release(definition)


@receiver(timers_planned, sender=Case)
def set_alarm(case: Case, run_at: datetime, **kwargs: Any) -> None:
    transaction.on_commit(partial(clock.call_at, case.pk, run_at), robust=True)
