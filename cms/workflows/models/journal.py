"""The journal: what happened to a case, never changed."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.workflows.models.case import Case


class JournalEntry(models.Model):
    """One thing that happened to a case."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="journal")
    # "opened", "moved", "effect", "note", …
    kind = models.CharField(_("kind"), max_length=20)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    transition = models.CharField(max_length=60, blank=True)
    source = models.CharField(max_length=60, blank=True)
    target = models.CharField(max_length=60, blank=True)
    comment = models.TextField(_("comment"), blank=True)
    # Whether the applicant may read the comment.
    public = models.BooleanField(default=False)
    data = models.JSONField(default=dict)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("journal entry")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.case_id} · {self.kind}"
