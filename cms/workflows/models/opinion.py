"""Opinions: what each reviewer chose at a review node."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Opinion(models.Model):
    """One reviewer's choice during one visit of a node; it may be changed until the case moves on."""

    case = models.ForeignKey("workflows.Case", models.PROTECT, related_name="opinions")
    # The case's revision during the visit: a case that comes back is reviewed afresh.
    visit = models.PositiveIntegerField()
    node = models.CharField(_("step"), max_length=60)
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("reviewer"))
    transition = models.CharField(_("action"), max_length=60)
    # {key of a criterion: points}
    scores = models.JSONField(default=dict, blank=True)
    comment = models.TextField(_("comment"), blank=True)
    given_at = models.DateTimeField(_("given on"), auto_now=True)

    class Meta:
        verbose_name = _("opinion")
        verbose_name_plural = _("opinions")
        ordering = ["given_at"]
        constraints = [
            models.UniqueConstraint(fields=["case", "visit", "reviewer"], name="one_opinion_a_reviewer_and_visit")
        ]

    def __str__(self) -> str:
        return f"{self.case_id} · {self.node} · {self.transition}"
