"""Applications: one set of answers to a procedure's form."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Application(models.Model):
    """What one person answers to one release; a draft until it is submitted, then a case decides on it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    release = models.ForeignKey("applications.Release", models.PROTECT, related_name="applications")
    applicant = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="applications", verbose_name=_("applicant")
    )
    # {field key: value as the field's type stores it}
    answers = models.JSONField(_("answers"), default=dict)
    # Grows by one at each write: a stale copy is refused instead of overwriting a newer one.
    revision = models.PositiveIntegerField(default=0)
    # Given at submission: "LABEL-2026-0001".
    reference = models.CharField(_("reference"), max_length=40, unique=True, null=True, blank=True)  # unique when given
    territory = models.ForeignKey(
        "snippets.Territory", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("territory")
    )
    created_at = models.DateTimeField(_("started on"), auto_now_add=True)
    updated_at = models.DateTimeField(_("changed on"), auto_now=True)
    submitted_at = models.DateTimeField(_("submitted on"), null=True, blank=True)

    class Meta:
        verbose_name = _("application")
        verbose_name_plural = _("applications")
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.reference or str(self.id)
