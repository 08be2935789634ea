"""Saved runs: what an editor played in the simulator and wants to stay true of the definition."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.applications.models.procedure import Procedure


class SavedRun(models.Model):
    """One run of a procedure, replayed at each publication; its parts are those of a bundle's run (docs/bundle.md)."""

    procedure = models.ForeignKey(Procedure, models.CASCADE, related_name="runs", verbose_name=_("procedure"))
    key = models.SlugField(_("key"), max_length=60)
    label = models.CharField(_("name"), max_length=200)
    # The day on which the application is sent.
    starts = models.DateField()
    # {role key: how many made people play it}, where that is not the usual number.
    people = models.JSONField(default=dict, blank=True)
    answers = models.JSONField(_("answers"), default=dict)
    steps = models.JSONField(default=list)
    # The key of the step where the case then stands.
    ends = models.CharField(max_length=60)

    class Meta:
        verbose_name = _("saved run")
        verbose_name_plural = _("saved runs")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["procedure", "key"], name="one_saved_run_a_key")]

    def __str__(self) -> str:
        return self.label
