"""The link that a partner is sent: signed, dead once revoked, expired, or when the application leaves."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from cms.applications.models import Application, Commitment
from cms.applications.signed import tokens
from cms.applications.signed.tokens import LinkDead

__all__ = ["LinkDead", "address", "read", "token"]

_SALT = "cms.applications.commitments"


def token(commitment: Commitment) -> str:
    """What stands for the commitment in an address."""
    return tokens.sign(commitment.pk, _SALT)


def address(commitment: Commitment) -> str:
    """The whole address of the page where the partner answers."""
    return settings.SITE_URL + reverse("applications:commitment", args=[token(commitment)])


def read(value: str) -> Commitment:
    """The commitment of a token, with its application. Raises LinkDead."""
    found = Commitment.objects.filter(pk=tokens.read(value, _SALT)).first()
    if found is None:
        raise tokens.unreadable()
    if found.revoked_at:
        raise LinkDead(_("This link no longer holds: the application no longer names this partner."))
    if found.is_expired:
        raise LinkDead(_("This link has expired. Ask the person who applies to send you another."))
    found.application = Application.objects.with_standing().get(pk=found.application_id)
    return found
