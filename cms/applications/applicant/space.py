"""The applicant's space: my applications, and one of them."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from cms.applications.applicant import notes, steps, trail
from cms.applications.applicant.history import history
from cms.applications.applicant.outlook import outlook
from cms.applications.applicant.own import own_application, person
from cms.applications.applicant.standing import Standing, standing
from cms.applications.expertise import told
from cms.applications.models import Application, Transfer
from cms.applications.people import access, conversation
from cms.applications.people.access import Right
from cms.applications.writing import corrections, drafts, withdrawal
from cms.forms import answers
from cms.workflows.drawing import public
from cms.workflows.engine import TransitionRefused


@dataclass(frozen=True, slots=True)
class Line:
    """One application in the list: where it stands for this person, and how many messages they have not read."""

    application: Application
    standing: Standing
    right: Right
    unread: int

    @property
    def is_shared_with_me(self) -> bool:
        """Whether somebody else owns it."""
        return self.right < Right.MANAGE


@never_cache
@login_required
@require_safe
def space(request: HttpRequest) -> HttpResponse:
    """My applications: first what waits for me, then the rest, newest first."""
    user = person(request)
    found = list(Application.objects.shared_with(user).with_standing())
    rights, unread = access.rights(user, found), conversation.unread(found, user)
    mine = [Line(one, standing(one, rights[one.pk]), rights[one.pk], unread.get(one.pk, 0)) for one in found]
    offers = Transfer.objects.of(user).select_related("application__release__procedure", "offered_by")
    context = {
        "waiting": [line for line in mine if line.standing.waiting],
        "others": [line for line in mine if not line.standing.waiting],
        "offers": offers,
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
            seen_revision=int(revision) if revision.isascii() and revision.isdigit() and len(revision) < 10 else None,
        )
    except TransitionRefused as refusal:
        messages.error(request, str(refusal))
        return _page(request, own_application(request, pk), status=409)
    messages.success(request, _("It is done."))
    return redirect("applications:application", pk)


@never_cache
@login_required
@require_POST
def withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Withdraw an application that was sent, when its process lets its owner do so."""
    one = own_application(request, pk)
    revision = request.POST.get("case_revision", "")
    try:
        withdrawal.withdraw(
            one,
            person(request),
            comment=request.POST.get("comment", "")[:4000],
            seen_revision=int(revision) if revision.isascii() and revision.isdigit() and len(revision) < 10 else None,
        )
    except TransitionRefused as refusal:
        messages.error(request, str(refusal))
        return _page(request, own_application(request, pk), status=409)
    messages.success(request, _("Your application is withdrawn."))
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
    user = person(request)
    right = access.right_of(user, one)
    submissions = list(one.submissions.all())
    sent = submissions[0] if submissions else None
    shown = one.answers if sent else one.working_answers
    actions = corrections.other_actions(one, user)
    withdraws = withdrawal.among(one, actions)
    context = {
        "application": one,
        "trail": trail.of_application(one),
        "standing": standing(one, right),
        "right": right.name,
        "people_count": one.co_authors.current().count() + 1,
        "submissions": submissions,
        "unread": conversation.unread([one], user).get(one.pk, 0),
        "withdraws": withdraws,
        "cannot_withdraw": right == Right.MANAGE and one.case is not None and one.case.is_open and withdraws is None,
        "comment": corrections.comment_on(one) if corrections.is_correcting(one) else "",
        "history": history(one),
        "outlook": outlook(one),
        "outlook_reader": public.READER,
        "sections": answers.shown(one.release.form, shown),
        "files": one.attachments.answering(),
        "documents": one.documents.filter(revoked_at=None),
        "notes": notes.public(one),
        "expert_opinions": told.shown(one),
        "sent": sent,
        "actions": [action for action in actions if action != withdraws],
        "node": one.case.current_node if one.case else None,
    }
    return render(request, "applications/applicant/application.html", context, status=status)
