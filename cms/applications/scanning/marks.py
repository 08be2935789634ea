"""How a file that is held is shown wherever it is named: a word, the reason in a sentence, and a tone beside them."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from cms.applications.models import Application, Attachment
from cms.applications.scanning.operations import why_held
from cms.forms.rendering import FileMark
from cms.forms.spec import Field

HELD = (Attachment.Scan.QUARANTINE, Attachment.Scan.WAITING)
# A page that stays open asks again after so many seconds, each time later, and then no more.
WAITS = (4, 8, 15, 30, 60, 120, 300)


def mark(attachment: Attachment, asked: int = 0) -> FileMark | None:
    """What is said at a file that is held, nothing at another; `asked`: how many times its page has asked already."""
    reason = why_held(attachment)
    if not reason:
        return None
    waits = attachment.scan == Attachment.Scan.WAITING
    asks = waits and asked < len(WAITS)
    return FileMark(
        words=str(attachment.get_scan_display()),
        text=reason,
        tone="sun" if waits else "coral",
        url=f"{reverse('applications:attachment_state', args=[attachment.pk])}?n={asked + 1}" if asks else "",
        wait=WAITS[asked] if asks else 0,
    )


def released(attachment: Attachment) -> FileMark:
    """What takes the place of the mark on a page that saw the file held, once it is so no more."""
    return FileMark(
        words=_("nothing found"), text=_("“%(name)s” can be opened.") % {"name": attachment.name}, tone="leaf"
    )


def marks(application: Application) -> dict[str, FileMark]:
    """{id of a file: its mark} of the files of an application that are held; one query."""
    found = application.attachments.filter(scan__in=HELD)
    return {str(one.pk): made for one in found if (made := mark(one))}


def of_answer(held: Mapping[str, FileMark], field: Field, answers: Mapping[str, Any]) -> list[FileMark]:
    """The marks among `held` of the files that answer `field`."""
    if not held or not field.kind.takes_files:
        return []
    return [held[row["id"]] for row in field.kind.files(answers.get(field.key)) if row.get("id") in held]
