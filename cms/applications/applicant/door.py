"""Where the links of invitations and offers lead: who invites to what, and a button that sends a sign-in link."""

import logging
from smtplib import SMTPException

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cms.accounts import links
from cms.accounts.limits import TooManyAttempts
from cms.accounts.origin import origin
from cms.applications.models import CoAuthor, Transfer
from cms.applications.people import doors, mailing

logger = logging.getLogger(__name__)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def door(request: HttpRequest, token: str) -> HttpResponse:
    """Show an invitation or an offer; for its own person who is signed in, go straight to it."""
    found = _behind(token)
    if found is None:
        return render(request, "applications/applicant/door_closed.html", status=410)
    waiting, path = found
    address = mailing.reached(waiting.application, waiting.email)
    if request.user.is_authenticated and request.user.email.lower() == address.lower():
        return redirect(path)
    refusal, status = "", 200
    if request.method == "POST":
        try:
            links.send(address, origin(request), path)
        except TooManyAttempts as limit:
            refusal, status = str(limit), 429
        except (SMTPException, OSError):
            logger.exception("The sign-in mail could not be sent")
            refusal = _("The mail could not be sent. Nothing is lost: please try again in a few minutes.")
            status = 503
        else:
            sent = {"email": address, "next": path, "demonstration": settings.DEMONSTRATION}
            return render(request, "accounts/link_sent.html", sent)
    context = {
        "email": address,
        "person": waiting.offered_by if isinstance(waiting, Transfer) else waiting.invited_by,
        "is_offer": isinstance(waiting, Transfer),
        "application": waiting.application,
        "refusal": refusal,
    }
    response = render(request, "applications/applicant/door.html", context, status=status)
    # Not "no-referrer": browsers then send the form with no origin, and it is refused.
    response["Referrer-Policy"] = "same-origin"
    return response


def _behind(token: str) -> tuple[CoAuthor | Transfer, str] | None:
    """What waits behind a door, and where its person goes; None when it no longer waits."""
    try:
        kind, pk = doors.read(token)
    except doors.DoorClosed:
        return None
    if kind == doors.TRANSFER:
        offer = Transfer.objects.current().select_related("application__release", "offered_by").filter(pk=pk).first()
        return (offer, reverse("applications:space")) if offer else None
    place = CoAuthor.objects.current().select_related("application__release", "invited_by").filter(pk=pk).first()
    return (place, reverse("applications:application", args=[place.application_id])) if place else None
