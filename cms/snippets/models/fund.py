"""Money that a territory has for a year."""

from decimal import Decimal
from typing import Self

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import DecimalField, Sum, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from cms.snippets.models.territory import Territory


class FundQuerySet(models.QuerySet["Fund"]):
    """Funds with what was drawn on them."""

    def with_granted(self) -> Self:
        """Add `granted`, the sum of the grants drawn on each fund, so that a listing needs one query."""
        return self.annotate(
            granted=Coalesce(Sum("grants__amount"), Value(Decimal(0)), output_field=DecimalField(decimal_places=2))
        )


class Fund(models.Model):
    """The aid fund of one territory and year, in euros."""

    territory = models.ForeignKey(Territory, models.PROTECT, related_name="funds", verbose_name=_("territory"))
    year = models.PositiveSmallIntegerField(_("year"))
    amount = models.DecimalField(
        _("amount"), max_digits=12, decimal_places=2, validators=[MinValueValidator(0)], help_text=_("In euros.")
    )

    objects = FundQuerySet.as_manager()

    class Meta:
        verbose_name = _("fund")
        verbose_name_plural = _("funds")
        ordering = ["-year", "territory"]
        constraints = [models.UniqueConstraint(fields=["territory", "year"], name="one_fund_a_territory_and_year")]

    def __str__(self) -> str:
        return f"{self.territory} {self.year}"

    @property
    def remaining(self) -> Decimal:
        """What is left to grant, in euros: the amount without the grants already drawn on it."""
        granted = getattr(self, "granted", None)
        if granted is None:
            found = type(self).objects.with_granted().get(pk=self.pk)
            granted = found.granted  # type: ignore[attr-defined]  # what with_granted() adds
        return self.amount - granted
