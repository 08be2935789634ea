"""Applications: one set of answers to a procedure's form."""

import uuid
from typing import Any, Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from cms.accounts.models import User
from cms.applications.models.people import CoAuthor
from cms.snippets.models import Departement, Territory

TITLE_LENGTH = 200


class ApplicationQuerySet(models.QuerySet["Application"]):
    """Applications as their applicants and the agents look for them."""

    def of(self, user: User | AnonymousUser) -> Self:
        """Those of which `user` is the owner; nobody's for a visitor who is not signed in."""
        return self.filter(applicant=user.pk) if user.is_authenticated else self.none()

    def shared_with(self, user: User | AnonymousUser) -> Self:
        """Those on which `user` has a place, as owner or as co-author: the rule `view` of `access.right_of`."""
        if not isinstance(user, User) or not user.is_active:
            return self.none()
        place = CoAuthor.objects.of(user).filter(application=models.OuterRef("pk"))
        return self.filter(models.Q(applicant=user.pk) | models.Exists(place))

    def of_others(self, user: User) -> Self:
        """Those on which `user` has no place: what an agent may handle."""
        place = CoAuthor.objects.of(user).filter(application=models.OuterRef("pk"))
        return self.exclude(applicant=user.pk).exclude(models.Exists(place))

    def drafts(self) -> Self:
        return self.filter(submitted_at=None)

    def submitted(self) -> Self:
        return self.exclude(submitted_at=None)

    def trials(self) -> Self:
        """Those that editors made to try a procedure."""
        return self.filter(is_trial=True)

    def genuine(self) -> Self:
        """All but trials: what is counted, listed and decided on."""
        return self.filter(is_trial=False)

    def with_standing(self) -> Self:
        """With all that says where an application stands, in one query."""
        return self.select_related(
            "applicant",
            "territory",
            "release__procedure",
            "release__form_version",
            "release__process_version",
            "case__process_version",
        )


class Application(models.Model):
    """What one person answers to one release; a draft until it is submitted, then a case decides on it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    release = models.ForeignKey(
        "applications.Release", models.PROTECT, related_name="applications", verbose_name=_("published version")
    )
    applicant = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="applications", verbose_name=_("applicant")
    )
    # {field key: value as the field's type stores it}
    answers = models.JSONField(_("answers"), default=dict, blank=True)
    # {field key: value}: what is being corrected after submission; joins `answers` when it is sent again.
    pending = models.JSONField(default=dict, blank=True, editable=False)
    # {field key: what was typed and could not be stored}: shown again as it was typed, never read by a rule.
    typed = models.JSONField(default=dict, blank=True, editable=False)
    # {field key: {"by": number of the account, "at": ISO date}}: who changed each answer last.
    edited = models.JSONField(default=dict, blank=True, editable=False)
    # Grows by one at each write: a stale copy is refused instead of overwriting a newer one.
    revision = models.PositiveIntegerField(default=0, editable=False)
    # What the form's title field answers; kept beside the answers for lists and mails.
    title = models.CharField(_("title"), max_length=TITLE_LENGTH, blank=True)
    # Given at submission: "LABEL-2026-0001".
    reference = models.CharField(_("reference"), max_length=40, unique=True, null=True, blank=True)
    territory = models.ForeignKey(
        "snippets.Territory", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("territory")
    )
    case = models.OneToOneField(
        "workflows.Case",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("case"),
    )
    # Made by an editor who tries the procedure: decided on by nobody else, counted nowhere, deleted at will.
    is_trial = models.BooleanField(default=False, editable=False)
    # The release that a draft was on when its form changed under it, until its applicant has read what changed.
    moved_from = models.ForeignKey(
        "applications.Release", models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    # The revision at which that happened last: a page opened before it asks questions that may be gone.
    form_revision = models.PositiveIntegerField(default=0, editable=False)
    created_at = models.DateTimeField(_("started on"), auto_now_add=True)
    updated_at = models.DateTimeField(_("changed on"), auto_now=True)
    submitted_at = models.DateTimeField(_("submitted on"), null=True, blank=True)

    # Set on what `submission.submit` gives back when there was nothing more to do.
    already_sent = False
    # Whether it has co-authors; set by the door of the applicants' space.
    is_shared = False

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("application")
        verbose_name_plural = _("applications")
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(submitted_at=None, reference=None, case=None)
                | models.Q(submitted_at__isnull=False, reference__isnull=False, case__isnull=False),
                name="a_submitted_application_has_a_reference_and_a_case",
            )
        ]

    def __str__(self) -> str:
        return self.reference or str(_("Draft of %(date)s")) % {"date": f"{self.created_at:%d/%m/%Y}"}

    @property
    def is_draft(self) -> bool:
        return self.submitted_at is None

    @property
    def working_answers(self) -> dict[str, Any]:
        """The answers as the applicant now sees and changes them: those sent, with the corrections under way."""
        return {**self.answers, **self.pending}

    def case_answers(self) -> dict[str, Any]:
        """What the conditions of the process read."""
        return self.answers

    def case_people(self, finder: str) -> models.QuerySet[User]:
        """Return the people whom the process asks for; nobody for another finder.

        "applicant"; "referents" of the application's territory; "departement_referents", of the territories that
        have a commune in one of the départements of that one; "concerned": the applicant and the co-authors, who do
        not decide on it.
        """
        match finder:
            case "applicant":
                return User.objects.filter(pk=self.applicant_id)
            case "concerned":
                addresses = CoAuthor.objects.filter(application=self, ended_at=None).values("email")
                return User.objects.filter(models.Q(pk=self.applicant_id) | models.Q(email__in=addresses))
            case "referents" if self.territory_id:
                return User.objects.filter(territories=self.territory_id)
            case "departement_referents" if self.territory_id:
                return User.objects.filter(territories__in=_neighbours(self.territory_id)).distinct()
        return User.objects.none()

    def case_title(self) -> str:
        """What the application is called: its title, else the procedure's."""
        return self.title or self.release.procedure.title


def _neighbours(territory_id: int) -> models.QuerySet[Territory]:
    """The territories of the same départements, by the communes of their intercommunalities."""
    departements = Departement.objects.filter(communes__intercommunality__territories=territory_id).values("pk")
    return Territory.objects.filter(intercommunalities__communes__departement__in=departements)


class Submission(models.Model):
    """What was sent, each time that it was: an application is always shown as it was submitted."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="submissions")
    # 1 for the first, 2 for what was sent after a correction, …
    number = models.PositiveSmallIntegerField(_("number"))
    answers = models.JSONField(_("answers"))
    sent_at = models.DateTimeField(_("sent on"))

    class Meta:
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["application", "number"], name="one_submission_a_number")]

    def __str__(self) -> str:
        return f"{self.application} · {self.number}"


class ReferenceCounter(models.Model):
    """The last number given to the applications of a procedure in a year."""

    procedure = models.ForeignKey("applications.Procedure", models.CASCADE, related_name="+")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("counter of references")
        constraints = [models.UniqueConstraint(fields=["procedure", "year"], name="one_counter_a_procedure_and_year")]

    def __str__(self) -> str:
        return f"{self.procedure_id} · {self.year} · {self.last}"

    @classmethod
    def next(cls, procedure_id: int, year: int) -> int:
        """Return the next number, 1 first; two callers never get the same, and one who rolls back leaves no gap.

        Needs a transaction: the row stays locked until it ends.
        """
        counter, _created = cls.objects.get_or_create(procedure_id=procedure_id, year=year)
        cls.objects.filter(pk=counter.pk).update(last=F("last") + 1)
        return cls.objects.values_list("last", flat=True).get(pk=counter.pk)
