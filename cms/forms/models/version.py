"""Form versions: what applicants answer."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.forms.models.definition import FormDefinition


class FormVersion(models.Model):
    """A form as it was when published; never changes."""

    definition = models.ForeignKey(FormDefinition, models.PROTECT, related_name="versions", verbose_name=_("form"))
    number = models.PositiveIntegerField(_("number"))
    # The bundle's "form": {"sections": [...], "rules": [...]}.
    spec = models.JSONField(_("content"))
    created_at = models.DateTimeField(_("published on"), auto_now_add=True)

    class Meta:
        verbose_name = _("form version")
        verbose_name_plural = _("form versions")
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["definition", "number"], name="one_form_version_a_number")]

    def __str__(self) -> str:
        return f"{self.definition} · {self.number}"
