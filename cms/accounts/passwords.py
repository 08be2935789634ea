"""Sign-in with a password, for those who have one: the people of the administration."""

from django.contrib.auth import authenticate
from django.http import HttpRequest
from django.utils.translation import gettext as _

from cms.accounts.limits import check_passwords
from cms.accounts.models import FailedPassword, User
from cms.accounts.origin import origin


class PasswordRefused(Exception):
    """The address or the password is wrong; the message does not say which."""


def check(request: HttpRequest, email: str, password: str) -> User:
    """Return the person whose address and password these are; raises TooManyAttempts or PasswordRefused."""
    email, place = email.strip().lower(), origin(request)
    check_passwords(email, place)
    user = authenticate(request, username=email, password=password)
    if not isinstance(user, User):
        FailedPassword.objects.create(email=email, origin=place)
        raise PasswordRefused(_("This address and this password do not go together. Check both, or ask for a link."))
    return user
