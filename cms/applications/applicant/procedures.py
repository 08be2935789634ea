"""Public pages of procedures, and the button that begins an application."""

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from cms.applications.applicant import steps, trail
from cms.applications.applicant.outline import outline
from cms.applications.models import Application, Procedure
from cms.applications.prefill import views as prefill
from cms.applications.writing import drafts
from cms.applications.writing.submission import ProcedureClosed

_BEGUN = "begun_procedure"


@require_safe
def procedures(request: HttpRequest) -> HttpResponse:
    """The procedures that are open, those that will open, those that are closed."""
    now = timezone.now()
    groups: dict[str, list[Procedure]] = {"open": [], "soon": [], "closed": []}
    for procedure in Procedure.objects.published():
        if procedure.is_open_on(now):
            groups["open"].append(procedure)
        elif procedure.opens_at and procedure.opens_at > now:
            groups["soon"].append(procedure)
        else:
            groups["closed"].append(procedure)
    groups["soon"].sort(key=lambda one: one.opens_at or now)
    return render(request, "applications/applicant/procedures.html", {"groups": groups})


@require_safe
def procedure(request: HttpRequest, slug: str) -> HttpResponse:
    """One procedure: what it is, for whom, when, what is asked, how long it takes."""
    found = _procedure(slug)
    release = found.current_release
    if release is None:
        raise Http404
    now = timezone.now()
    context = {
        "procedure": found,
        "trail": trail.of_procedure(found),
        "outline": outline(release.form),
        "is_open": found.is_open_on(now),
        "is_soon": found.opens_at is not None and found.opens_at > now,
        "paragraphs": [part.strip() for part in found.description.split("\n\n") if part.strip()],
        "drafts": Application.objects.of(request.user).drafts().filter(release__procedure=found)[:5],
        **prefill.context(request, found),
    }
    return render(request, "applications/applicant/procedure.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest, slug: str) -> HttpResponse:
    """Begin an application: sign in first when needed, then go on without pressing the button a second time."""
    found = _procedure(slug)
    pressed = request.method == "POST"
    if not request.user.is_authenticated:
        if pressed:
            request.session[_BEGUN] = slug
        return redirect_to_login(reverse("applications:start", args=[slug]))
    pressed = request.session.pop(_BEGUN, None) == slug or pressed
    begun = Application.objects.of(request.user).drafts().filter(release__procedure=found)
    another = "another" in request.POST
    if not pressed or (begun.exists() and not another):
        context = {"procedure": found, "drafts": begun, "is_open": found.is_open}
        return render(request, "applications/applicant/start.html", context)
    try:
        application = drafts.start(found, request.user)
    except ProcedureClosed as refusal:
        context = {"procedure": found, "drafts": begun, "is_open": False, "refusal": str(refusal)}
        return render(request, "applications/applicant/start.html", context, status=409)
    return redirect(steps.resume(application))


def _procedure(slug: str) -> Procedure:
    queryset = Procedure.objects.published().select_related("current_release__form_version")
    return get_object_or_404(queryset, slug=slug)
