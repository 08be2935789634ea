"""The journal: what happened to a case, never changed (the database itself refuses it, see migration 0100).

Each entry is chained to the one before by a hash. Personal data are outside the hash: people are numbers, and of a
comment only a salted digest goes in, so that a comment can be erased on request (with its salt) and the chain still
holds.
"""

import hashlib
import json
import secrets
from datetime import UTC
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.workflows.models.case import Case


def _salt() -> str:
    return secrets.token_hex(16)


class JournalEntry(models.Model):
    """One thing that happened to a case."""

    class Kind(models.TextChoices):
        OPENED = "opened", _("opened")
        MOVED = "moved", _("moved")
        OPINION = "opinion", _("opinion")
        ASSIGNED = "assigned", _("assigned")
        EFFECT = "effect", _("effect")
        EFFECT_FAILED = "effect_failed", _("effect failed")
        NOTE = "note", _("note")
        MIGRATED = "migrated", _("passed to another version")

    case = models.ForeignKey(Case, models.PROTECT, related_name="journal")
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    transition = models.CharField(max_length=60, blank=True)
    source = models.CharField(max_length=60, blank=True)
    target = models.CharField(max_length=60, blank=True)
    comment = models.TextField(_("comment"), blank=True)
    comment_salt = models.CharField(max_length=32, default=_salt, blank=True, editable=False)
    comment_digest = models.CharField(max_length=64, blank=True, editable=False)
    # Whether the applicant may read the comment.
    public = models.BooleanField(default=False)
    # Facts by their numbers and keys; never a name, an address or a text that somebody wrote.
    data = models.JSONField(default=dict, blank=True)
    # Of a trial: the only entries that the database lets go.
    is_trial = models.BooleanField(default=False, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    previous_hash = models.CharField(max_length=64, blank=True, editable=False)
    hash = models.CharField(max_length=64, editable=False)

    class Meta:
        verbose_name = _("journal entry")
        verbose_name_plural = _("journal entries")
        ordering = ["pk"]
        indexes = [models.Index(fields=["case", "kind"], name="journal_case_kind")]

    def __str__(self) -> str:
        return f"{self.case_id} · {self.kind}"

    def digest_comment(self) -> str:
        """Return the salted digest of the comment; empty when there is none."""
        if not self.comment:
            return ""
        return hashlib.sha256(f"{self.comment_salt}{self.comment}".encode()).hexdigest()

    def compute_hash(self) -> str:
        """Return the hash of this entry and of all before it (64 hexadecimal digits)."""
        content: dict[str, Any] = {
            "previous": self.previous_hash,
            "case": self.case_id,
            "kind": str(self.kind),
            "actor": self.actor_id,
            "transition": self.transition,
            "source": self.source,
            "target": self.target,
            "comment": self.comment_digest,
            "public": self.public,
            "data": self.data,
            "at": self.created_at.astimezone(UTC).isoformat(timespec="microseconds"),
        }
        canonical = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
        return hashlib.sha256(canonical.encode()).hexdigest()
