"""The option that names one of the site's documents: a note to read, a model to download and fill in."""

from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.utils.translation import gettext as _
from wagtail.documents import get_document_model

from cms.forms.errors import OptionError
from cms.forms.types.options import Option

LONGEST_TITLE = 255


@dataclass(frozen=True, slots=True)
class DocumentOption(Option):
    """`{"id": 12, "title": "Budget"}`, or nothing. The title finds it on a site where the number is another."""

    default: dict[str, Any] = field(default_factory=dict)
    schema_type: ClassVar[dict[str, Any]] = {
        "type": "object",
        "additionalProperties": False,
        "properties": {"id": {"type": "integer"}, "title": {"type": "string", "maxLength": LONGEST_TITLE}},
    }

    def parse(self, raw: Any) -> dict[str, Any]:
        if raw in (None, "", {}):
            return {}
        message = _("a document with its number and its title is needed")
        if not isinstance(raw, dict) or set(raw) != {"id", "title"}:
            raise OptionError(message)
        number, title = raw["id"], raw["title"]
        if isinstance(number, bool) or not isinstance(number, int) or not 0 < number < 2**31:
            raise OptionError(message)
        if not isinstance(title, str) or not 0 < len(title.strip()) <= LONGEST_TITLE:
            raise OptionError(message)
        return {"id": number, "title": title.strip()}


def found(value: dict[str, Any]) -> Any:
    """The document that the option names, or nothing when this site does not have it."""
    if not value:
        return None
    documents = get_document_model().objects.filter(title=value["title"])
    return documents.filter(pk=value["id"]).first() or documents.order_by("pk").first()


def named(number: Any) -> dict[str, Any]:
    """What names the document of that number, or nothing when there is none."""
    document = get_document_model().objects.filter(pk=number).first() if number else None
    return {"id": document.pk, "title": document.title} if document else {}
