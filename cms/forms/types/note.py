"""A note to read between questions, with a document to download."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from cms.forms.types.base import FieldType
from cms.forms.types.document_option import DocumentOption, found
from cms.forms.types.options import LongTextOption, Option


class NoteType(FieldType):
    key = "note"
    label = _("Attached note")
    icon = "doc-full"
    group = _("Between questions")
    template = "forms/fields/note.html"
    asks = False
    labelled = False
    options = (
        LongTextOption("text", _("Text")),
        DocumentOption("document", _("Document")),
        Option("link_text", _("Words of the link"), help=_("The document’s title when empty.")),
    )

    def clean(self, field: Any, raw: Any) -> None:
        return None

    def context(self, field: Any, value: Any) -> dict[str, Any]:
        return {
            "text": self.option(field, "text"),
            "document": found(self.option(field, "document")),
            "words": self.option(field, "link_text"),
        }
