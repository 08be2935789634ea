"""The link that an expert is sent: signed, dead once revoked, over, or when the application has left the step."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse

from cms.applications.models import Application
from cms.applications.signed import tokens
from cms.workflows.expertise import answering
from cms.workflows.models import Case, OpinionRequest

_SALT = "cms.applications.expertise"


@dataclass(frozen=True, slots=True)
class Opened:
    """What a link opens: the request, and the application on which an opinion is asked."""

    request: OpinionRequest
    case: Case
    application: Application


def token(request: OpinionRequest) -> str:
    """What stands for the request in an address."""
    return tokens.sign(request.pk, _SALT)


def address(request: OpinionRequest) -> str:
    """The whole address of the page where the expert answers."""
    return settings.SITE_URL + reverse("applications:expert", args=[token(request)])


def read(value: str) -> Opened:
    """What the token opens. Raises LinkDead (it names nothing) and RequestClosed (it did once)."""
    found = (
        OpinionRequest.objects.select_related("form_version", "asked_by").filter(pk=tokens.read(value, _SALT)).first()
    )
    application = Application.objects.with_standing().filter(case=found.case_id).first() if found else None
    if found is None or application is None or application.case is None:
        raise tokens.unreadable()
    answering.check_open(found, application.case)
    return Opened(found, application.case, application)
