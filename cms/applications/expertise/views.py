"""The page where an expert reads what is asked and answers, without an account."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cms.accounts.origin import origin
from cms.applications.expertise import filling, links, shown, words
from cms.applications.expertise.filling import Filled
from cms.applications.expertise.links import Opened
from cms.applications.models import Attachment
from cms.applications.scanning import operations as scanning
from cms.applications.signed import pages, throttle
from cms.applications.signed.tokens import LinkDead
from cms.forms import answers
from cms.forms.answers import Problem
from cms.forms.rendering import section_context
from cms.workflows.expertise import answering, erasure
from cms.workflows.expertise.refusals import AlreadyAnswered, OpinionIncomplete, RequestClosed

WINDOW = timedelta(minutes=15)
PAGES_AN_ORIGIN = 600  # a school or a town hall often shares one network address
WRITES_A_LINK = 60
REFRESHES_A_LINK = 300


def _opened(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Give the view what the link opens; a dead link and too many visits are answered here."""

    @never_cache
    @wraps(view)
    def wrapper(request: HttpRequest, token: str, **more: Any) -> HttpResponseBase:
        if not throttle.take(f"expert-page:{origin(request)}", PAGES_AN_ORIGIN, WINDOW):
            return pages.too_often(request)
        try:
            return view(request, token, links.read(token), **more)
        except (LinkDead, RequestClosed) as refusal:
            return pages.closed(request, str(refusal))

    return wrapper


@require_http_methods(["GET", "HEAD", "POST"])
@_opened
def expert(request: HttpRequest, token: str, opened: Opened) -> HttpResponseBase:
    """Show what is asked of one expert, or take what they did (`do`: draft, send or decline)."""
    if request.method != "POST" or not opened.request.is_unanswered:
        return _page(request, token, opened)
    if not throttle.take(f"expert-write:{opened.request.pk}", WRITES_A_LINK, WINDOW):
        return pages.too_often(request)
    try:
        return _act(request, token, opened)
    except AlreadyAnswered:
        return redirect("applications:expert", token)


@require_POST
@_opened
def questions(request: HttpRequest, token: str, opened: Opened, section: str) -> HttpResponseBase:
    """The questions of a section that the answers on the page call for; nothing is kept."""
    form = opened.request.form_version.form
    found = next((one for one in form.sections if one.key == section), None)
    if found is None or not opened.request.is_unanswered:
        raise Http404
    if not throttle.take(f"expert-refresh:{opened.request.pk}", REFRESHES_A_LINK, WINDOW):
        return pages.too_often(request)
    reading = answers.read(form, found, request.POST, opened.request.draft)
    given = {**opened.request.draft, **reading.values}
    context = section_context(form, found, given, (), reading.raw, refresh_url=request.path)
    return pages.page(request, "forms/section.html", context)


@require_safe
@_opened
def file(request: HttpRequest, token: str, opened: Opened, pk: UUID) -> HttpResponseBase:
    """A file of an answer that experts read, as a download; any other does not exist."""
    readable = shown.keys_for(opened.request, opened.case, opened.application)
    named = {
        one["id"] for part in shown.parts(opened.application, readable) for row in part.answers for one in row.files
    }
    found = Attachment.objects.answering().filter(application=opened.application, pk=pk).first()
    if found is None or str(pk) not in named:
        raise Http404
    if reason := scanning.why_held(found):
        return pages.closed(request, reason, 403)
    try:
        content = found.file.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    response = FileResponse(content, as_attachment=True, filename=found.name, content_type=found.content_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return pages.private(response)


def _act(request: HttpRequest, token: str, opened: Opened) -> HttpResponseBase:
    asked, do = opened.request, request.POST.get("do", "")
    if do == "decline":
        answering.decline(asked.pk, request.POST.get("reason", ""))
        return redirect("applications:expert", token)
    form = asked.form_version.form
    filled = filling.read(form, request.POST, asked.draft)
    if filled.action:
        return _page(request, token, opened, filled=filled)
    if do == "send":
        if found := filling.unfinished(form, filled):
            answering.keep_draft(asked.pk, filled.values)
            return _page(request, token, opened, filled=filled, problems=found)
        try:
            answering.receive(asked.pk, filled.values)
        except OpinionIncomplete as error:
            return _page(request, token, opened, filled=filled, problems=error.problems)
        return redirect("applications:expert", token)
    answering.keep_draft(asked.pk, filled.values)
    if refused := [one for one in filled.problems if one.field_key in filled.raw]:
        return _page(request, token, opened, filled=filled, problems=refused)
    return redirect(f"{reverse('applications:expert', args=[token])}?brouillon=garde")


def _page(
    request: HttpRequest,
    token: str,
    opened: Opened,
    *,
    filled: Filled | None = None,
    problems: list[Problem] | None = None,
) -> HttpResponseBase:
    asked, application = opened.request, opened.application
    readable = shown.keys_for(asked, opened.case, application)
    context: dict[str, Any] = {
        "asked": asked,
        "application": application,
        "title": shown.title(application, readable),
        "procedure": application.release.settings["title"],
        "parts": shown.parts(application, readable),
        "token": token,
        "who_reads": words.who_reads(asked, opened.case),
        "problems": problems or [],
        "is_kept": "brouillon" in request.GET and not problems,
        "steps": [],
        "given": [],
    }
    if asked.is_unanswered:
        context["steps"] = _steps(token, opened, filled or Filled(asked.draft), problems or [])
    elif asked.received_at:
        context["given"] = erasure.in_words(asked)
    return pages.page(request, "applications/expertise/page.html", context, 422 if problems else 200)


def _steps(token: str, opened: Opened, filled: Filled, problems: list[Problem]) -> list[dict[str, Any]]:
    form = opened.request.form_version.form
    return [
        section_context(
            form,
            section,
            filled.values,
            [one for one in problems if one.section_key == section.key],
            filled.raw,
            refresh_url=reverse("applications:expert_questions", args=[token, section.key]),
        )
        for section in answers.sections(form, filled.values)
    ]
