"""Process versions: what running cases follow."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.workflows.models.definition import ProcessDefinition


class ProcessVersion(models.Model):
    """A process as it was when published; never changes."""

    definition = models.ForeignKey(ProcessDefinition, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(_("number"))
    # The bundle's "process": {"roles": [...], "nodes": [...], "transitions": [...]}.
    spec = models.JSONField(_("content"))
    created_at = models.DateTimeField(_("published on"), auto_now_add=True)

    class Meta:
        verbose_name = _("process version")
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["definition", "number"], name="one_process_version_a_number")]

    def __str__(self) -> str:
        return f"{self.definition} · {self.number}"
