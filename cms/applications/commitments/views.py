"""The page where a partner reads what it commits to and answers, without an account."""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cms.accounts.origin import origin
from cms.applications.commitments import links, offers, openness
from cms.applications.commitments.answering import OfferChanged, answer
from cms.applications.commitments.links import LinkDead
from cms.applications.models import Commitment
from cms.applications.models.commitment import fingerprint
from cms.applications.signed import pages, throttle
from cms.forms.answers import Problem
from cms.forms.errors import FieldError
from cms.forms.types.base import plain, within

WINDOW = timedelta(minutes=15)
PAGES_AN_ORIGIN = 200  # a school or a town hall often shares one network address
ANSWERS_A_LINK = 20
_LONGEST = 200


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def commitment(request: HttpRequest, token: str) -> HttpResponseBase:
    """Show what is asked of one partner, or write its answer (`decision`: confirm or decline)."""
    if not throttle.take(f"commitment-page:{origin(request)}", PAGES_AN_ORIGIN, WINDOW):
        return pages.too_often(request)
    try:
        found = links.read(token)
        if request.method != "POST" or not openness.is_open(found):
            return _page(request, found)
        if not throttle.take(f"commitment-answer:{found.pk}", ANSWERS_A_LINK, WINDOW):
            return pages.too_often(request)
        return _answer(request, found, token)
    except LinkDead as refusal:
        return pages.closed(request, str(refusal))


def _answer(request: HttpRequest, found: Commitment, token: str) -> HttpResponseBase:
    typed, problems = _read(request)
    decision = request.POST.get("decision")
    if decision not in ("confirm", "decline"):
        problems.append(Problem("", "", "", _("Confirm or decline with one of the two buttons.")))
    if problems:
        return _page(request, found, typed=typed, problems=problems, status=422)
    try:
        answer(
            found.pk,
            confirms=decision == "confirm",
            signatory=typed["signatory"],
            position=typed["position"],
            seen=request.POST.get("seen", ""),
        )
    except OfferChanged:
        reason = _("The application was changed since you opened this page. Read it again, then answer.")
        return _page(request, links.read(token), typed=typed, refusal=reason, status=409)
    return redirect("applications:commitment", token)


def _read(request: HttpRequest) -> tuple[dict[str, str], list[Problem]]:
    """Name and function as typed, and what is wrong with them."""
    lacking = {"signatory": _("Write your first name and your name."), "position": _("Write your function.")}
    labels = {"signatory": _("Your first name and name"), "position": _("Your function")}
    typed: dict[str, str] = {}
    problems = []
    for name, message in lacking.items():
        try:
            typed[name] = within(_LONGEST, plain(request.POST.get(name, "")))
            wrong = "" if typed[name] else message
        except FieldError as error:
            typed[name], wrong = request.POST.get(name, "")[: 2 * _LONGEST], error.message
        if wrong:
            problems.append(Problem("", name, labels[name], wrong))
    return typed, problems


def _page(
    request: HttpRequest,
    found: Commitment,
    *,
    typed: dict[str, str] | None = None,
    problems: list[Problem] | None = None,
    refusal: str = "",
    status: int = 200,
) -> HttpResponseBase:
    is_open = openness.is_open(found)
    if not is_open and not found.answer:
        raise LinkDead(_("This application was sent, or no longer names this partner: no answer is needed now."))
    application = found.application
    offer = found.agreed
    is_stale = False
    if is_open:
        field = application.release.form.field(found.field_key)
        offer = offers.offer(application, field, found.name)
        is_stale = bool(found.answer) and found.sealed_at is None and found.agreed_hash != fingerprint(offer)
    context: dict[str, Any] = {
        "commitment": found,
        "offer": offer,
        "seen": fingerprint(offer),
        "is_open": is_open,
        "is_stale": is_stale,
        "typed": typed or {"signatory": found.signatory or found.contact, "position": found.position},
        "problems": problems or [],
        "faults": {problem.field_key: problem.message for problem in problems or []},
        "refusal": refusal,
    }
    return pages.page(request, "applications/commitments/page.html", context, status)
