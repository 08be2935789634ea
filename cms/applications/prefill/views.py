"""From a link with answers to the draft that holds them."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from cms.accounts.models import User
from cms.accounts.origin import origin
from cms.applications.applicant import steps
from cms.applications.models import Procedure
from cms.applications.prefill import operations, reading
from cms.applications.writing.submission import ProcedureClosed

_PRESSED = "prefill_pressed"
LONGEST_QUERY = 8_000
_MOST_NAMES = 500


def context(request: HttpRequest, procedure: Procedure) -> dict[str, Any]:
    """What the page of a procedure says of the answers in its address; nothing when there are none."""
    query = request.META.get("QUERY_STRING", "")
    release = procedure.current_release
    if not query or release is None:
        return {}
    prepared = _read(release.form, query)
    labels = {one.key: one.label for one in release.form.fields}
    return {
        "prepared": [(labels[key], key) for key in prepared.values],
        "dropped": [(labels.get(one.field, one.field), one.reason) for one in prepared.dropped],
        "prepared_query": query if prepared.values else "",
    }


@never_cache
@require_POST
def prepare(request: HttpRequest, slug: str) -> HttpResponse:
    """Keep the answers of a link (`answers`, the query of its address), then go on as any link with answers does."""
    procedure = _procedure(slug)
    release = procedure.current_release
    prepared = _read(release.form, request.POST.get("answers", "")) if release else reading.Prepared()
    if not prepared.values:
        return redirect("applications:start", slug)
    try:
        kept = operations.keep(procedure, prepared.values, origin(request))
    except operations.TooMany as refusal:
        messages.error(request, str(refusal))
        return redirect("applications:procedure", slug)
    request.session[_PRESSED] = str(kept.pk)
    return redirect("applications:prefilled", slug, kept.pk)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def prefilled(request: HttpRequest, slug: str, pk: UUID) -> HttpResponse:
    """Say that answers are ready; the button starts the draft, after signing in. Reading uses nothing up."""
    procedure = _procedure(slug)
    pressed = request.method == "POST" or request.session.get(_PRESSED) == str(pk)
    try:
        found = operations.find(pk)
        if found.procedure_id != procedure.pk:
            raise operations.LinkSpent
        if pressed and not isinstance(request.user, User):
            request.session[_PRESSED] = str(pk)
            return redirect_to_login(request.path)
        if pressed and isinstance(request.user, User):
            request.session.pop(_PRESSED, None)
            number = len(found.answers)
            application = operations.begin(pk, request.user)
            text = ngettext(
                "%(number)d answer was filled in for you. Check it before you send.",
                "%(number)d answers were filled in for you. Check them before you send.",
                number,
            )
            messages.info(request, text % {"number": number})
            return redirect(steps.resume(application))
    except operations.LinkSpent as refusal:
        return _page(request, procedure, {"refusal": str(refusal)}, 410)
    except ProcedureClosed as refusal:
        return _page(request, procedure, {"refusal": str(refusal)}, 409)
    return _page(request, procedure, {"number": len(found.answers)}, 200)


def _page(request: HttpRequest, procedure: Procedure, more: dict[str, Any], status: int) -> HttpResponse:
    response = render(request, "applications/applicant/prefilled.html", {"procedure": procedure, **more}, status=status)
    response["X-Robots-Tag"] = "noindex, nofollow"
    # Not "no-referrer": browsers then send the form with no origin, and it is refused.
    response["Referrer-Policy"] = "same-origin"
    return response


def _read(form: Any, query: str) -> reading.Prepared:
    """What a query answers; a query that is too long, or no query at all, answers nothing."""
    if len(query) > LONGEST_QUERY:
        return reading.Prepared()
    try:
        data = QueryDict(query)
    except ValueError:  # names beyond number, or bytes that are no text
        return reading.Prepared()
    return reading.from_query(form, data) if len(data) <= _MOST_NAMES else reading.Prepared()


def _procedure(slug: str) -> Procedure:
    queryset = Procedure.objects.published().select_related("current_release__form_version")
    return get_object_or_404(queryset, slug=slug)
