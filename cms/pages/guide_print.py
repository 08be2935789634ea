"""A guide as a print document, and the task that makes its file as soon as it is published."""

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from django.apps import apps
from django.conf import settings
from django.db import transaction
from django.tasks import task
from django.utils.formats import number_format
from django.utils.translation import gettext, ngettext

from cms.theme.typography import typo
from exports.cache import made
from exports.documents import PrintDocument
from exports.models import Printing
from exports.qr import qr_svg

if TYPE_CHECKING:
    from cms.pages.models.guide import GuidePage

STYLESHEETS = ("exports/print.css", "pages/guide-scenes.css", "pages/guide-print.css")


def subject(guide: "GuidePage") -> str:
    """Under which name the figures of the guide's file are remembered."""
    return f"pages.guidepage:{guide.pk}"


def file_label(printing: Printing | None) -> str:
    """What a link to the file says of it: "PDF, 16 pages, 1.2 MB"; only "PDF" as long as none was made."""
    if printing is None:
        return "PDF"
    pages = ngettext("%(count)d page", "%(count)d pages", printing.pages) % {"count": printing.pages}
    return f"PDF, {pages}, {_size(printing.size)}"


def _size(count: int) -> str:
    """Thousands or millions of bytes, as shops and browsers count: Django's own filter says "Kio"."""
    if count < 1_000_000:
        return gettext("%(size)s kB") % {"size": number_format(round(count / 1000))}
    return gettext("%(size)s MB") % {"size": number_format(count / 1_000_000, 1)}


# Words too short to end a line of a large title.
_SHORT = re.compile(r"(?<=\s)(à|de|du|des|en|et|le|la|les|un|une|ou|où|au|aux) ")


def keep_together(title: str) -> str:
    """The title with its short words and its end held together: no large line ends with "à", none is one word alone."""
    start, space, end = _SHORT.sub("\\1\u00a0", title).rpartition(" ")
    return f"{start}\u00a0{end}" if space and len(end) < 9 else f"{start}{space}{end}"


def print_document(guide: "GuidePage", *, remember: bool = True) -> PrintDocument:
    """The guide in print. With `remember`, its page then tells the file's figures."""
    title = typo(guide.title)
    address = guide.full_url or f"{settings.SITE_URL}/"
    return PrintDocument(
        template="pages/guide_print.html",
        context={
            "page": guide,
            "heading": keep_together(title),
            "chapters": [replace(chapter, title=keep_together(typo(chapter.title))) for chapter in guide.chapters()],
            "address": address,
            "code": qr_svg(address, gettext("QR code: this guide online, %(address)s") % {"address": address}),
            "site_name": settings.WAGTAIL_SITE_NAME,
            "printed": True,
        },
        stylesheets=STYLESHEETS,
        title=title,
        filename=f"{title.replace('/', '-')}.pdf",
        subject=subject(guide) if remember else "",
    )


@task
def make_file(guide_id: int) -> int:
    """Makes the file of a published guide, so that its first reader does not wait. Returns its number of pages."""
    guide = apps.get_model("pages", "GuidePage").objects.live().filter(pk=guide_id).first()
    return made(print_document(guide)).pages if guide else 0


def make_file_later(sender: type, instance: "GuidePage", **kwargs: object) -> None:
    """Asks for the file once the publication has happened."""
    transaction.on_commit(lambda: make_file.enqueue(instance.pk))
