"""Documents that a case issues: certificates, agreements, letters."""

import secrets

from django.db import models
from django.utils.translation import gettext_lazy as _


def _verification_code() -> str:
    return secrets.token_urlsafe(12)


class IssuedDocument(models.Model):
    """A document given to an applicant; anybody who holds its code can verify it."""

    application = models.ForeignKey("applications.Application", models.PROTECT, related_name="documents")
    key = models.CharField(max_length=100)
    title = models.CharField(_("title"), max_length=200)
    # The words as they were on the day of issue, tags replaced:
    # {"subject", "body", "signatory", "territory", "issuer", "procedure", "reference"}.
    content = models.JSONField(_("content"), default=dict)
    code = models.CharField(_("verification code"), max_length=32, unique=True, default=_verification_code)
    issued_at = models.DateTimeField(_("issued on"), auto_now_add=True)
    revoked_at = models.DateTimeField(_("revoked on"), null=True, blank=True)
    revocation_reason = models.TextField(_("reason of the revocation"), blank=True)

    class Meta:
        verbose_name = _("issued document")
        verbose_name_plural = _("issued documents")
        constraints = [models.UniqueConstraint(fields=["application", "key"], name="one_document_a_key")]
        permissions = [("revoke_document", _("Can revoke issued documents"))]

    def __str__(self) -> str:
        return f"{self.title} · {self.application}"

    @property
    def is_valid(self) -> bool:
        """Whether the document still holds: it does until somebody revokes it."""
        return self.revoked_at is None
