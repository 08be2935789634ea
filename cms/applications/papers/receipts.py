"""The receipt: a page, a PDF and a mail that say what was received, when, and under which number."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.tasks import task
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _

from cms.applications.commitments import sealing
from cms.applications.models import Application
from cms.applications.people import mailing
from cms.forms import answers
from exports.documents import PrintDocument


def link(application: Application) -> str:
    """The whole address of the application in its applicant's space."""
    return settings.SITE_URL + reverse("applications:application", args=[application.pk])


def heading(application: Application) -> dict[str, str | None]:
    """What every paper about an application says first: which one it is, whose, and where to follow it."""
    return {
        "reference": application.reference,
        "title": application.case_title(),
        "procedure": application.release.settings["title"],
        "applicant": str(application.applicant),
        "email": application.applicant.email,
        "territory": application.territory.name if application.territory else "",
        "link": link(application),
    }


def print_document(application: Application) -> PrintDocument:
    """The receipt as a document to print, with the answers as they were first sent."""
    sent = application.submissions.get(number=1)
    sections = [
        (section, [(field, text) for field, text in rows if text])
        for section, rows in answers.shown(application.release.form, sent.answers)
    ]
    return PrintDocument(
        template="applications/applicant/receipt_print.html",
        context=heading(application)
        | {
            "sent_at": sent.sent_at,
            "sections": [(section, rows) for section, rows in sections if rows],
            "commitments": sealing.sealed(application),
        },
        stylesheets=("exports/print.css", "applications/receipt.css"),
        title=_("Receipt %(reference)s") % {"reference": application.reference},
        language=settings.LANGUAGE_CODE,
        filename=f"{slugify(_('receipt'))}-{slugify(application.reference or '')}.pdf",
    )


def process_tells(application: Application) -> bool:
    """Whether the process itself writes to the applicant on its way out of the start: then no second mail is sent."""
    release = application.release
    return any(
        effect["kind"] == "message" and release.message(effect["message"])["to"] == "applicant"
        for transition in release.graph.leaving(release.graph.start.key)
        if transition.automatic
        for effect in transition.effects
    )


def compose(application: Application) -> EmailMessage:
    """The mail that says that the application was received: to its owner, with a copy to the co-authors who may write.

    A relay that gets it twice can tell by its identity.
    """
    context = {
        "application": application,
        "title": application.case_title(),
        "procedure": application.release.settings["title"],
        "link": link(application),
    }
    host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">")
    addresses = mailing.of_decisions(application)
    owner, others = addresses[:1], addresses[1:]
    return EmailMessage(
        subject=_("We have received your application %(reference)s") % {"reference": application.reference},
        body=render_to_string("applications/applicant/mail/receipt.txt", context),
        to=owner,
        bcc=others,
        headers={"Message-ID": f"<receipt-{application.pk}@{host}>"},
    )


@task
def send_receipt(application_id: str) -> None:
    """Write to the applicant that the application was received."""
    compose(Application.objects.with_standing().get(pk=application_id)).send()
