"""The one door to an application in its applicant's space."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from cms.accounts.models import User
from cms.applications.models import Application


def person(request: HttpRequest) -> User:
    """Return who is signed in; PermissionDenied when nobody is (the pages ask to sign in before)."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def own_application(request: HttpRequest, pk: UUID) -> Application:
    """Return the application if it is this person's; Http404 otherwise, as if it did not exist."""
    try:
        return Application.objects.of(person(request)).with_standing().get(pk=pk)
    except Application.DoesNotExist:
        raise Http404 from None
