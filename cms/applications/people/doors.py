"""Addresses that mails give to people who may have no account yet: a signed name of what waits for them.

The address opens nothing by itself. It shows who invites to what, and its button sends a sign-in link to the address
that was invited: whoever got the mail by mistake gets no further.
"""

from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.urls import reverse

INVITATION = "invitation"
TRANSFER = "transfer"
VALID_FOR = timedelta(days=60)
_SALT = "cms.applications.people.doors"


class DoorClosed(Exception):
    """The address is not whole, too old, or not ours."""


def address(kind: str, pk: int) -> str:
    """The whole address of the door to an invitation or a transfer."""
    token = signing.dumps([kind, pk], salt=_SALT)
    return settings.SITE_URL + reverse("applications:door", args=[token])


def read(token: str) -> tuple[str, int]:
    """Return the kind and the number that a token names. Raises DoorClosed."""
    try:
        kind, pk = signing.loads(token, salt=_SALT, max_age=VALID_FOR)
    except (signing.BadSignature, ValueError, TypeError):
        raise DoorClosed from None
    return kind, pk
