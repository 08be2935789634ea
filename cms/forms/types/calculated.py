"""A calculated value: made from other answers by the server at each save, stored, never typed.

Stored as a text: two decimals for an amount ("1234.50"), else the shortest form ("12.5"), so that no cent is lost.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.forms import formulas
from cms.forms.types.base import FieldError, FieldType, OptionError
from cms.forms.types.formula_option import FormulaOption
from cms.forms.types.numbers import NARROW_SPACE, decimal_of, euros, shortest, written_whole
from cms.forms.types.options import Option, PickOption

AMOUNT, PERCENT = "amount", "percent"


class CalculatedType(FieldType):
    key = "calculated"
    label = gettext_lazy("Calculated value")
    icon = "order"
    group = gettext_lazy("Texts and numbers")
    template = "forms/fields/calculated.html"
    derived = True
    options = (
        FormulaOption("formula", gettext_lazy("Formula")),
        PickOption(
            "shown_as",
            gettext_lazy("Shown as"),
            values=(
                ("", gettext_lazy("A number")),
                (AMOUNT, gettext_lazy("An amount in euros")),
                (PERCENT, gettext_lazy("Per cent")),
            ),
        ),
        Option("unit", gettext_lazy("Unit"), help=gettext_lazy("Of a number: nights, pupils…")),
    )

    def check(self, field: Any) -> None:
        if not self.option(field, "formula"):
            raise OptionError(_("the formula is missing"))

    def reads(self, field: Any) -> set[str]:
        return formulas.keys(self.option(field, "formula"))

    def unresolved(self, field: Any, exists: Callable[[str], bool]) -> set[str]:
        return {path for path in formulas.paths(self.option(field, "formula")) if not exists(path)}

    def derive(self, field: Any, answers: Mapping[str, Any]) -> str | None:
        found = formulas.compute(self.option(field, "formula"), answers)
        return None if found is None else self._stored(field, found)

    def clean(self, field: Any, raw: Any) -> str | None:
        number = _number(raw)
        return None if number is None else self._stored(field, number)

    def _stored(self, field: Any, number: Decimal) -> str:
        return f"{number:.2f}" if self.option(field, "shown_as") == AMOUNT else shortest(number)

    def shown(self, field: Any, value: Any) -> str:
        return self.display(field, value)

    def display(self, field: Any, value: Any) -> str:
        try:
            number = _number(value)
        except FieldError:
            return ""
        if number is None:
            return ""
        shown_as, unit = self.option(field, "shown_as"), self.option(field, "unit")
        if shown_as == AMOUNT:
            return euros(number)
        unit = "%" if shown_as == PERCENT else unit
        words = written_whole(shortest(number))
        return f"{words}{NARROW_SPACE}{unit}" if unit else words

    def rule_value(self, field: Any, value: Any) -> str:
        try:
            number = _number(value)
        except FieldError as error:
            raise OptionError(str(error)) from None
        if number is None:
            raise OptionError(_("a number is needed"))
        return self._stored(field, number)

    def value_schema(self, field: Any) -> dict[str, Any]:
        return {"type": "string", "pattern": r"^-?\d+(\.\d+)?$"}


def _number(raw: Any) -> Decimal | None:
    number = decimal_of(raw, _("Write a number."))
    return None if number is None else number.quantize(formulas.CENT)
