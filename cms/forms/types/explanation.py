"""A text between questions, with a link where one can read more."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from cms.forms.types.base import FieldType, OptionError
from cms.forms.types.link import FieldError, link_of
from cms.forms.types.options import LongTextOption, Option


class ExplanationType(FieldType):
    key = "explanation"
    label = _("Explanation")
    icon = "info-circle"
    group = _("Between questions")
    template = "forms/fields/explanation.html"
    asks = False
    labelled = False
    options = (
        LongTextOption("text", _("Text")),
        Option("link", _("Address to read more")),
        Option("link_text", _("Words of the link")),
    )

    def check(self, field: Any) -> None:
        try:
            self._link(field)
        except FieldError as error:
            raise OptionError(error.message.rstrip(".")) from None

    def clean(self, field: Any, raw: Any) -> None:
        return None

    def context(self, field: Any, value: Any) -> dict[str, Any]:
        return {"text": self.option(field, "text"), "link": self._link(field), "words": self.option(field, "link_text")}

    def _link(self, field: Any) -> str:
        link = self.option(field, "link")
        return link if link.startswith("/") else link_of(link, []) or ""
