"""The way from the top to a page of the applicant's, for the component `breadcrumbs.html`."""

from typing import TypedDict

from django.urls import reverse
from django.utils.translation import gettext as _

from cms.applications.models import Application, Procedure


class Item(TypedDict):
    """One page of the way; the one where the person is has no address."""

    label: str
    href: str


def of_procedure(procedure: Procedure) -> list[Item]:
    """From the list of procedures to the page of one."""
    return [
        {"label": _("Procedures"), "href": reverse("applications:procedures")},
        {"label": procedure.title, "href": ""},
    ]


def of_application(application: Application, here: str = "") -> list[Item]:
    """From the person's space to an application, or to the page of it that is called `here`."""
    address = reverse("applications:application", args=[application.pk]) if here else ""
    found: list[Item] = [
        {"label": _("My space"), "href": reverse("applications:space")},
        {"label": application.case_title(), "href": address},
    ]
    return [*found, {"label": here, "href": ""}] if here else found
