"""Releases: what a procedure was on the day it was published."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Release(models.Model):
    """Form, process, messages, documents and outcome of a procedure, pinned together; never changes once made."""

    procedure = models.ForeignKey(
        "applications.Procedure", models.PROTECT, related_name="releases", verbose_name=_("procedure")
    )
    number = models.PositiveIntegerField(_("number"))
    form_version = models.ForeignKey("cms_forms.FormVersion", models.PROTECT, related_name="+")
    process_version = models.ForeignKey("workflows.ProcessVersion", models.PROTECT, related_name="+")
    # The rest of the bundle as it stood: {"procedure": {...}, "messages": [...], "documents": [...]}.
    content = models.JSONField(_("content"))
    content_hash = models.CharField(_("fingerprint"), max_length=64)
    created_at = models.DateTimeField(_("published on"), auto_now_add=True)

    class Meta:
        verbose_name = _("published version")
        verbose_name_plural = _("published versions")
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["procedure", "number"], name="one_release_a_number")]

    def __str__(self) -> str:
        return f"{self.procedure} · {self.number}"
