"""Money that a decision draws on a territory's fund."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Grant(models.Model):
    """What one application receives from one fund, in euros."""

    fund = models.ForeignKey("snippets.Fund", models.PROTECT, related_name="grants", verbose_name=_("fund"))
    application = models.OneToOneField(
        "applications.Application", models.PROTECT, related_name="grant", verbose_name=_("application")
    )
    amount = models.DecimalField(_("amount"), max_digits=12, decimal_places=2, help_text=_("In euros."))
    decided_at = models.DateTimeField(_("decided on"), auto_now_add=True)

    class Meta:
        verbose_name = _("grant")
        verbose_name_plural = _("grants")
        constraints = [
            models.CheckConstraint(condition=models.Q(amount__gt=0), name="a_grant_is_more_than_nothing"),
        ]

    def __str__(self) -> str:
        return f"{self.application} · {self.amount} €"
