"""Documents: what a decision issues, how it is printed, how anybody verifies it."""

from typing import TYPE_CHECKING, cast

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from cms.applications.decisions.tags import Filling
from cms.applications.models import Application, IssuedDocument
from cms.applications.people.access import may_read
from cms.applications.publication.ruling import release_at
from cms.theme import frame
from cms.workflows import chain
from cms.workflows.models import Case, Effect, JournalEntry
from exports.documents import PrintDocument
from exports.qr import qr_svg

if TYPE_CHECKING:
    from cms.accounts.models import User


@transaction.atomic
def issue_for(application: Application, key: str, entry: JournalEntry | None) -> IssuedDocument:
    """Issue the document named `key`, with its words as they are today; the first one is given back if there is one."""
    template = release_at(application, entry).document(key)
    filling = Filling(application, entry)
    issued, _created = IssuedDocument.objects.get_or_create(
        application=application,
        key=key,
        defaults={
            "title": filling.fill(template["title"]),
            "content": {
                "subject": application.case_title(),
                "body": filling.fill(template["body"]),
                "signatory": template["signatory"],
                "territory": application.territory.name if application.territory else "",
                "issuer": _("Region %(name)s") % {"name": frame.of_request(None).identity.region},
                "procedure": application.release.settings["title"],
                "reference": application.reference or "",
            },
        },
    )
    return issued


def issue(effect: Effect) -> dict | None:
    """Effect "document": issues the document that its parameters name."""
    issued = issue_for(cast(Application, effect.case.subject), effect.params["document"], effect.entry)
    return {"document": issued.pk, "title": issued.title}


def verification_url(document: IssuedDocument) -> str:
    """The public address that says whether `document` holds."""
    return settings.SITE_URL + reverse("applications:verify", args=[document.code])


def print_document(document: IssuedDocument) -> PrintDocument:
    """What the exporter prints for `document`; the same every time, so that it is made once."""
    url = verification_url(document)
    return PrintDocument(
        template="applications/documents/certificate.html",
        context={
            "title": document.title,
            **document.content,
            "paragraphs": [block.strip() for block in document.content["body"].split("\n\n") if block.strip()],
            "issued_on": timezone.localdate(document.issued_at),
            "code": document.code,
            "verification_url": url,
            "qr": qr_svg(url, document.title),
        },
        stylesheets=("exports/print.css", "applications/certificate.css"),
        title=f"{document.title} · {document.content['subject']}",
        language=settings.LANGUAGE_CODE,
        filename=f"{slugify(document.title)}-{slugify(document.content['reference'])}.pdf",
    )


def may_open(user: "User", document: IssuedDocument) -> bool:
    """The people of the application open its documents, and so do those who may see the case."""
    return may_read(user, document.application)


def may_revoke(user: "User") -> bool:
    """Only those to whom the right to revoke documents was given."""
    return user.has_perm("applications.revoke_document")


@transaction.atomic
def revoke(document: IssuedDocument, by: "User", reason: str) -> IssuedDocument:
    """Say that `document` no longer holds; its page and its file remain. Raises PermissionDenied; twice is once."""
    if not may_revoke(by):
        raise PermissionDenied
    locked = IssuedDocument.objects.select_for_update().get(pk=document.pk)
    if locked.revoked_at is None:
        locked.revoked_at = timezone.now()
        locked.revocation_reason = reason
        locked.save(update_fields=["revoked_at", "revocation_reason"])
        chain.record(
            cast(Case, locked.application.case), JournalEntry.Kind.NOTE, by, comment=reason, data={"revoked": locked.pk}
        )
    return locked
