"""A postal address. A commune of the region is recognised by its postcode and name; elsewhere all is free.

Stored as `{"street", "postcode", "town", "code"}`; `code` is the INSEE code of the commune, empty when it is not known.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.forms.types.base import Data, Fault, FieldError, FieldType, Files, plain, within
from cms.forms.types.options import SwitchOption
from cms.forms.types.texts import read_parts
from cms.snippets.models import Commune
from cms.snippets.names import comparable

PARTS = ("street", "postcode", "town")
_LENGTHS = {"street": 300, "postcode": 12, "town": 100}
_POSTCODE = re.compile(r"[0-9A-Za-z][0-9A-Za-z -]{1,11}", re.ASCII)
_FRENCH = re.compile(r"\d{5}", re.ASCII)
_AUTOCOMPLETE = {"street": "street-address", "postcode": "postal-code", "town": "address-level2"}


class AddressType(FieldType):
    key = "address"
    label = gettext_lazy("Postal address")
    icon = "home"
    personal = True
    group = gettext_lazy("Reference data")
    template = "forms/fields/address.html"
    grouped = True
    paths = (*PARTS, "code")
    options = (
        SwitchOption(
            "own",
            gettext_lazy("The browser may fill in"),
            help=gettext_lazy("When the question is about the person who answers."),
        ),
    )

    def from_post(self, field: Any, data: Data, files: Files | None = None) -> Any:
        return {part: data.get(f"{field.key}.{part}", "") for part in PARTS}

    def clean(self, field: Any, raw: Any) -> dict[str, str] | None:
        if raw in (None, ""):
            return None
        value = read_parts(raw, _READERS)
        if not any(value.values()):
            return None
        commune = _commune(value["postcode"], value["town"])
        if commune:
            return {**value, "town": commune.name, "code": commune.insee_code}
        return {**value, "code": ""}

    def faults(self, field: Any, value: Any) -> list[Fault]:
        lacks = {
            "street": _("Write the number and the street, or the place."),
            "postcode": _("Write the postcode."),
            "town": _("Write the name of the commune."),
        }
        return [Fault(text, part) for part, text in lacks.items() if not value[part]]

    def missing_faults(self, field: Any) -> list[Fault]:
        return [Fault(_("Write the whole address."), "street")]

    def context(self, field: Any, value: Any) -> dict[str, Any]:
        parts = value if isinstance(value, Mapping) else {}
        own = self.option(field, "own")
        labels = {"street": _("Number and street"), "postcode": _("Postcode"), "town": _("Commune")}
        return {
            "parts": [
                {
                    "name": part,
                    "label": label,
                    "shown": parts.get(part) if isinstance(parts.get(part), str) else "",
                    "autocomplete": _AUTOCOMPLETE[part] if own else "off",
                    "length": _LENGTHS[part],
                }
                for part, label in labels.items()
            ]
        }

    def display(self, field: Any, value: Any) -> str:
        if not isinstance(value, Mapping):
            return ""
        town = " ".join(text for text in (value["postcode"], value["town"]) if text)
        return "\n".join(text for text in (value["street"], town) if text)

    def search_text(self, field: Any, value: Any) -> str:
        return str(value["town"]) if isinstance(value, Mapping) else ""

    def value_schema(self, field: Any) -> dict[str, Any]:
        text = {"type": "string"}
        return {
            "type": "object",
            "required": [*PARTS, "code"],
            "properties": {part: text | {"maxLength": _LENGTHS[part]} for part in PARTS} | {"code": text},
        }


def _postcode(raw: Any) -> str:
    text = within(_LENGTHS["postcode"], plain(raw))
    squeezed = text.replace(" ", "")
    if _FRENCH.fullmatch(squeezed):
        return squeezed
    if text and not _POSTCODE.fullmatch(text):
        raise FieldError(_("Write the postcode in figures, for example 44000."))
    return text


_READERS: dict[str, Callable[[Any], str]] = {
    "street": lambda typed: within(_LENGTHS["street"], plain(typed, lines=True)),
    "postcode": _postcode,
    "town": lambda typed: within(_LENGTHS["town"], plain(typed)),
}


def _commune(postcode: str, town: str) -> Commune | None:
    """The commune of the region that these mean without doubt, or nothing."""
    if not _FRENCH.fullmatch(postcode):
        return None
    found = list(Commune.objects.matching(postcode)[:100])
    if not town:
        return found[0] if len(found) == 1 else None
    named = [one for one in found if comparable(one.name) == comparable(town)]
    return named[0] if len(named) == 1 else None
