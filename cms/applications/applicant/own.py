"""The one door to an application in its applicants' space."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest

from cms.accounts.models import User
from cms.applications.models import Application, CoAuthor
from cms.applications.publication import news


def person(request: HttpRequest) -> User:
    """Return who is signed in; PermissionDenied when nobody is (the pages ask to sign in before)."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def own_application(request: HttpRequest, pk: UUID) -> Application:
    """Return the application if this person has a place on it; Http404 otherwise, as if it did not exist.

    `is_shared` says whether it has co-authors. What the person may do there is for `access.right_of` to say.
    """
    places = CoAuthor.objects.current().filter(application=OuterRef("pk"))
    mine = Application.objects.shared_with(person(request)).with_standing().annotate(has_co_authors=Exists(places))
    try:
        found = mine.get(pk=pk)
    except Application.DoesNotExist:
        raise Http404 from None
    found.is_shared = found.has_co_authors
    if found.case:
        # Who asks the case for its subject finds what is here already.
        found.case.subject = found
    news.tell(request, found)
    return found
