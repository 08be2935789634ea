"""The one door to an application in its applicant's space."""

from uuid import UUID

from django.http import Http404, HttpRequest

from cms.applications.models import Application


def own_application(request: HttpRequest, pk: UUID) -> Application:
    """Return the application if it is this person's; Http404 otherwise, as if it did not exist."""
    try:
        return Application.objects.of(request.user).with_standing().get(pk=pk)
    except Application.DoesNotExist:
        raise Http404 from None
