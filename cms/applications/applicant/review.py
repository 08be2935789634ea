"""The last step: read all again, send, and the receipt."""

from itertools import groupby
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from cms.applications.applicant import partners, steps
from cms.applications.applicant.own import own_application, person
from cms.applications.applicant.standing import standing
from cms.applications.models import Application
from cms.applications.papers import receipts
from cms.applications.people.access import Right, may, right_of
from cms.applications.scanning import marks
from cms.applications.writing import corrections
from cms.applications.writing.completeness import Incomplete, remaining
from cms.applications.writing.submission import ProcedureClosed, submit
from cms.forms import answers
from cms.workflows.engine import TransitionRefused
from exports.pdf import RenderFailed
from exports.responses import pdf_response

_RECEIPT = "applications:receipt"


@never_cache
@login_required
@require_safe
def review(request: HttpRequest, pk: UUID) -> HttpResponse:
    """All answers by section, with what is still lacking and links to mend it."""
    application = own_application(request, pk)
    if not corrections.may_fill(person(request), application):
        return redirect("applications:application" if application.is_draft else _RECEIPT, pk)
    return _page(request, application)


@never_cache
@login_required
@require_POST
def send(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Send the application, or send it again after a correction."""
    application = own_application(request, pk)
    if not application.is_draft and not corrections.is_correcting(application):
        messages.info(request, _("This application was already sent: here is its receipt."))
        return redirect(_RECEIPT, pk)
    if request.POST.get("attestation") != "on":
        return _page(request, application, unattested=True, status=422)
    if application.is_draft:
        return _submit(request, application)
    return _resubmit(request, application)


def _submit(request: HttpRequest, application: Application) -> HttpResponse:
    try:
        sent = submit(application, person(request))
    except Incomplete:
        return _page(request, own_application(request, application.pk), status=422)
    except ProcedureClosed as refusal:
        return _page(request, application, refusal=str(refusal), status=409)
    except TransitionRefused as refusal:
        return _page(request, own_application(request, application.pk), refusal=str(refusal), status=409)
    if sent.already_sent:
        messages.info(request, _("This application was already sent: here is its receipt."))
    return redirect(_RECEIPT, sent.pk)


def _resubmit(request: HttpRequest, application: Application) -> HttpResponse:
    try:
        corrections.resubmit(application, person(request), comment=request.POST.get("comment", "")[:4000])
    except Incomplete:
        return _page(request, own_application(request, application.pk), status=422)
    except corrections.NothingToCorrect as refusal:
        messages.info(request, str(refusal))
        return redirect("applications:application", application.pk)
    except TransitionRefused as refusal:
        return _page(request, own_application(request, application.pk), refusal=str(refusal), status=409)
    messages.success(request, _("Your corrections are sent. Thank you!"))
    return redirect("applications:application", application.pk)


@never_cache
@login_required
@require_safe
def receipt(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What was received, when, under which number, and what happens next."""
    application = own_application(request, pk)
    if application.is_draft:
        return redirect("applications:review", pk)
    context = {
        "application": application,
        "standing": standing(application, right_of(person(request), application)),
    }
    return render(request, "applications/applicant/receipt.html", context)


@never_cache
@login_required
@require_safe
def receipt_pdf(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """The receipt as PDF."""
    application = own_application(request, pk)
    if application.is_draft:
        return redirect("applications:review", pk)
    try:
        return pdf_response(receipts.print_document(application), download=True)
    except RenderFailed:
        messages.error(request, _("The file could not be made. Please try again in a moment."))
        return redirect(_RECEIPT, pk)


def _page(
    request: HttpRequest, application: Application, *, refusal: str = "", unattested: bool = False, status: int = 200
) -> HttpResponse:
    is_owner = may(person(request), application, Right.MANAGE)
    problems, held = remaining(application), marks.marks(application)
    by_section = {key: list(group) for key, group in groupby(problems, key=lambda problem: problem.section_key)}
    open_sections = {section.key for section in steps.sections(application)}
    context = {
        "application": application,
        "problems": problems,
        # Answers that keep the person from applying at all are not something that is missing.
        "ineligible": [one for one in problems if one.excludes],
        "missing": [one for one in problems if not one.excludes],
        "parts": [
            {
                "section": section,
                "href": steps.address(application, section) if section.key in open_sections else "",
                "rows": [
                    (field, text, marks.of_answer(held, field, application.working_answers)) for field, text in rows
                ],
                "problems": by_section.get(section.key, []),
            }
            for section, rows in answers.shown(application.release.form, application.working_answers)
        ],
        "bridge": steps.bridge(application, steps.REVIEW, problems, may_send=is_owner),
        "previous": steps.previous(application, steps.REVIEW),
        "is_correction": not application.is_draft,
        "comment": corrections.comment_on(application) if not application.is_draft else "",
        "again": corrections.resubmission(application, person(request)),
        "is_owner": is_owner,
        "refusal": refusal,
        "unattested": unattested,
        "is_open": application.release.procedure.is_open,
        **partners.context(application, person(request)),
    }
    return render(request, "applications/applicant/review.html", context, status=status)
