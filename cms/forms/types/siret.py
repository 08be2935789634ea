"""A company's or association's SIRET number, its key checked."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from stdnum import exceptions
from stdnum.fr import siret

from cms.forms.types.base import FieldError, FieldType, plain
from cms.forms.types.numbers import NARROW_SPACE


def siret_of(raw: Any) -> str | None:
    """The fourteen figures, or nothing; raises `FieldError` for what is not a SIRET number."""
    text = plain(raw).replace("\u202f", "").replace("\u00a0", "")
    if not text:
        return None
    try:
        return str(siret.validate(text))
    except exceptions.InvalidLength:
        raise FieldError(_("A SIRET number has 14 figures. Copy it whole, with or without spaces.")) from None
    except exceptions.InvalidChecksum:
        raise FieldError(_("This SIRET number does not exist: one of its figures is wrong. Check it.")) from None
    except exceptions.ValidationError:
        raise FieldError(_("A SIRET number has only figures: 14 of them.")) from None


def siret_in_words(value: str) -> str:
    return NARROW_SPACE.join((value[:3], value[3:6], value[6:9], value[9:]))


class SiretType(FieldType):
    key = "siret"
    label = gettext_lazy("SIRET number")
    icon = "clipboard-list"
    group = gettext_lazy("Reference data")

    def clean(self, field: Any, raw: Any) -> str | None:
        return siret_of(raw)

    def shown(self, field: Any, value: Any) -> Any:
        try:
            number = siret_of(value)
        except FieldError:
            return value
        return siret_in_words(number) if number else ""

    def context(self, field: Any, value: Any) -> dict[str, Any]:
        return super().context(field, value) | {"type": "text", "inputmode": "numeric", "length": 30}

    def display(self, field: Any, value: Any) -> str:
        return siret_in_words(value) if isinstance(value, str) and value else ""

    def value_schema(self, field: Any) -> dict[str, Any]:
        return {"type": "string", "pattern": r"^\d{14}$"}
