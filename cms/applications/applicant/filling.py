"""Filling in one section: a page a section, saved while one types and by the buttons."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from cms.applications import corrections, drafts
from cms.applications.applicant import steps
from cms.applications.applicant.own import own_application, person
from cms.applications.completeness import remaining
from cms.applications.drafts import Saved, Stale
from cms.applications.models import Application
from cms.forms import answers, rendering
from cms.forms.answers import Problem
from cms.forms.spec import Section


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, pk: UUID, section_key: str) -> HttpResponse:
    """Show one section; or save it and go where the button says (`go`: next, anyway, previous, review, leave)."""
    application = own_application(request, pk)
    section = _section(application, section_key)
    if not corrections.may_fill(person(request), application) or not corrections.has_open(application, section):
        messages.info(request, _("This application was sent: this part can no longer be changed."))
        return redirect("applications:application", pk)
    if request.method != "POST":
        return _page(request, application, section, problems=_said(request, application, section))
    try:
        saved = _save(request, application, section)
    except Stale as stale:
        return _stale_page(request, stale.application, section)
    except PermissionDenied:
        messages.info(request, _("This application was sent: this part can no longer be changed."))
        return redirect("applications:application", pk)
    go = request.POST.get("go", "next")
    if saved.action or saved.refused_files:
        problems = [*saved.refused_files, *(saved.problems if saved.action else [])]
        status = 422 if saved.refused_files else 200
        return _page(request, saved.application, section, problems=problems, raw=saved.raw, status=status)
    if go == "next" and saved.problems:
        return _page(request, saved.application, section, problems=saved.problems, raw=saved.raw, status=422)
    return redirect(_after(saved.application, section, go))


@never_cache
@require_POST
def autosave(request: HttpRequest, pk: UUID, section_key: str) -> JsonResponse:
    """Save what is typed so far, for the script of the page.

    Answers {"state": "saved", "revision", "message"}, or "signed_out" (401), "stale" (409), "closed" (409), with the
    message to show. Files are not sent this way.
    """
    if not request.user.is_authenticated:
        message = _("You are signed out. Sign in again in another tab: your answers stay on this page.")
        return JsonResponse({"state": "signed_out", "message": message}, status=401)
    application = own_application(request, pk)
    section = _section(application, section_key)
    try:
        saved = _save(request, application, section)
    except Stale as stale:
        message = _("%(reason)s What you type here is no longer saved by itself.") % {"reason": stale}
        return JsonResponse({"state": "stale", "message": message}, status=409)
    except PermissionDenied:
        message = _("This application was sent: this part can no longer be changed.")
        return JsonResponse({"state": "closed", "message": message}, status=409)
    time = time_format(timezone.localtime(saved.application.updated_at), _("g:i a"))
    message = _("Saved at %(time)s") % {"time": time}
    return JsonResponse({"state": "saved", "revision": saved.application.revision, "message": message})


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
    return render(request, "forms/section.html", _fields(application, part, given, (), reading.raw))


def _save(request: HttpRequest, application: Application, section: Section) -> Saved:
    revision = request.POST.get("revision", "")
    seen = int(revision) if revision.isascii() and revision.isdigit() and len(revision) < 10 else None
    return drafts.save(application, person(request), section, request.POST, request.FILES, seen)


def _section(application: Application, key: str) -> Section:
    try:
        return application.release.form.section(key)
    except KeyError:
        raise Http404 from None


def _said(request: HttpRequest, application: Application, section: Section) -> list[Problem]:
    """What is wrong in a section that is opened: all of it when one comes from the review, else what was refused."""
    everything = "verifier" in request.GET
    return [
        problem
        for problem in remaining(application)
        if problem.section_key == section.key and (everything or problem.field_key in application.typed)
    ]


def _page(
    request: HttpRequest,
    application: Application,
    section: Section,
    *,
    problems: Sequence[Problem] = (),
    raw: dict[str, Any] | None = None,
    shown: dict[str, Any] | None = None,
    stale: str = "",
    status: int = 200,
) -> HttpResponse:
    part = corrections.open_part(application, section)
    given = {**application.working_answers, **(shown or {})}
    typed = {**application.typed, **(raw or {})}
    context = {
        "application": application,
        "section": section,
        "problems": problems,
        "status": status,
        "stale": stale,
        "bridge": steps.bridge(application, section.key),
        "previous": steps.previous(application, section.key),
        "is_correction": not application.is_draft,
        "comment": corrections.comment_on(application) if not application.is_draft else "",
        "fixed": _fixed(application, section),
        **_fields(application, part, given, problems, typed),
    }
    return render(request, "applications/applicant/step.html", context, status=status)


def _fields(
    application: Application,
    part: Section,
    given: dict[str, Any],
    problems: Sequence[Problem],
    typed: dict[str, Any],
) -> dict[str, Any]:
    return rendering.section_context(
        application.release.form,
        part,
        given,
        problems,
        typed,
        file_url=lambda pk: reverse("applications:attachment", args=[pk]),
        refresh_url=reverse("applications:questions", args=[application.pk, part.key]),
    )


def _stale_page(request: HttpRequest, application: Application, section: Section) -> HttpResponse:
    """The section with what was typed, over what was saved elsewhere: the person compares and decides."""
    part = corrections.open_part(application, section)
    reading = answers.read(application.release.form, part, request.POST, application.working_answers)
    reason = _("This application was changed in another tab or on another device.")
    return _page(
        request,
        application,
        section,
        problems=reading.problems,
        raw=reading.raw,
        shown=reading.values,
        stale=reason,
        status=409,
    )


def _fixed(application: Application, section: Section) -> list[tuple[str, str]]:
    """In a correction, the answers of the section that stay as they are: (label, answer in words)."""
    if application.is_draft:
        return []
    return [
        (field.label, text)
        for one, rows in answers.shown(application.release.form, application.working_answers)
        if one.key == section.key
        for field, text in rows
        if not corrections.is_open(application, field)
    ]


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
