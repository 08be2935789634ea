"""Procedures: what an editor sets up so that people can apply."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Procedure(models.Model):
    """A form, a process and an outcome, with a calendar. What applicants meet is its current release."""

    slug = models.SlugField(_("short name"), max_length=100, unique=True)
    title = models.CharField(_("title"), max_length=200)
    summary = models.TextField(_("summary"), blank=True)
    form = models.ForeignKey("cms_forms.FormDefinition", models.PROTECT, related_name="+", verbose_name=_("form"))
    process = models.ForeignKey(
        "workflows.ProcessDefinition", models.PROTECT, related_name="+", verbose_name=_("process")
    )
    opens_at = models.DateTimeField(_("opens on"), null=True, blank=True)
    closes_at = models.DateTimeField(_("closes on"), null=True, blank=True)
    current_release = models.ForeignKey(
        "applications.Release", models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )

    class Meta:
        verbose_name = _("procedure")
        verbose_name_plural = _("procedures")
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title
