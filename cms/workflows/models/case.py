"""Cases: one run of a process on one subject."""

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.workflows.models.version import ProcessVersion


class Case(models.Model):
    """Where one subject stands in one process version."""

    process_version = models.ForeignKey(ProcessVersion, models.PROTECT, related_name="cases")
    subject_type = models.ForeignKey(ContentType, models.PROTECT, related_name="+")
    subject_id = models.CharField(max_length=64)
    subject = GenericForeignKey("subject_type", "subject_id")
    node = models.CharField(_("step"), max_length=60)
    # "accepted", "refused", "withdrawn", "closed"; empty while the case runs.
    outcome = models.CharField(_("decision"), max_length=20, blank=True)
    # Grows by one at each move: whoever acts says what they saw, and a stale view is told.
    revision = models.PositiveIntegerField(default=0)
    opened_at = models.DateTimeField(_("opened on"), auto_now_add=True)
    entered_at = models.DateTimeField(_("in this step since"), default=timezone.now)
    due_at = models.DateTimeField(_("due on"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed on"), null=True, blank=True)

    class Meta:
        verbose_name = _("case")
        verbose_name_plural = _("cases")
        constraints = [models.UniqueConstraint(fields=["subject_type", "subject_id"], name="one_case_a_subject")]

    def __str__(self) -> str:
        return f"{self.subject} · {self.node}"
