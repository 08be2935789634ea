"""The outbox: what a move sets off once it is committed."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.workflows.models.case import Case
from cms.workflows.models.journal import JournalEntry


class Effect(models.Model):
    """One effect of one journal entry; runs once, in order, after the commit, and again after a failure."""

    class State(models.TextChoices):
        PENDING = "pending", _("waiting")
        DONE = "done", _("done")
        FAILED = "failed", _("failed")

    case = models.ForeignKey(Case, models.PROTECT, related_name="effects")
    entry = models.ForeignKey(JournalEntry, models.PROTECT, related_name="effects")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=30)
    params = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State, default=State.PENDING)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(blank=True)
    run_after = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("effect")
        ordering = ["entry", "position"]
        constraints = [models.UniqueConstraint(fields=["entry", "position"], name="one_effect_a_position")]

    def __str__(self) -> str:
        return f"{self.kind} · {self.state}"
