"""Who plays what role in a case, written at each move so that an inbox is one indexed query."""

from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser, Group
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.accounts.models import User
from cms.workflows.models.substitution import Substitution


class PartQuerySet(models.QuerySet["Part"]):
    def of(self, user: User | AnonymousUser) -> Self:
        """Parts that `user` plays: in person, by a group of today, or for a person who is absent today (those that are
        not the applicant's); none when the account is closed.
        """
        if not user.is_active or not user.is_authenticated:
            return self.none()
        absent = Substitution.objects.on().filter(substitute=user.pk, person__is_active=True).values("person")
        lent = models.Q(user__in=absent) | models.Q(group_name__in=Group.objects.filter(user__in=absent).values("name"))
        return self.filter(
            models.Q(user=user.pk)
            | models.Q(group_name__in=user.groups.values("name"))
            | (models.Q(is_applicant=False) & lent)
        )


class Part(models.Model):
    """One role of one case, played by a group (whoever is in it today) or by one person."""

    case = models.ForeignKey("workflows.Case", models.CASCADE, related_name="parts")
    role = models.CharField(_("role"), max_length=60)
    group_name = models.CharField(_("group"), max_length=150, blank=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="+")
    # Whether it is the applicant's own part, or one in a trial: nobody stands in for that.
    is_applicant = models.BooleanField(default=False)
    # Whether the current step waits for this part.
    awaited = models.BooleanField(default=False)

    objects = PartQuerySet.as_manager()

    class Meta:
        verbose_name = _("part in a case")
        verbose_name_plural = _("parts in cases")
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["case", "awaited", "group_name"], name="part_case_group"),
            models.Index(fields=["user", "case", "awaited"], name="part_user_case"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} · {self.role} · {self.group_name or self.user_id}"


class Assignment(models.Model):
    """A person to whom a case was given by name: what the finder "assigned" finds."""

    case = models.ForeignKey("workflows.Case", models.CASCADE, related_name="assignments")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("person"))
    assigned_at = models.DateTimeField(_("assigned on"), auto_now_add=True)

    class Meta:
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        ordering = ["assigned_at"]
        constraints = [models.UniqueConstraint(fields=["case", "user"], name="one_assignment_a_person")]

    def __str__(self) -> str:
        return f"{self.case_id} · {self.user_id}"
