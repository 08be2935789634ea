"""The mails about commitments: to the partner, and to the applicant once it has answered."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.tasks import task
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from cms.applications.commitments import links, openness
from cms.applications.models import Application, Commitment
from cms.applications.papers import receipts
from cms.applications.people import mailing


@task
def send_request(commitment_id: str, again: bool = False) -> None:
    """Write to a partner, unless its link died or it answered meanwhile. A relay that gets it twice can tell."""
    found = _found(commitment_id)
    if found is None or found.answer or found.is_expired or not openness.is_open(found):
        return
    context = {
        "contact": found.contact,
        "partner": found.name,
        "title": found.application.title,
        "procedure": found.application.release.settings["title"],
        "link": links.address(found),
        "until": found.expires_at,
        "again": again,
    }
    subject = _("Your agreement is awaited: %(title)s")
    if again:
        subject = _("Reminder: your agreement is awaited: %(title)s")
    title = found.application.title or found.application.release.settings["title"]
    EmailMessage(
        subject=" ".join((subject % {"title": title}).split()),
        body=render_to_string("applications/commitments/mail/request.txt", context),
        to=[mailing.reached(found.application, found.email)],
        headers={"Message-ID": _identity("commitment", found, f"{found.asked_at:%Y%m%d%H%M%S}-{found.reminders}")},
    ).send()


@task
def tell_applicant(commitment_id: str) -> None:
    """Tell the applicant what a partner has just answered."""
    found = _found(commitment_id)
    if found is None or not found.answer:
        return
    confirmed = found.answer == Commitment.Answer.CONFIRMED
    subject = _("%(partner)s has confirmed") if confirmed else _("%(partner)s has declined")
    context = {
        "confirmed": confirmed,
        "partner": found.name,
        "title": found.application.case_title(),
        "link": receipts.link(found.application),
    }
    EmailMessage(
        subject=" ".join((subject % {"partner": found.name}).split()),
        body=render_to_string("applications/commitments/mail/answered.txt", context),
        to=[found.application.applicant.email],
        headers={"Message-ID": _identity("commitment-answer", found, f"{found.answered_at:%Y%m%d%H%M%S}")},
    ).send()


def _found(commitment_id: str) -> Commitment | None:
    found = Commitment.objects.alive().filter(pk=commitment_id).first()
    if found is not None:
        found.application = Application.objects.with_standing().get(pk=found.application_id)
    return found


def _identity(what: str, commitment: Commitment, moment: str) -> str:
    host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">")
    return f"<{what}-{commitment.pk}-{moment}@{host}>"
