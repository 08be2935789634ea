"""The people of an application: who they are, inviting them, handing the application over."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from cms.applications.applicant import trail
from cms.applications.applicant.own import own_application, person
from cms.applications.models import Application, CoAuthor, Transfer
from cms.applications.people import coauthors, transfers
from cms.applications.people.access import Right, may
from cms.applications.people.coauthors import PeopleRefused

ROLES = CoAuthor.Role.choices


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def people(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The list of people; for the owner also inviting, roles, removing and handing over (`do` says which)."""
    application = own_application(request, pk)
    if request.method != "POST":
        return _page(request, application)
    try:
        said = _do(request, application)
    except PeopleRefused as refusal:
        return _page(request, application, refusal=str(refusal), status=422)
    messages.success(request, said)
    return redirect("applications:people", pk)


@never_cache
@login_required
@require_POST
def leave(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Leave an application on which one was invited."""
    application, user = own_application(request, pk), person(request)
    place = get_object_or_404(CoAuthor.objects.of(user), application=application)
    coauthors.remove(place, user)
    messages.success(request, _("You have left the application “%(title)s”.") % {"title": application.case_title()})
    return redirect("applications:space")


@never_cache
@login_required
@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept or decline an application that is offered."""
    user = person(request)
    transfer = Transfer.objects.filter(pk=pk, email=user.email.lower()).first()
    if transfer is None:
        raise Http404
    try:
        if request.POST.get("answer") == "accept":
            application = transfers.accept(transfer, user)
            messages.success(request, _("This application is now yours."))
            return redirect("applications:application", application.pk)
        transfers.decline(transfer, user)
    except PeopleRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("You have said no. The person who offered it is told."))
    return redirect("applications:space")


def _do(request: HttpRequest, application: Application) -> str:
    """Do what was asked and return what to say about it."""
    user, data = person(request), request.POST
    match data.get("do"):
        case "invite":
            place = coauthors.invite(application, user, data.get("email", ""), data.get("role", ""))
            return _("The invitation is sent to %(email)s.") % {"email": place.email}
        case "role":
            coauthors.change_role(_place(application, data.get("place", "")), user, data.get("role", ""))
            return _("It is changed.")
        case "remove":
            coauthors.remove(_place(application, data.get("place", "")), user)
            return _("This person no longer sees the application.")
        case "offer":
            transfer = transfers.offer(application, user, data.get("to", ""))
            return _("The application is offered to %(email)s.") % {"email": transfer.email}
        case "cancel":
            pending = application.transfers.current().first()
            if pending is None:
                raise PeopleRefused(_("This offer no longer holds."))
            transfers.cancel(pending, user)
            return _("The offer is taken back.")
    raise PeopleRefused(_("Choose what to do."))


def _place(application: Application, number: str) -> CoAuthor:
    if not (number.isascii() and number.isdigit() and len(number) < 16):
        raise PeopleRefused(_("This person is no longer on the list."))
    place = application.co_authors.filter(pk=int(number)).first()
    if place is None:
        raise PeopleRefused(_("This person is no longer on the list."))
    return place


def _page(request: HttpRequest, application: Application, *, refusal: str = "", status: int = 200) -> HttpResponse:
    user = person(request)
    context = {
        "application": application,
        "trail": trail.of_application(application, _("People")),
        "people": coauthors.listed(application),
        "roles": ROLES,
        "is_owner": may(user, application, Right.MANAGE),
        "me": user.email.lower(),
        "offered": application.transfers.current().first(),
        "refusal": refusal,
        "typed": request.POST if refusal else {},
    }
    return render(request, "applications/applicant/people.html", context, status=status)
