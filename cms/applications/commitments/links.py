"""The link that a partner is sent: signed, dead once revoked, expired, or when the application leaves."""

import uuid

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.translation import gettext as _

from cms.applications.models import Application, Commitment

_SALT = "cms.applications.commitments"


class LinkDead(Exception):
    """The link opens nothing; the message says why, without saying anything of the application."""


def token(commitment: Commitment) -> str:
    """What stands for the commitment in an address."""
    return signing.dumps(str(commitment.pk), salt=_SALT)


def address(commitment: Commitment) -> str:
    """The whole address of the page where the partner answers."""
    return settings.SITE_URL + reverse("applications:commitment", args=[token(commitment)])


def read(value: str) -> Commitment:
    """The commitment of a token, with its application. Raises LinkDead."""
    try:
        pk = uuid.UUID(signing.loads(value, salt=_SALT))
        found = Commitment.objects.get(pk=pk)
    except (signing.BadSignature, ValueError, TypeError, AttributeError, Commitment.DoesNotExist) as error:
        raise LinkDead(_("This link is not complete or not valid. Open it again from the e-mail.")) from error
    if found.revoked_at:
        raise LinkDead(_("This link no longer holds: the application no longer names this partner."))
    if found.is_expired:
        raise LinkDead(_("This link has expired. Ask the person who applies to send you another."))
    found.application = Application.objects.with_standing().get(pk=found.application_id)
    return found
