"""Asking the partners of an application for their agreement, from its last step."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from cms.accounts.models import User
from cms.applications.applicant.own import own_application, person
from cms.applications.commitments import asking, offers, openness
from cms.applications.models import Application


def context(application: Application, user: User) -> dict[str, Any]:
    """What the template "applications/commitments/asked.html" shows: every partner, and who can be asked."""
    found = offers.standings(application)
    return {
        "partners": found,
        "may_ask": bool(found) and openness.may_ask(user, application),
        "to_ask": any(one.state in ("unasked", "expired", "changed") for one in found),
    }


@never_cache
@login_required
@require_POST
def ask(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Write to all partners who have to be asked, or to the one that `partner` names."""
    application = own_application(request, pk)
    try:
        sent = asking.ask(application, person(request), request.POST.get("partner", ""))
    except asking.NobodyToAsk as refusal:
        messages.info(request, str(refusal))
    else:
        text = ngettext("%(count)d e-mail leaves for your partner.", "%(count)d e-mails leave for your partners.", sent)
        messages.success(request, text % {"count": sent})
    return redirect(reverse("applications:review", args=[pk]) + "#accords")
