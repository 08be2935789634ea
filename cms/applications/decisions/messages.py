"""Messages: the mails that the actions of a process send."""

from typing import cast

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

from cms.applications.decisions import letters
from cms.applications.decisions.tags import Filling
from cms.applications.models import Application, Release
from cms.applications.people import hiding, mailing
from cms.applications.publication.ruling import release_at
from cms.workflows.models import Case, Effect, JournalEntry
from cms.workflows.roles import people


def recipients(application: Application, to: str, release: Release | None = None) -> list[str]:
    """The addresses behind a message's “to”: of the people of a role ("role:<key>"), or for "applicant" of the owner
    and then of the co-authors who may write.

    In a trial, all mails go to the person who tries. `release` has the role; by default that of the application.
    """
    if to == "applicant" or application.is_trial:
        return mailing.of_decisions(application)
    graph = (release or application.release).graph
    found = people(graph.role(to.removeprefix("role:")), cast(Case, application.case))
    return sorted({person.email for person in found})


def compose(application: Application, key: str, entry: JournalEntry | None) -> EmailMultiAlternatives | None:
    """The mail named `key` for one application, ready to send; None when its role has nobody.

    Several recipients are hidden from one another, and still make one sending: a failure cannot serve half of them.
    The owner of the application is written to; its co-authors get the same as a copy.
    Raises KeyError when the release has no such message.
    """
    release = release_at(application, entry)
    message = release.message(key)
    addresses = recipients(application, message["to"], release)
    if not addresses:
        return None
    is_letter = message["to"] == "applicant"
    hidden = frozenset() if is_letter else hiding.of_role(application, message["to"].removeprefix("role:"))
    filling = Filling(application, entry, for_applicant=is_letter, hidden=hidden)
    context = {
        "text": filling.fill_letter(message["body"]),
        "subject": filling.fill(message["subject"]),
        "site_name": settings.WAGTAIL_SITE_NAME,
        "site_url": settings.SITE_URL,
        "language": settings.LANGUAGE_CODE,
    }
    context["paragraphs"] = [block.strip() for block in context["text"].split("\n\n") if block.strip()]
    mail = EmailMultiAlternatives(
        subject=" ".join(context["subject"].split()),
        body=render_to_string("applications/mail/message.txt", context).strip() + "\n",
        to=addresses[:1] if is_letter or len(addresses) == 1 else [],
        bcc=addresses[1:] if is_letter else addresses if len(addresses) > 1 else [],
    )
    mail.attach_alternative(render_to_string("applications/mail/message.html", context), "text/html")
    return mail


def send(effect: Effect) -> dict | None:
    """Effect "message": sends the mail that its parameters name.

    The mail carries the effect's number as its identity: a relay that gets it twice can tell.
    """
    application = cast(Application, effect.case.subject)
    mail = compose(application, effect.params["message"], effect.entry)
    if mail is None:
        return {"message": effect.params["message"], "recipients": 0}
    letters.send(mail, effect)
    return {"message": effect.params["message"], "recipients": len(mail.recipients())}
