"""The applicant's space: my applications, and one of them."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from cms.applications import corrections, drafts
from cms.applications.applicant import steps
from cms.applications.applicant.history import history
from cms.applications.applicant.own import own_application, person
from cms.applications.applicant.standing import standing
from cms.applications.models import Application
from cms.forms import answers
from cms.workflows.engine import TransitionRefused


@never_cache
@login_required
@require_safe
def space(request: HttpRequest) -> HttpResponse:
    """My applications: first what waits for me, then the rest, newest first."""
    mine = [(one, standing(one)) for one in Application.objects.of(person(request)).with_standing()]
    context = {
        "waiting": [pair for pair in mine if pair[1].waiting],
        "others": [pair for pair in mine if not pair[1].waiting],
    }
    return render(request, "applications/applicant/space.html", context)


@never_cache
@login_required
@require_safe
def application(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One application: where it stands, what happened, what was answered, what was issued."""
    return _page(request, own_application(request, pk))


@login_required
@require_safe
def resume(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Go on filling in where something is lacking."""
    return redirect(steps.resume(own_application(request, pk)))


@never_cache
@login_required
@require_POST
def act(request: HttpRequest, pk: UUID, key: str) -> HttpResponse:
    """Do what else the process lets the applicant do, such as withdrawing."""
    one = own_application(request, pk)
    revision = request.POST.get("case_revision", "")
    try:
        corrections.act(
            one,
            person(request),
            key,
            comment=request.POST.get("comment", "")[:4000],
            seen_revision=int(revision) if revision.isdigit() else None,
        )
    except TransitionRefused as refusal:
        messages.error(request, str(refusal))
        return _page(request, own_application(request, pk), status=409)
    messages.success(request, _("It is done."))
    return redirect("applications:application", pk)


@login_required
@require_POST
def delete(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Throw a draft away."""
    one = own_application(request, pk)
    if not one.is_draft:
        messages.error(request, _("This application was sent: it can no longer be deleted."))
        return redirect("applications:application", pk)
    drafts.delete(one, person(request))
    messages.success(request, _("Your draft is deleted, with its files."))
    return redirect("applications:space")


def _page(request: HttpRequest, one: Application, status: int = 200) -> HttpResponse:
    sent = one.submissions.first()
    shown = one.answers if sent else one.working_answers
    context = {
        "application": one,
        "standing": standing(one),
        "comment": corrections.comment_on(one) if corrections.is_correcting(one) else "",
        "history": history(one),
        "sections": answers.shown(one.release.form, shown),
        "files": one.attachments.all(),
        "documents": one.documents.filter(revoked_at=None),
        "sent": sent,
        "actions": corrections.other_actions(one, person(request)),
        "node": one.case.current_node if one.case else None,
    }
    return render(request, "applications/applicant/application.html", context, status=status)
