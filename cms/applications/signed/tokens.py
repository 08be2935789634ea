"""What stands for a row in an address that only one person was sent."""

import uuid

from django.core import signing
from django.utils.translation import gettext as _


class LinkDead(Exception):
    """The link opens nothing; the message says why, without saying anything of the application."""


def sign(pk: uuid.UUID, salt: str) -> str:
    """The token of a row; `salt` tells one kind of links from another."""
    return signing.dumps(str(pk), salt=salt)


def read(value: str, salt: str) -> uuid.UUID:
    """The row that a token names. Raises LinkDead for anything else."""
    try:
        return uuid.UUID(signing.loads(value, salt=salt))
    except (signing.BadSignature, ValueError, TypeError, AttributeError) as error:
        raise unreadable() from error


def unreadable() -> LinkDead:
    """What is said of a token that names nothing."""
    return LinkDead(_("This link is not complete or not valid. Open it again from the e-mail."))
