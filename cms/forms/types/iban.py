"""A bank account (IBAN), its key checked; masked wherever the public may read it."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from stdnum import exceptions, iban

from cms.forms.types.base import FieldError, FieldType, plain
from cms.forms.types.numbers import NARROW_SPACE

_COPY = gettext_lazy("Copy the IBAN whole, with or without spaces, for example FR76 3000 6000 0112 3456 7890 189.")


def iban_of(raw: Any) -> str | None:
    """The number in capitals without spaces, or nothing; raises `FieldError` for what is not an IBAN."""
    text = "".join(plain(raw).split())
    if not text:
        return None
    if not text.isascii():
        raise FieldError(_COPY)
    try:
        return str(iban.validate(text))
    except exceptions.InvalidChecksum:
        raise FieldError(_("This IBAN does not exist: one of its figures is wrong. Check it.")) from None
    except exceptions.ValidationError:
        raise FieldError(_COPY) from None


def iban_in_words(number: str) -> str:
    return NARROW_SPACE.join(number[start : start + 4] for start in range(0, len(number), 4))


class IbanType(FieldType):
    key = "iban"
    label = gettext_lazy("Bank account (IBAN)")
    icon = "lock"
    personal = True
    group = gettext_lazy("Reference data")

    def clean(self, field: Any, raw: Any) -> str | None:
        return iban_of(raw)

    def shown(self, field: Any, value: Any) -> Any:
        try:
            number = iban_of(value)
        except FieldError:
            return value
        return iban_in_words(number) if number else ""

    def context(self, field: Any, value: Any) -> dict[str, Any]:
        return super().context(field, value) | {"type": "text", "length": 50}

    def display(self, field: Any, value: Any) -> str:
        return iban_in_words(value) if isinstance(value, str) and value else ""

    def public_display(self, field: Any, value: Any) -> str:
        """The country and the last three characters: enough to tell two accounts apart, not to use one."""
        if not isinstance(value, str) or not value:
            return ""
        return iban_in_words(value[:2] + "•" * (len(value) - 5) + value[-3:])

    def value_schema(self, field: Any) -> dict[str, Any]:
        return {"type": "string", "pattern": "^[A-Z]{2}[0-9]{2}[0-9A-Z]{8,30}$"}
