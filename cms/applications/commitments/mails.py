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
    procedure = found.application.release.settings["title"]
    subject, body = request(found, found.application.title, procedure, links.address(found), again=again)
    EmailMessage(
        subject=subject,
        body=body,
        to=[mailing.reached(found.application, found.email)],
        headers={"Message-ID": _identity("commitment", found, f"{found.asked_at:%Y%m%d%H%M%S}-{found.reminders}")},
    ).send()


def request(commitment: Commitment, title: str, procedure: str, link: str, *, again: bool = False) -> tuple[str, str]:
    """Subject and text of the mail to a partner; `title` is that of the application, empty while it has none."""
    subject = (
        _("Reminder: your agreement is awaited: %(title)s") if again else _("Your agreement is awaited: %(title)s")
    )
    context = {
        "contact": commitment.contact,
        "partner": commitment.name,
        "title": title,
        "procedure": procedure,
        "link": link,
        "until": commitment.expires_at,
        "again": again,
    }
    text = render_to_string("applications/commitments/mail/request.txt", context)
    return " ".join((subject % {"title": title or procedure}).split()), text


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
