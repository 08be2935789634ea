"""What this room does when a form or a process is published elsewhere in the admin."""

from typing import Any

from cms.applications.publication import releases
from cms.forms.models import FormVersion
from cms.forms.signals import form_published
from cms.workflows.models import ProcessVersion
from cms.workflows.signals import process_published


def connect() -> None:
    """Follow the publications of forms and processes; called once, when the room opens."""
    form_published.connect(_form_published, dispatch_uid="applications.form_published")
    process_published.connect(_process_published, dispatch_uid="applications.process_published")


def _form_published(sender: Any, version: FormVersion, **kwargs: Any) -> None:
    releases.follow_form(version)


def _process_published(sender: Any, version: ProcessVersion, **kwargs: Any) -> None:
    releases.follow_process(version)
