"""A number with figures after the comma; stored as the shortest text that says it ("12.5"), so that none is lost."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cms.forms.types.base import FieldError, OptionError
from cms.forms.types.bounds import BoundedType
from cms.forms.types.numbers import NARROW_SPACE, decimal_of, shortest, written_whole
from cms.forms.types.options import DecimalOption, NumberOption, Option

MOST_PLACES = 6


class DecimalType(BoundedType):
    key = "decimal"
    label = gettext_lazy("Decimal number")
    icon = "decimal"
    template = "forms/fields/number.html"
    options = (
        NumberOption("places", gettext_lazy("Figures after the comma"), default=2, maximum=MOST_PLACES),
        DecimalOption("minimum", gettext_lazy("Smallest number"), default="0"),
        DecimalOption("maximum", gettext_lazy("Largest number")),
        Option("unit", gettext_lazy("Unit"), help=gettext_lazy("Written after the number: km, m², tonnes…")),
    )

    def bounds(self, field: Any) -> tuple[Decimal | None, Decimal | None]:
        texts = [self.option(field, name) for name in ("minimum", "maximum")]
        least, most = (Decimal(text) if text else None for text in texts)
        return least, most

    def bound_in_words(self, bound: Any) -> str:
        return written_whole(shortest(bound))

    def clean(self, field: Any, raw: Any) -> str | None:
        number = decimal_of(raw, _("Write a number in figures, for example 12,5."))
        if number is None:
            return None
        text = shortest(number)
        places = self.option(field, "places")
        if len(text.partition(".")[2]) > places:
            if not places:
                raise FieldError(_("Write a whole number in figures, for example 12."))
            said = ngettext(
                "Write {n} figure at most after the comma.", "Write {n} figures at most after the comma.", places
            )
            raise FieldError(said.format(n=places))
        self.check_bounds(field, number)
        return text

    def shown(self, field: Any, value: Any) -> Any:
        try:
            number = decimal_of(value, "")
        except FieldError:
            return value
        return "" if number is None else written_whole(shortest(number))

    def context(self, field: Any, value: Any) -> dict[str, Any]:
        return super().context(field, value) | {"inputmode": "decimal", "unit": self.option(field, "unit")}

    def display(self, field: Any, value: Any) -> str:
        if not isinstance(value, str) or not value:
            return ""
        unit = self.option(field, "unit")
        text = written_whole(shortest(Decimal(value)))
        return f"{text}{NARROW_SPACE}{unit}" if unit else text

    def rule_value(self, field: Any, value: Any) -> str:
        try:
            number = decimal_of(value, _("a number is needed"))
        except FieldError as error:
            raise OptionError(str(error)) from None
        if number is None:
            raise OptionError(_("a number is needed"))
        return shortest(number)

    def value_schema(self, field: Any) -> dict[str, Any]:
        return {"type": "string", "pattern": r"^-?\d+(\.\d+)?$"}
