"""Money that a territory has for a year."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.snippets.models.territory import Territory


class Fund(models.Model):
    """The aid fund of one territory and year, in euros."""

    territory = models.ForeignKey(Territory, models.PROTECT, related_name="funds", verbose_name=_("territory"))
    year = models.PositiveSmallIntegerField(_("year"))
    amount = models.DecimalField(_("amount"), max_digits=12, decimal_places=2, help_text=_("In euros."))

    class Meta:
        verbose_name = _("fund")
        verbose_name_plural = _("funds")
        ordering = ["-year", "territory"]
        constraints = [models.UniqueConstraint(fields=["territory", "year"], name="one_fund_a_territory_and_year")]

    def __str__(self) -> str:
        return f"{self.territory} {self.year}"
