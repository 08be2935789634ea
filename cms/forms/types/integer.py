"""A whole number."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.forms.types.base import FieldError, OptionError
from cms.forms.types.bounds import BoundedType
from cms.forms.types.numbers import NARROW_SPACE, decimal_of, written
from cms.forms.types.options import NumberOption, Option

LARGEST = 10**12


class IntegerType(BoundedType):
    key = "integer"
    label = gettext_lazy("Whole number")
    icon = "order"
    template = "forms/fields/number.html"
    options = (
        NumberOption("minimum", gettext_lazy("Smallest number"), default=0, least=-LARGEST, maximum=LARGEST),
        NumberOption("maximum", gettext_lazy("Largest number"), least=-LARGEST, maximum=LARGEST),
        Option("unit", gettext_lazy("Unit"), help=gettext_lazy("Written after the number: pupils, days…")),
    )

    def bound_in_words(self, bound: Any) -> str:
        return written(bound)

    def clean(self, field: Any, raw: Any) -> int | None:
        message = _("Write a whole number in figures, for example 12.")
        number = decimal_of(raw, message)
        if number is None:
            return None
        if number != number.to_integral_value() or abs(number) > LARGEST:
            raise FieldError(message)
        self.check_bounds(field, number)
        return int(number)

    def context(self, field: Any, value: Any) -> dict[str, Any]:
        return super().context(field, value) | {"inputmode": "numeric", "unit": self.option(field, "unit")}

    def display(self, field: Any, value: Any) -> str:
        if not isinstance(value, int):
            return ""
        unit = self.option(field, "unit")
        return f"{written(value)}{NARROW_SPACE}{unit}" if unit else written(value)

    def rule_value(self, field: Any, value: Any) -> int:
        try:
            number = decimal_of(value, _("a whole number is needed"))
        except FieldError as error:
            raise OptionError(str(error)) from None
        if number is None or number != number.to_integral_value():
            raise OptionError(_("a whole number is needed"))
        return int(number)

    def value_schema(self, field: Any) -> dict[str, Any]:
        return {"type": "integer"}
