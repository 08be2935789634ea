"""The outbox: what a move sets off once it is committed."""

from datetime import datetime
from typing import Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.workflows.models.case import Case
from cms.workflows.models.journal import JournalEntry


class EffectQuerySet(models.QuerySet["Effect"]):
    def undone(self) -> Self:
        """Effects that wait or that failed."""
        return self.exclude(state=Effect.State.DONE)

    def due(self, now: datetime | None = None) -> Self:
        """Effects that wait and may run now."""
        return self.filter(state=Effect.State.PENDING, run_after__lte=now or timezone.now())

    def failed(self) -> Self:
        """Effects that were given up and that a person should look at."""
        return self.filter(state=Effect.State.FAILED)


class Effect(models.Model):
    """One effect of one journal entry; runs once, in order, after the commit, and again after a failure.

    A function that runs it finds the case in `case`, what set it off in `entry` (comment, actor), and what the editor
    chose in `params` (`{"message": "recu"}`).
    """

    class State(models.TextChoices):
        PENDING = "pending", _("waiting")
        DONE = "done", _("done")
        FAILED = "failed", _("failed")

    case = models.ForeignKey(Case, models.PROTECT, related_name="effects")
    entry = models.ForeignKey(JournalEntry, models.PROTECT, related_name="effects")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(_("kind"), max_length=30)
    params = models.JSONField(default=dict)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PENDING)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    error = models.TextField(_("error"), blank=True)
    # What the function returned: numbers and keys of what it made.
    result = models.JSONField(default=dict, blank=True)
    run_after = models.DateTimeField(default=timezone.now)
    done_at = models.DateTimeField(_("done on"), null=True, blank=True)

    objects = EffectQuerySet.as_manager()

    class Meta:
        verbose_name = _("effect")
        verbose_name_plural = _("effects")
        ordering = ["entry", "position"]
        constraints = [models.UniqueConstraint(fields=["entry", "position"], name="one_effect_a_position")]
        indexes = [models.Index(fields=["state", "run_after"], name="effect_state_run_after")]

    def __str__(self) -> str:
        return f"{self.kind} · {self.state}"

    @property
    def once_key(self) -> str:
        """A text that is the same at each attempt, for partners that recognise a request sent twice."""
        return f"effect-{self.pk}"
