"""Filling in one section: a page a section, saved while one types and by the buttons."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from cms.applications.applicant import section_page, steps
from cms.applications.applicant.own import own_application, person
from cms.applications.models import Application
from cms.applications.people.access import Right, may
from cms.applications.writing import corrections, drafts, meeting, strays
from cms.applications.writing.drafts import Saved, Stale
from cms.forms import answers
from cms.forms.spec import Section


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, pk: UUID, section_key: str) -> HttpResponse:
    """Show one section; or save it and go where the button says (`go`: next, anyway, previous, review, leave)."""
    application = own_application(request, pk)
    if section_key not in _keys(application):
        return _gone(request, application, section_key)
    section = _section(application, section_key)
    if not corrections.may_fill(person(request), application) or not corrections.has_open(application, section):
        return _not_here(request, application)
    if request.method != "POST":
        return section_page.page(
            request, application, section, problems=section_page.said(request, application, section)
        )
    try:
        saved = _save(request, application, section)
    except Stale as stale:
        return section_page.stale_page(request, stale.application, section)
    except PermissionDenied:
        return _not_here(request, application)
    go = request.POST.get("go", "next")
    if saved.conflicts:
        problems = [*saved.refused_files, *saved.problems]
        return section_page.page(
            request, saved.application, section, problems=problems, raw=saved.raw, saved=saved, status=409
        )
    if saved.action or saved.refused_files:
        problems = [*saved.refused_files, *(saved.problems if saved.action else [])]
        status = 422 if saved.refused_files else 200
        return section_page.after(request, saved, section, problems, status)
    if go == "next" and saved.problems:
        return section_page.page(
            request, saved.application, section, problems=saved.problems, raw=saved.raw, status=422
        )
    return redirect(_after(saved.application, section, go))


@never_cache
@require_POST
def autosave(request: HttpRequest, pk: UUID, section_key: str) -> JsonResponse:
    """Save what is typed so far, for the script of the page.

    Answers {"state": "saved", "revision", "marks", "message", "others", "conflicts"}: `marks` are those of the answers
    that are now as the page has them, `others` tells who else is there, `conflicts` is the part of the page in which
    the person chooses between two answers, empty when there is nothing to choose. Or "signed_out" (401), "stale"
    (409), "closed" (409), with the message to show. Files are not sent this way.
    """
    if not request.user.is_authenticated:
        message = _("You are signed out. Sign in again in another tab: your answers stay on this page.")
        return JsonResponse({"state": "signed_out", "message": message}, status=401)
    application = own_application(request, pk)
    try:
        if section_key not in _keys(application):
            strays.keep(application, person(request), request.POST)
            return JsonResponse({"state": "stale", "message": _gone_message()}, status=409)
        saved = _save(request, application, _section(application, section_key))
    except Stale as stale:
        message = _("%(reason)s What you type here is no longer saved by itself.") % {"reason": stale}
        return JsonResponse({"state": "stale", "message": message}, status=409)
    except PermissionDenied:
        message = _("This application was sent: this part can no longer be changed.")
        return JsonResponse({"state": "closed", "message": message}, status=409)
    time = time_format(timezone.localtime(saved.application.updated_at), _("g:i a"))
    message = _("Saved at %(time)s") % {"time": time}
    if saved.conflicts:
        message = _("Saved at %(time)s, except what was also changed in another tab or by somebody else.") % {
            "time": time
        }
    others = section_page.people_there(request, application, _section(application, section_key))
    context = {"conflicts": saved.conflicts, "user": request.user}
    return JsonResponse(
        {
            "state": "saved",
            "revision": saved.application.revision,
            "marks": saved.marks,
            "message": message,
            "others": render_to_string("applications/applicant/_others.html", {"others": others}).strip(),
            "conflicts": render_to_string("applications/applicant/_conflicts.html", context).strip(),
        }
    )


@never_cache
@login_required
@require_POST
def questions(request: HttpRequest, pk: UUID, section_key: str) -> HttpResponse:
    """The questions of the section that the answers on the page call for; nothing is saved."""
    application = own_application(request, pk)
    section = _section(application, section_key)
    if not corrections.may_fill(person(request), application):
        raise Http404
    part = corrections.open_part(application, section)
    reading = answers.read(application.release.form, part, request.POST, application.working_answers)
    given = {**application.working_answers, **reading.values}
    return render(request, "forms/section.html", section_page.fields(application, part, given, (), reading.raw))


def _save(request: HttpRequest, application: Application, section: Section) -> Saved:
    revision = request.POST.get("revision", "")
    known = int(revision) if revision.isascii() and revision.isdigit() and len(revision) < 10 else None
    seen = meeting.read(request.POST)
    saved = drafts.save(application, person(request), section, request.POST, request.FILES, known, seen)
    saved.application.is_shared = application.is_shared
    return saved


def _not_here(request: HttpRequest, application: Application) -> HttpResponse:
    """To the application, with the reason why this part is not filled in here and now."""
    if may(person(request), application, Right.EDIT):
        messages.info(request, _("This application was sent: this part can no longer be changed."))
    else:
        messages.info(request, _("You may read this application; its owner has not asked you to write in it."))
    return redirect("applications:application", application.pk)


def _keys(application: Application) -> list[str]:
    return [one.key for one in application.release.form.sections]


def _gone(request: HttpRequest, application: Application, section_key: str) -> HttpResponse:
    """On to where something is lacking, from a step that the form no longer has. Http404 when it never had it."""
    if request.method != "POST" and not strays.was_asked(application, section_key):
        raise Http404
    if not corrections.may_fill(person(request), application):
        return _not_here(request, application)
    if request.method == "POST":
        try:
            strays.keep(application, person(request), request.POST, request.FILES)
        except PermissionDenied:
            return _not_here(request, application)
    messages.info(request, _gone_message())
    return redirect("applications:resume", application.pk)


def _gone_message() -> str:
    return _(
        "The Region has changed this form: the step that you had open is no longer in it. Your answers to the "
        "questions that are still asked are kept."
    )


def _section(application: Application, key: str) -> Section:
    try:
        return application.release.form.section(key)
    except KeyError:
        raise Http404 from None


def _after(application: Application, section: Section, go: str) -> str:
    if go == "previous":
        return steps.previous(application, section.key) or steps.address(application, section)
    if go == "review":
        return steps.review_address(application)
    if go == "leave":
        return reverse("applications:space")
    if go == "stay":
        return steps.address(application, section)
    return steps.following(application, section.key)
