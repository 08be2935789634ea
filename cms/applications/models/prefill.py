"""Answers that another site prepared, waiting for the person who will start from them."""

import uuid
from datetime import timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

KEPT_FOR = timedelta(days=7)


def _end() -> timezone.datetime:  # type: ignore[name-defined]  # re-exported by Django
    return timezone.now() + KEPT_FOR


class Prefill(models.Model):
    """One link that starts one draft; its answers are emptied once they are in the draft."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    procedure = models.ForeignKey("applications.Procedure", models.CASCADE, related_name="+")
    # {field key: value as the field's type stores it}
    answers = models.JSONField(default=dict)
    # A keyed hash of the network address that asked (`cms.accounts.origin`): enough to count, not enough to know.
    origin = models.CharField(max_length=64, db_index=True)
    created_at = models.DateTimeField(auto_now_add=True, db_index=True)
    expires_at = models.DateTimeField(default=_end)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("prepared answers")
        verbose_name_plural = _("prepared answers")

    def __str__(self) -> str:
        return f"{self.procedure} · {self.created_at:%Y-%m-%d %H:%M}"
