"""Absences: for some days, somebody else may act on the cases of a person."""

from datetime import date
from typing import Any, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _


class SubstitutionQuerySet(models.QuerySet["Substitution"]):
    def on(self, day: date | None = None) -> Self:
        """Absences that last on `day` (today)."""
        day = day or timezone.localdate()
        return self.filter(first_day__lte=day, last_day__gte=day)


class Substitution(models.Model):
    """From its first day to its last, `substitute` may do what `person` may: see `permissions.may_perform`."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="absences", verbose_name=_("absent person")
    )
    substitute = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="substitutions", verbose_name=_("substitute")
    )
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"))

    objects = SubstitutionQuerySet.as_manager()

    class Meta:
        verbose_name = _("absence")
        verbose_name_plural = _("absences")
        ordering = ["-first_day", "pk"]
        indexes = [models.Index(fields=["substitute", "first_day", "last_day"], name="substitution_days")]

    def __str__(self) -> str:
        return f"{self.person} → {self.substitute}"

    def clean(self) -> None:
        """Refuse an absence that ends before it begins, and a person who stands in for themselves."""
        problems: dict[str, Any] = {}
        if self.first_day and self.last_day and self.last_day < self.first_day:
            problems["last_day"] = _now("The last day comes before the first.")
        if self.person_id and self.person_id == self.substitute_id:
            problems["substitute"] = _now("Choose somebody else than the absent person.")
        if problems:
            raise ValidationError(problems)
