"""How often one may try to sign in: guessing and flooding are slowed down, people are not."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from cms.accounts.models import FailedPassword, SignInLink
from cms.accounts.models.sign_in import AttemptQuerySet

WINDOW = timedelta(minutes=15)
KEPT = timedelta(days=1)
LINKS_AN_ADDRESS = 5
LINKS_AN_ORIGIN = 60  # a school or a town hall often shares one network address
PASSWORDS_AN_ADDRESS = 8
PASSWORDS_AN_ORIGIN = 40


class TooManyAttempts(Exception):
    """The limit is reached; the message tells the person what to do."""


def check_links(email: str, origin: str) -> None:
    """Raise TooManyAttempts when `email` or `origin` asked for too many links. Says nothing about accounts."""
    _forget(SignInLink.objects.all())
    recent = SignInLink.objects.since(timezone.now() - WINDOW)
    if recent.for_address(email).count() >= LINKS_AN_ADDRESS:
        raise TooManyAttempts(
            _("You asked for several links in a short time. Look in your mail, junk included, or wait 15 minutes.")
        )
    if recent.from_origin(origin).count() >= LINKS_AN_ORIGIN:
        raise TooManyAttempts(_("Many links were asked for from your network. Please try again in 15 minutes."))


def check_passwords(email: str, origin: str) -> None:
    """Raise TooManyAttempts when too many passwords were refused for `email` or from `origin`."""
    _forget(FailedPassword.objects.all())
    recent = FailedPassword.objects.since(timezone.now() - WINDOW)
    if (
        recent.for_address(email).count() >= PASSWORDS_AN_ADDRESS
        or recent.from_origin(origin).count() >= PASSWORDS_AN_ORIGIN
    ):
        raise TooManyAttempts(_("Too many passwords were refused. Wait 15 minutes, or ask for a sign-in link."))


def _forget(attempts: AttemptQuerySet) -> None:
    attempts.before(timezone.now() - KEPT).delete()
