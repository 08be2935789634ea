"""Passages: running cases taken from one release of their procedure to another."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.applications.models.application import Application
from cms.applications.models.release import Release
from cms.workflows.migration import Passed
from cms.workflows.models import JournalEntry


class Passage(models.Model):
    """One time that cases of a procedure passed from `source` to `target`."""

    source = models.ForeignKey(Release, models.PROTECT, related_name="+")
    target = models.ForeignKey(Release, models.PROTECT, related_name="+")
    # {key of the old step: key of the new one}
    mapping = models.JSONField(default=dict, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField(_("made on"), auto_now_add=True)

    class Meta:
        verbose_name = _("passage of cases")
        verbose_name_plural = _("passages of cases")
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return f"{self.source} → {self.target.number}"


class PassedCase(models.Model):
    """One application whose case passed; `undone_entry` once it was taken back."""

    passage = models.ForeignKey(Passage, models.CASCADE, related_name="cases")
    application = models.ForeignKey(Application, models.CASCADE, related_name="passed_cases")
    entry = models.ForeignKey(JournalEntry, models.PROTECT, related_name="+")
    undone_entry = models.ForeignKey(JournalEntry, models.PROTECT, null=True, blank=True, related_name="+")
    # How the case was before, and the revision at which it arrived: `cms.workflows.migration.Passed`.
    before = models.JSONField()
    revision = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("passed case")
        verbose_name_plural = _("passed cases")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["passage", "application"], name="one_passing_a_passage")]

    def __str__(self) -> str:
        return f"{self.passage_id} · {self.application_id}"

    @property
    def passed(self) -> Passed:
        """What was done to the case."""
        content: dict[str, Any] = self.before
        return Passed(self.entry, content, self.revision)
