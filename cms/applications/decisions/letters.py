"""Mails about an application, as text and in HTML, sent once."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

from cms.workflows.models import Effect

_box: ContextVar[list[EmailMultiAlternatives] | None] = ContextVar("box", default=None)


def letter(subject: str, text: str, to: Sequence[str], bcc: Sequence[str] = ()) -> EmailMultiAlternatives:
    """A mail ready to send: an empty line of `text` starts a paragraph; the subject is one line whatever it holds."""
    context: dict[str, Any] = {
        "text": text,
        "subject": subject,
        "site_name": settings.WAGTAIL_SITE_NAME,
        "site_url": settings.SITE_URL,
        "language": settings.LANGUAGE_CODE,
        "paragraphs": [block.strip() for block in text.split("\n\n") if block.strip()],
    }
    mail = EmailMultiAlternatives(
        subject=" ".join(subject.split()),
        body=render_to_string("applications/mail/message.txt", context).strip() + "\n",
        to=list(to),
        bcc=list(bcc),
    )
    mail.attach_alternative(render_to_string("applications/mail/message.html", context), "text/html")
    return mail


def among(addresses: Sequence[str]) -> tuple[list[str], list[str]]:
    """One address to write to, or several that do not see one another: what `to` and `bcc` then are."""
    return ([*addresses], []) if len(addresses) == 1 else ([], [*addresses])


def send(mail: EmailMultiAlternatives, effect: Effect) -> None:
    """Send a mail that carries the effect's number as its identity: a relay that gets it twice can tell."""
    host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">")
    mail.extra_headers["Message-ID"] = f"<effect-{effect.pk}@{host}>"
    if (box := _box.get()) is None:
        mail.send()
    else:
        box.append(mail)


@contextmanager
def kept() -> Iterator[list[EmailMultiAlternatives]]:
    """While it lasts, mails are put into the list that it gives instead of leaving; for this thread or task alone."""
    box: list[EmailMultiAlternatives] = []
    token = _box.set(box)
    try:
        yield box
    finally:
        _box.reset(token)
