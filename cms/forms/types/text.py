"""A line of text."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from cms.forms.types.base import FieldType, plain, within
from cms.forms.types.options import NumberOption, PickOption

# What a browser may fill in for the person (WCAG 1.3.5); only for questions about the person who answers.
AUTOCOMPLETE = (
    ("", _("Nothing")),
    ("name", _("Full name")),
    ("given-name", _("First name")),
    ("family-name", _("Family name")),
    ("organization", _("Organisation")),
    ("organization-title", _("Position")),
    ("street-address", _("Postal address")),
    ("postal-code", _("Postcode")),
    ("address-level2", _("Town")),
)


class TextType(FieldType):
    key = "text"
    label = _("Text")
    icon = "pilcrow"
    options = (
        NumberOption("max_length", _("Longest length"), default=200, least=1, maximum=1000, help=_("In characters.")),
        PickOption(
            "autocomplete",
            _("The browser may fill in"),
            values=AUTOCOMPLETE,
            help=_("When the question is about the person who answers."),
        ),
    )

    def clean(self, field: Any, raw: Any) -> str | None:
        return within(self.option(field, "max_length"), plain(raw)) or None

    def search_text(self, field: Any, value: Any) -> str:
        return value or ""

    def context(self, field: Any, value: Any) -> dict[str, Any]:
        return super().context(field, value) | {
            "type": "text",
            "autocomplete": self.option(field, "autocomplete"),
            "length": self.option(field, "max_length"),
        }

    def value_schema(self, field: Any) -> dict[str, Any]:
        return {"type": "string", "maxLength": self.option(field, "max_length")}
