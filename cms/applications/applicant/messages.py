"""The messages of an application, for its people."""

from uuid import UUID

from django.contrib import messages as notices
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cms.applications.applicant import trail
from cms.applications.applicant.own import own_application, person
from cms.applications.models import Application
from cms.applications.people import conversation
from cms.applications.people.access import Right, right_of
from cms.applications.people.conversation import MessageRefused
from cms.forms.families import accept


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def conversation_page(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Read the messages, which are then read; write one to the agents, or among the people of the application."""
    application = own_application(request, pk)
    if request.method != "POST":
        return _page(request, application)
    internal = request.POST.get("to") == "internal"
    try:
        conversation.write(
            application,
            person(request),
            request.POST.get("text", ""),
            request.FILES.getlist("files"),
            internal=internal,
        )
    except MessageRefused as refusal:
        return _page(request, application, refusal=str(refusal), status=422)
    notices.success(request, _("Your message is sent."))
    return redirect("applications:messages", pk)


def _page(request: HttpRequest, application: Application, *, refusal: str = "", status: int = 200) -> HttpResponse:
    user = person(request)
    right = right_of(user, application)
    rows = conversation.shown(application, user)
    if rows and request.method == "GET":
        conversation.mark_read(application, user, rows[-1].message.pk)
    may_exchange = right >= Right.EDIT and application.case is not None
    context = {
        "application": application,
        "trail": trail.of_application(application, _("Messages")),
        "rows": rows,
        "may_exchange": may_exchange,
        "may_comment": right >= Right.COMMENT,
        # Without co-authors there is nobody to write to among the applicants.
        "is_shared": application.is_shared,
        "internal": request.POST.get("to") == "internal" or not may_exchange,
        "typed": request.POST.get("text", ""),
        "refusal": refusal,
        "accept": accept(conversation.FILES.option("families")),
        "longest": conversation.LONGEST,
        "most_files": conversation.MOST_FILES,
    }
    return render(request, "applications/applicant/messages.html", context, status=status)
