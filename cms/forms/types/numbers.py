"""Reading and writing numbers as people do here: "1 234,50"."""

import re
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from cms.forms.errors import FieldError

NARROW_SPACE = "\u202f"
# Spaces of every width, and the signs that people add.
_SPACES = re.compile(r"[\s\u00a0\u2007\u202f']+")
_NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,6})?", re.ASCII)


def decimal_of(raw: Any, message: str) -> Decimal | None:
    """The number that was typed, or nothing; raises `FieldError(message)` for anything else.

    Takes spaces, a decimal comma or point, a euro sign at the end.
    """
    if raw is None or raw == "":
        return None
    if isinstance(raw, bool) or not isinstance(raw, str | int | float):
        raise FieldError(message)
    if isinstance(raw, int) and abs(raw) >= 10**15:
        raise FieldError(message)
    text = _SPACES.sub("", str(raw)).removesuffix("€").replace(",", ".")
    if not text:
        return None
    if not _NUMBER.fullmatch(text):
        raise FieldError(message)
    try:
        return Decimal(text)
    except InvalidOperation:
        raise FieldError(message) from None


def euros_of(raw: Any) -> Decimal | None:
    """An amount in euros, to the cent, or nothing."""
    message = _("Write an amount in figures, for example 1 234,50.")
    amount = decimal_of(raw, message)
    if amount is None:
        return None
    if amount != amount.quantize(Decimal("0.01")):
        raise FieldError(_("Write two figures at most after the comma."))
    if amount < 0:
        raise FieldError(_("Write an amount of 0 or more."))
    if amount >= Decimal("1e12"):
        raise FieldError(_("This amount is too large. Check the figures."))
    return amount


def written(number: Decimal | int | str) -> str:
    """A number as it is written in French, cents only when there are some: "1 234,50"."""
    value = Decimal(str(number))
    whole = f"{value:,.0f}" if value == value.to_integral_value() else f"{value:,.2f}"
    return whole.replace(",", NARROW_SPACE).replace(".", ",")


def shortest(number: Decimal) -> str:
    """The shortest text that says a number: "12.5" of 12.50, "0" of -0.0."""
    text = f"{number:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def written_whole(text: str) -> str:
    """A number in its shortest text as it is written in French, with all its figures: "1 234,125"."""
    whole, _point, rest = text.partition(".")
    grouped = f"{int(whole):,}".replace(",", NARROW_SPACE)
    if whole.startswith("-") and not grouped.startswith("-"):
        grouped = f"-{grouped}"
    return f"{grouped},{rest}" if rest else grouped


def euros(number: Decimal | int | str) -> str:
    """An amount in words: "1 234,50 €"."""
    return f"{written(number)}{NARROW_SPACE}€"
