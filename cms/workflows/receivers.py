"""A definition published by any of Wagtail's ways (screen, schedule, action) becomes a version; timers are set."""

from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.dispatch import receiver
from wagtail.signals import published

from cms.workflows import clock, operations
from cms.workflows.models import Case, ProcessDefinition
from cms.workflows.signals import timers_planned


@receiver(published, sender=ProcessDefinition)
def make_version(instance: ProcessDefinition, **kwargs: Any) -> None:
    if instance.live:
        operations.release(instance)


@receiver(timers_planned, sender=Case)
def set_alarm(case: Case, run_at: datetime, **kwargs: Any) -> None:
    transaction.on_commit(partial(clock.call_at, case.pk, run_at), robust=True)
