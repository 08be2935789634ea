"""Process definitions: roles, nodes and transitions, rows that an editor changes."""

from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import DraftStateMixin, Orderable, PreviewableMixin, RevisionMixin

from cms.workflows.expertise import forms as opinion_forms
from cms.workflows.graph import Graph, NodeSpec, RoleSpec, TransitionSpec
from cms.workflows.models.fields import (
    ConditionField,
    CriteriaField,
    EffectsField,
    ExpertiseField,
    KeysField,
    NumbersField,
    OwnFieldsField,
)


class ProcessDefinition(PreviewableMixin, DraftStateMixin, RevisionMixin, ClusterableModel):
    """A graph: who decides, in what order. Drafts are Wagtail's; a published version is a copy that never changes."""

    key = models.SlugField(_("short name"), max_length=100, unique=True)
    name = models.CharField(_("name"), max_length=200)
    fields = OwnFieldsField(
        _("internal questions"),
        help_text=_("What those who handle an application write down about it; each step says which it asks."),
    )

    class Meta:
        verbose_name = _("process")
        verbose_name_plural = _("processes")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def spec(self) -> dict[str, Any]:
        """The bundle's "process", from the rows as they are in memory."""
        return self.graph.to_json()

    @property
    def graph(self) -> Graph:
        """The process as values, from the rows as they are in memory; rows without a key are left out.

        The forms that its steps ask of experts are pinned to what is published of them.
        """
        graph = Graph(
            key=self.key,
            name=self.name,
            roles=tuple(row.as_spec() for row in self.roles.all() if row.key),
            nodes=tuple(row.as_spec() for row in self.nodes.all() if row.key),
            transitions=tuple(row.as_spec() for row in self.transitions.all() if row.key),
            fields=tuple(self.fields),
        )
        return opinion_forms.pinned(graph)

    def get_preview_template(self, request: Any, mode_name: str) -> str:
        return "workflows/preview.html"

    def get_preview_context(self, request: Any, mode_name: str) -> dict[str, Any]:
        return super().get_preview_context(request, mode_name) | {"graph": self.graph}


class _Row(Orderable):
    key = models.SlugField(
        _("short name"), max_length=60, blank=True, help_text=_("Left empty, it is made from the name.")
    )
    label = models.CharField(_("name"), max_length=200)

    class Meta(Orderable.Meta):
        abstract = True

    def __str__(self) -> str:
        return self.label


class Role(_Row):
    """How the people who may act are found for a case."""

    process = ParentalKey(ProcessDefinition, on_delete=models.CASCADE, related_name="roles")
    finder = models.CharField(_("who"), max_length=30, default="group")
    group = models.CharField(
        _("group"), max_length=150, blank=True, help_text=_("The group of accounts, when the role is played by one.")
    )
    hides = KeysField(
        _("does not see"),
        help_text=_("Short names of the questions and steps of the form that nobody sees by this role alone."),
    )

    class Meta(_Row.Meta):
        verbose_name = _("role")
        verbose_name_plural = _("roles")

    def as_spec(self) -> RoleSpec:
        return RoleSpec(key=self.key, label=self.label, finder=self.finder, group=self.group, hides=tuple(self.hides))


