"""How a page behind a signed link is answered."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

TOO_MANY = 429
GONE = 410


def closed(request: HttpRequest, reason: str, status: int = GONE) -> HttpResponseBase:
    """A link that opens nothing, with the reason."""
    return private(render(request, "applications/signed/closed.html", {"reason": reason}, status=status))


def too_often(request: HttpRequest) -> HttpResponseBase:
    """A link that was opened, or used, too often."""
    return closed(request, _("Too many attempts. Please try again in 15 minutes."), TOO_MANY)


def private[Response: HttpResponseBase](response: Response) -> Response:
    """Kept by nobody, found by no search engine, and its address told to no other site."""
    response["X-Robots-Tag"] = "noindex, nofollow"
    # Not "no-referrer": browsers then send the form with no origin, and it is refused.
    response["Referrer-Policy"] = "same-origin"
    return response


def page(request: HttpRequest, template: str, context: dict[str, Any], status: int = 200) -> HttpResponseBase:
    """A page that is private."""
    return private(render(request, template, context, status=status))
