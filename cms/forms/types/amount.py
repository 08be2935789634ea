"""An amount in euros; stored as a text with two decimals, so that no cent is lost."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy

from cms.forms.types.base import FieldError, OptionError
from cms.forms.types.bounds import BoundedType, BoundWords
from cms.forms.types.numbers import euros, euros_of, written
from cms.forms.types.options import NumberOption

LARGEST = 10**11


class AmountType(BoundedType):
    key = "amount"
    label = gettext_lazy("Amount in euros")
    icon = "tag"
    template = "forms/fields/number.html"
    options = (
        NumberOption("minimum", gettext_lazy("Smallest amount"), maximum=LARGEST),
        NumberOption("maximum", gettext_lazy("Largest amount"), maximum=LARGEST),
    )

    bound_words = BoundWords(
        gettext_lazy("Write an amount of {least} or more."),
        gettext_lazy("Write an amount of {most} or less."),
        gettext_lazy("the smallest amount is more than the largest"),
    )

    def bound_in_words(self, bound: Any) -> str:
        return euros(bound)

    def clean(self, field: Any, raw: Any) -> str | None:
        amount = euros_of(raw)
        if amount is None:
            return None
        self.check_bounds(field, amount)
        return f"{amount:.2f}"

    def shown(self, field: Any, value: Any) -> Any:
        try:
            amount = euros_of(value)
        except FieldError:
            return value
        return "" if amount is None else written(amount)

    def context(self, field: Any, value: Any) -> dict[str, Any]:
        return super().context(field, value) | {"inputmode": "decimal", "unit": "€"}

    def display(self, field: Any, value: Any) -> str:
        return euros(Decimal(value)) if isinstance(value, str) and value else ""

    def rule_value(self, field: Any, value: Any) -> str:
        try:
            amount = euros_of(value)
        except FieldError as error:
            raise OptionError(str(error)) from None
        return f"{amount or 0:.2f}"

    def value_schema(self, field: Any) -> dict[str, Any]:
        return {"type": "string", "pattern": r"^\d+\.\d{2}$"}
