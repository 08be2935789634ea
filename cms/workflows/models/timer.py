"""What the clock will do in a case: written when the case enters a step, done once, by whichever worker is first."""

from datetime import datetime
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.workflows.models.case import Case


class TimerQuerySet(models.QuerySet["Timer"]):
    def waiting(self) -> Self:
        """Timers whose hour has not come, or that nobody has done yet."""
        return self.filter(done_at=None)

    def due(self, now: datetime) -> Self:
        """Timers to be done at `now`, in the order of their hours."""
        return self.waiting().filter(run_at__lte=now).order_by("run_at", "pk")


class Timer(models.Model):
    """One thing that is to happen at one moment of one visit of a step, unless the case has moved on by then."""

    class Kind(models.TextChoices):
        REMINDER = "reminder", _("reminder")
        ESCALATION = "escalation", _("passed on")
        DELAY = "delay", _("automatic action after a delay")
        ASK_AGAIN = "ask_again", _("reminder to an expert")
        ASK_OVER = "ask_over", _("end of an expert’s time")

    case = models.ForeignKey(Case, models.CASCADE, related_name="timers")
    # The case's revision during the visit.
    visit = models.PositiveIntegerField()
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    # Of a reminder: the working days before the deadline. Of a delay: the key of the transition. About an expert: the
    # number of the request.
    name = models.CharField(max_length=60, blank=True)
    run_at = models.DateTimeField(_("planned on"))
    done_at = models.DateTimeField(_("done on"), null=True, blank=True)

    objects = TimerQuerySet.as_manager()

    class Meta:
        verbose_name = _("timer")
        verbose_name_plural = _("timers")
        ordering = ["run_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["case", "visit", "kind", "name"], name="one_timer_a_visit_and_name")
        ]
        indexes = [models.Index(fields=["run_at"], condition=models.Q(done_at=None), name="timer_waiting")]

    def __str__(self) -> str:
        return f"{self.case_id} · {self.kind} · {self.name}"
