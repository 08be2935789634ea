"""Cases: one run of a process on one subject."""

from datetime import datetime
from typing import Any, Self

from django.contrib.auth.models import AnonymousUser
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.accounts.models import User
from cms.workflows import workdays
from cms.workflows.graph import Graph, NodeSpec
from cms.workflows.models.opinion import Opinion
from cms.workflows.models.part import Part
from cms.workflows.models.version import ProcessVersion


class CaseQuerySet(models.QuerySet["Case"]):
    def open(self) -> Self:
        """Cases that are not decided yet."""
        return self.filter(closed_at=None)

    def closed(self) -> Self:
        """Cases that reached an end."""
        return self.exclude(closed_at=None)

    def awaiting(self, user: User | AnonymousUser) -> Self:
        """Open cases in whose current step `user` may act, without those on which they have given their opinion."""
        mine = Part.objects.of(user).filter(case=models.OuterRef("pk"), awaited=True)
        told = Opinion.objects.filter(case=models.OuterRef("pk"), visit=models.OuterRef("revision"), reviewer=user.pk)
        return self.open().filter(models.Exists(mine), ~models.Exists(told))

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Cases in which `user` plays a role, now or at another step: the rule of `permissions.may_see`."""
        return self.filter(models.Exists(Part.objects.of(user).filter(case=models.OuterRef("pk"))))

    def overdue(self, now: datetime | None = None) -> Self:
        """Open cases whose current step should be over."""
        return self.open().filter(due_at__lt=now or timezone.now())


class Case(models.Model):
    """Where one subject stands in one process version. Only `cms.workflows.engine` moves it."""

    process_version = models.ForeignKey(
        ProcessVersion, models.PROTECT, related_name="cases", verbose_name=_("process version")
    )
    subject_type = models.ForeignKey(ContentType, models.PROTECT, related_name="+")
    subject_id = models.CharField(max_length=64)
    subject = GenericForeignKey("subject_type", "subject_id", for_concrete_model=False)
    node = models.CharField(_("step"), max_length=60)
    # "accepted", "refused", "withdrawn", "closed"; empty while the case runs.
    outcome = models.CharField(_("decision"), max_length=20, blank=True)
    # Grows by one at each move: whoever acts says what they saw, and a stale view is told.
    revision = models.PositiveIntegerField(default=0)
    opened_at = models.DateTimeField(_("opened on"), auto_now_add=True)
    entered_at = models.DateTimeField(_("in this step since"), default=timezone.now)
    due_at = models.DateTimeField(_("due on"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed on"), null=True, blank=True)
    # {key of one of the process's own fields: value as the field's type stores it}
    internal = models.JSONField(default=dict, blank=True, editable=False)
    # What the last review gave, as `grid.summary` says it.
    review = models.JSONField(default=dict, blank=True, editable=False)
    # Whether this step was passed on: the role that it names may act as well.
    is_escalated = models.BooleanField(default=False, editable=False)
    # Working days spent on the applicant's turns that are over: they do not count as time of the instruction.
    stopped_days = models.PositiveIntegerField(default=0, editable=False)
    # Somebody tries the process: that person plays every role, nobody else sees it, and it can be deleted whole.
    is_trial = models.BooleanField(default=False, editable=False)
    # The hash of the last journal entry: the next one is chained to it, and a cut tail shows.
    journal_head = models.CharField(max_length=64, blank=True, editable=False)

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("case")
        verbose_name_plural = _("cases")
        ordering = ["-opened_at"]
        constraints = [models.UniqueConstraint(fields=["subject_type", "subject_id"], name="one_case_a_subject")]
        indexes = [models.Index(fields=["closed_at", "due_at"], name="case_closed_due")]

    def __str__(self) -> str:
        return f"{self.process_version} · {self.subject_id} · {self.node}"

    @property
    def graph(self) -> Graph:
        return self.process_version.graph

    @property
    def current_node(self) -> NodeSpec:
        """The step where the case is, as the process version describes it."""
        return self.graph.node(self.node)

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    @property
    def is_overdue(self) -> bool:
        return self.is_open and self.due_at is not None and self.due_at < timezone.now()

    def answers(self) -> dict[str, Any]:
        """What conditions read: the subject's answers, the process's own, and what the last review gave."""
        subject: Any = self.subject
        return {**subject.case_answers(), **self.internal, "review": self.review}

    def instruction_days(self, now: datetime | None = None) -> int:
        """How many working days the instruction has taken, without the applicant's turns: they stop its clock."""
        end = timezone.localtime(self.closed_at or now or timezone.now()).date()
        stopped = self.stopped_days
        if self.is_open and self.current_node.is_with_applicant:
            stopped += workdays.between(timezone.localtime(self.entered_at).date(), end)
        return max(0, workdays.between(timezone.localtime(self.opened_at).date(), end) - stopped)
