"""An application on paper: a PDF of what was sent, each time as it was sent."""

from typing import Any

from django.conf import settings
from django.utils.text import slugify
from django.utils.translation import gettext as _

from cms.applications.models import Application
from cms.applications.models.application import Submission
from cms.applications.papers.receipts import heading
from cms.applications.scanning.marks import mark
from cms.forms import answers
from exports.documents import PrintDocument


def print_document(application: Application, submission: Submission) -> PrintDocument:
    """What the exporter prints for an application as it was sent at `submission`: all questions, empty ones too."""
    form = application.release.form
    return PrintDocument(
        template="applications/applicant/application_print.html",
        context=heading(application)
        | {
            "sent_at": submission.sent_at,
            "number": submission.number,
            "sections": answers.shown(form, submission.answers),
            "files": _files(application, submission.answers),
        },
        stylesheets=("exports/print.css", "applications/receipt.css"),
        title=_("Application %(reference)s") % {"reference": application.reference},
        language=settings.LANGUAGE_CODE,
        filename=f"{slugify(_('application'))}-{slugify(application.reference or '')}-{submission.number}.pdf",
    )


def _files(application: Application, given: dict[str, Any]) -> list[dict[str, Any]]:
    """The files of these answers with their fingerprints: what proves that a file is the one that was sent.

    What the antivirus holds at this moment says so.
    """
    named = {
        row["id"]
        for one in application.release.form.fields
        if one.kind.takes_files
        for row in one.kind.files(given.get(one.key))
    }
    rows = application.attachments.answering().filter(pk__in=named)
    return [
        {"name": one.name, "size": one.size, "sha256": one.sha256, "held": made.words if (made := mark(one)) else ""}
        for one in rows
    ]
