"""Sign-in by a link sent to an e-mail address.

Why Django's signing and a row rather than django-sesame: sesame's token names an existing account and becomes void
by what changes on it (its last sign-in), so it cannot be sent to an address that has no account yet, and two links
asked for at once would each void the other. Here the token is a signed name of a row; the signature and its date
are checked without the database, and the row makes the link good once and counts for the limits.
"""

import uuid
from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.accounts.limits import check_links
from cms.accounts.models import SignInLink, User

VALID_FOR = timedelta(minutes=20)
_SALT = "cms.accounts.links"


class LinkRefused(Exception):
    """The link opens nothing; the message says why."""


class LinkExpired(LinkRefused):
    """Sent too long ago."""


class LinkUsed(LinkRefused):
    """It has already opened a session."""


class LinkBroken(LinkRefused):
    """Cut by a mail program, changed, or never sent by this site."""


class AccountClosed(LinkRefused):
    """The account of this address may no longer sign in."""


def send(email: str, origin: str, next_path: str = "") -> SignInLink:
    """Send a link to `email` and return its row; the same is done whether or not the address has an account.

    Raises TooManyAttempts, and whatever the mail server raises: then no row stays and another try is free.
    """
    email = email.strip().lower()
    check_links(email, origin)
    link = SignInLink.objects.create(email=email, origin=origin, next_path=next_path)
    address = settings.SITE_URL + reverse("accounts:confirm", args=[token(link)])
    minutes = int(VALID_FOR.total_seconds() // 60)
    message = EmailMessage(
        subject=_("Your sign-in link"),
        body=render_to_string("accounts/mail/link.txt", {"link": address, "minutes": minutes}),
        to=[email],
    )
    try:
        # Outside any transaction: a slow mail server must not hold the database.
        message.send()
    except Exception:
        link.delete()
        raise
    return link


def token(link: SignInLink) -> str:
    """Return what stands for `link` in an address."""
    return signing.dumps(str(link.pk), salt=_SALT)


def read(value: str) -> SignInLink:
    """Return the link of a token without using it; raises LinkExpired, LinkUsed or LinkBroken."""
    try:
        pk = uuid.UUID(signing.loads(value, salt=_SALT, max_age=VALID_FOR))
        link = SignInLink.objects.get(pk=pk)
    except signing.SignatureExpired as error:
        raise LinkExpired(_("This link has expired: it was valid for 20 minutes.")) from error
    except (signing.BadSignature, ValueError, SignInLink.DoesNotExist) as error:
        raise LinkBroken(_("This link is not complete or not valid.")) from error
    if link.used_at:
        raise LinkUsed(_("This link has already been used: it works only once."))
    return link


def use(value: str) -> tuple[User, SignInLink]:
    """Use up a token and return the person it signs in, with an account made on the first time, and its link.

    Two uses at once: one wins, the other gets LinkUsed.
    """
    link = read(value)
    with transaction.atomic():
        won = SignInLink.objects.filter(pk=link.pk, used_at=None).update(used_at=timezone.now())
        if not won:
            raise LinkUsed(_("This link has already been used: it works only once."))
        user = _account(link.email)
    if not user.is_active:
        raise AccountClosed(_("This account is closed. Write to us if you think that this is a mistake."))
    return user, link


def _account(email: str) -> User:
    try:
        return User.objects.get_by_natural_key(email)
    except User.DoesNotExist:
        try:
            with transaction.atomic():
                return User.objects.create_user(email)
        except IntegrityError:  # made by another request in between
            return User.objects.get_by_natural_key(email)