class Node(_Row):
    """A place where a case can be."""

    class Kind(models.TextChoices):
        START = "start", _("start")
        TASK = "task", _("task")
        APPLICANT = "applicant", _("the applicant’s turn")
        REVIEW = "review", _("review by several people")
        END = "end", _("end")

    class Outcome(models.TextChoices):
        ACCEPTED = "accepted", _("accepted")
        REFUSED = "refused", _("refused")
        WITHDRAWN = "withdrawn", _("withdrawn")
        CLOSED = "closed", _("closed without action")

    class QuorumRule(models.TextChoices):
        COUNT = "count", _("as many as said beside")
        ANY = "any", _("one is enough")
        ALL = "all", _("everybody who may")
        MAJORITY = "majority", _("more than half of those who may")

    class Assign(models.TextChoices):
        REFERENT = "referent", _("a referent of the territory")
        DEPARTEMENT = "departement", _("a referent of the département")
        LEAST_LOADED = "least_loaded", _("who has the fewest applications")

    process = ParentalKey(ProcessDefinition, on_delete=models.CASCADE, related_name="nodes")
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.TASK)
    outcome = models.CharField(
        _("decision"), max_length=20, choices=Outcome, blank=True, help_text=_("For an end: what was decided.")
    )
    instructions = models.TextField(_("instructions"), blank=True, help_text=_("For those who act here."))
    applicant_text = models.TextField(
        _("what the applicant reads"), blank=True, help_text=_("Shown on the application while it is here.")
    )
    deadline_days = models.PositiveSmallIntegerField(
        _("deadline"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(999)],
        help_text=_("In working days."),
    )
    quorum = models.PositiveSmallIntegerField(
        _("opinions needed"),
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(99)],
        help_text=_("For a review: how many people must choose the same action."),
    )
    opens_fields = KeysField(
        _("questions open again"),
        help_text=_("On the applicant’s turn: the short names of the questions to correct, or * for all."),
    )
    reminders = NumbersField(
        _("reminders"),
        help_text=_("How many working days before the deadline those who must act are written to: 5, 1."),
    )
    escalate_after = models.PositiveSmallIntegerField(
        _("passed on after"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(999)],
        help_text=_("In working days after the deadline."),
    )
    escalate_to = models.CharField(
        _("passed on to"),
        max_length=60,
        blank=True,
        help_text=_("The role that is then written to, and may act as well."),
    )
    quorum_rule = models.CharField(
        _("who must agree"), max_length=10, choices=QuorumRule, default=QuorumRule.COUNT, help_text=_("For a review.")
    )
    criteria = CriteriaField(_("grid"), help_text=_("For a review: what each person gives points for."))
    fills = KeysField(
        _("internal questions asked here"), help_text=_("Short names of the process’s own questions, filled in here.")
    )
    assign = models.CharField(
        _("given to"),
        max_length=20,
        choices=Assign,
        blank=True,
        help_text=_("To whom an application that comes here is given."),
    )
    assign_among = models.CharField(
        _("among"), max_length=60, blank=True, help_text=_("The role whose people count; all when it is empty.")
    )
    sends_back = KeysField(
        _("who may send back"),
        help_text=_("For a review: the roles that may send an application back to a step where it has been."),
    )
    expertise = ExpertiseField(
        _("experts asked here"), help_text=_("People outside the platform whose opinion is asked by mail.")
    )

    class Meta(_Row.Meta):
        verbose_name = _("step")
        verbose_name_plural = _("steps")

    def as_spec(self) -> NodeSpec:
        return NodeSpec(
            key=self.key,
            label=self.label,
            kind=self.kind,
            outcome=self.outcome,
            instructions=self.instructions,
            applicant_text=self.applicant_text,
            deadline_days=self.deadline_days,
            quorum=self.quorum,
            opens_fields=tuple(self.opens_fields),
            reminders=tuple(self.reminders),
            escalate_after=self.escalate_after,
            escalate_to=self.escalate_to,
            quorum_rule=self.quorum_rule,
            criteria=tuple(self.criteria),
            fills=tuple(self.fills),
            assign=self.assign,
            assign_among=self.assign_among,
            sends_back=tuple(self.sends_back),
            expertise=self.expertise or None,
        )


class Transition(_Row):
    """An action that takes a case from one node to another; nodes and roles are named by key."""

    class Comment(models.TextChoices):
        NONE = "none", _("none")
        OPTIONAL = "optional", _("optional")
        REQUIRED = "required", _("required")

    process = ParentalKey(ProcessDefinition, on_delete=models.CASCADE, related_name="transitions")
    source = models.CharField(_("from the step"), max_length=60)
    target = models.CharField(_("to the step"), max_length=60)
    roles = KeysField(_("who may"), help_text=_("Short names of roles, with a comma between them."))
    comment = models.CharField(_("comment"), max_length=10, choices=Comment, default=Comment.NONE)
    comment_public = models.BooleanField(_("the applicant reads the comment"), default=False)
    condition = ConditionField(_("condition"), help_text=_("The action is offered only when this holds."))
    automatic = models.BooleanField(
        _("automatic"),
        default=False,
        help_text=_("Nobody has to act: the case goes on as soon as the condition holds."),
    )
    delay_days = models.PositiveSmallIntegerField(
        _("after"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(999)],
        help_text=_("When it is automatic: the working days that the case first stays in its step."),
    )
    needs_opinions = models.BooleanField(
        _("waits for the experts"),
        default=False,
        help_text=_("Possible only once the step has the opinions of experts that it wants."),
    )
    effects = EffectsField(_("what it sets off"))

    class Meta(_Row.Meta):
        verbose_name = _("action")
        verbose_name_plural = _("actions")

    def as_spec(self) -> TransitionSpec:
        return TransitionSpec(
            key=self.key,
            label=self.label,
            source=self.source,
            target=self.target,
            roles=tuple(self.roles),
            comment=self.comment,
            comment_public=self.comment_public,
            condition=self.condition,
            automatic=self.automatic,
            delay_days=self.delay_days,
            effects=tuple(self.effects),
            needs_opinions=self.needs_opinions,
        )
