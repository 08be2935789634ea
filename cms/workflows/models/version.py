"""Process versions: what running cases follow."""

from functools import cached_property
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.workflows.graph import Graph
from cms.workflows.models.definition import ProcessDefinition


class ProcessVersion(models.Model):
    """A process as it was when published; never changes."""

    definition = models.ForeignKey(
        ProcessDefinition, models.PROTECT, related_name="versions", verbose_name=_("process")
    )
    number = models.PositiveIntegerField(_("number"))
    # The bundle's "process": {"key", "name", "roles": [...], "nodes": [...], "transitions": [...]}.
    spec = models.JSONField(_("content"))
    created_at = models.DateTimeField(_("published on"), auto_now_add=True)

    class Meta:
        verbose_name = _("process version")
        verbose_name_plural = _("process versions")
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["definition", "number"], name="one_process_version_a_number")]

    def __str__(self) -> str:
        return f"{self.definition} · {self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save a new version; a published one is refused, since running cases follow it."""
        if self.pk and not self._state.adding:
            raise TypeError("a published process version never changes: publish a new one")
        super().save(*args, **kwargs)

    @cached_property
    def graph(self) -> Graph:
        """The process as values."""
        return Graph.from_json(self.spec)
