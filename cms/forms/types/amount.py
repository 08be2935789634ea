"""An amount in euros; stored as a text with two decimals, so that no cent is lost."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.forms.types.base import FieldError, FieldType, OptionError
from cms.forms.types.numbers import euros, euros_of, written
from cms.forms.types.options import NumberOption

LARGEST = 10**11


class AmountType(FieldType):
    key = "amount"
    label = gettext_lazy("Amount in euros")
    icon = "tag"
    template = "forms/fields/number.html"
    options = (
        NumberOption("minimum", gettext_lazy("Smallest amount"), maximum=LARGEST),
        NumberOption("maximum", gettext_lazy("Largest amount"), maximum=LARGEST),
    )

    def check(self, field: Any) -> None:
        least, most = self.option(field, "minimum"), self.option(field, "maximum")
        if least is not None and most is not None and least > most:
            raise OptionError(_("the smallest amount is more than the largest"))

    def clean(self, field: Any, raw: Any) -> str | None:
        amount = euros_of(raw)
        if amount is None:
            return None
        least, most = self.option(field, "minimum"), self.option(field, "maximum")
        if least is not None and amount < least:
            raise FieldError(_("Write an amount of {least} or more.").format(least=euros(least)))
        if most is not None and amount > most:
            raise FieldError(_("Write an amount of {most} or less.").format(most=euros(most)))
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
