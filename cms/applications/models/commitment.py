"""What a partner that an application names was asked to commit to, and what it answered."""

import hashlib
import json
import uuid
from datetime import timedelta
from typing import Any, Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# How long a partner has to answer, from the day on which it was last asked by the applicant.
OPEN_FOR = timedelta(days=30)


def fingerprint(content: dict[str, Any]) -> str:
    """SHA-256 of what is read before one commits oneself, as 64 hexadecimal digits."""
    canonical = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(canonical.encode()).hexdigest()


class CommitmentQuerySet(models.QuerySet["Commitment"]):
    """Commitments as applicants, agents and the reminders look for them."""

    def alive(self) -> Self:
        """Those whose partner is still named by the application."""
        return self.filter(revoked_at=None)

    def unanswered(self) -> Self:
        return self.filter(answer=Commitment.Answer.NONE)

    def confirmed(self) -> Self:
        return self.filter(answer=Commitment.Answer.CONFIRMED)


class Commitment(models.Model):
    """One partner of one application, asked to commit itself by a link that only it was sent.

    The partner is the row of the answer as it was when asked: another address, name, kind or person is another partner.
    """

    class Answer(models.TextChoices):
        NONE = "", _("no answer yet")
        CONFIRMED = "confirmed", _("confirmed")
        DECLINED = "declined", _("declined")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application = models.ForeignKey("applications.Application", models.CASCADE, related_name="commitments")
    field_key = models.CharField(max_length=100)
    kind = models.CharField(_("kind of partner"), max_length=20)
    name = models.CharField(_("organisation"), max_length=200)
    contact = models.CharField(_("person to contact"), max_length=200)
    email = models.EmailField(_("e-mail address"))

    asked_at = models.DateTimeField(_("asked on"), default=timezone.now)
    expires_at = models.DateTimeField(_("open until"))
    # The last mail, a reminder or the first; and how many reminders there were.
    sent_at = models.DateTimeField(_("last written to on"), null=True, blank=True)
    reminders = models.PositiveSmallIntegerField(default=0)
    revoked_at = models.DateTimeField(_("withdrawn on"), null=True, blank=True)

    answer = models.CharField(_("answer"), max_length=10, choices=Answer, default=Answer.NONE, blank=True)
    answered_at = models.DateTimeField(_("answered on"), null=True, blank=True)
    signatory = models.CharField(_("who answered"), max_length=200, blank=True)
    position = models.CharField(_("function"), max_length=200, blank=True)
    # The proof: {"procedure", "title", "text", "answers": [[label, words], …], "partner"} as it was read, and its hash.
    agreed = models.JSONField(default=dict, blank=True, editable=False)
    agreed_hash = models.CharField(max_length=64, blank=True, editable=False)
    # Sent with the application: what was agreed then holds for good.
    sealed_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = CommitmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("commitment of a partner")
        verbose_name_plural = _("commitments of partners")
        ordering = ["asked_at", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "field_key", "kind", "name", "contact", "email"],
                condition=models.Q(revoked_at=None),
                name="a_partner_is_asked_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} · {self.get_answer_display()}"

    @property
    def row(self) -> tuple[str, str, str, str]:
        """What tells this partner from the others: (kind, name, contact, e-mail address)."""
        return self.kind, self.name, self.contact, self.email

    @classmethod
    def revoke(cls, keys: list[uuid.UUID]) -> None:
        """Let the links of these commitments die."""
        cls.objects.filter(pk__in=keys).update(revoked_at=timezone.now())

    @property
    def is_expired(self) -> bool:
        """Whether the link came to its end without an answer."""
        return not self.answer and self.expires_at <= timezone.now()
