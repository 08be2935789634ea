"""Several choices."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cms.forms.types.base import Data, Fault, FieldError, Files, OptionError
from cms.forms.types.choice import ChoiceType
from cms.forms.types.options import ChoicesOption, NumberOption


class ChoicesType(ChoiceType):
    key = "choices"
    label = gettext_lazy("Several choices")
    icon = "list-ul"
    template = "forms/fields/choices.html"
    options = (
        ChoicesOption("choices", gettext_lazy("Choices")),
        NumberOption("minimum", gettext_lazy("Smallest number of answers")),
        NumberOption("maximum", gettext_lazy("Largest number of answers")),
    )

    @property
    def empty(self) -> Any:
        return []

    def check(self, field: Any) -> None:
        super().check(field)
        check_counts(self, field)
        if (self.option(field, "minimum") or 0) > len(self.option(field, "choices")):
            raise OptionError(_("the smallest number of answers is more than there are choices"))

    def as_list(self, field: Any) -> bool:
        return False

    def from_post(self, field: Any, data: Data, files: Files | None = None) -> Any:
        return data.getlist(field.key)

    def clean(self, field: Any, raw: Any) -> list[str]:
        if raw in (None, ""):
            return []
        chosen = raw if isinstance(raw, list) else [raw]
        known = self.choices(field)
        if any(not isinstance(one, str) or (one and one not in known) for one in chosen):
            raise FieldError(_("Choose among the answers of the list."))
        return [one for one in known if one in chosen]

    def faults(self, field: Any, value: Any) -> list[Fault]:
        return count_faults(self, field, len(value))

    def missing_faults(self, field: Any) -> list[Fault]:
        return [Fault(_("Choose at least one answer."))]

    def shown(self, field: Any, value: Any) -> Any:
        return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []

    def display(self, field: Any, value: Any) -> str:
        known = self.choices(field)
        return ", ".join(known[one] for one in value or [] if one in known)

    def rule_operand(self, field: Any, operator: str, value: Any) -> Any:
        if operator in ("at_least", "at_most"):
            return count_operand(value)
        if operator == "one_of":
            return [self.rule_value(field, one) for one in value]
        return self.rule_value(field, value)

    def value_schema(self, field: Any) -> dict[str, Any]:
        return {"type": "array", "uniqueItems": True, "items": {"enum": list(self.choices(field))}}


def count_operand(value: Any) -> int:
    """How many, in a rule on a list of answers."""
    try:
        return int(str(value))
    except ValueError:
        raise OptionError(_("a whole number is needed")) from None


def check_counts(kind: Any, field: Any) -> None:
    """Raise `OptionError` when the options `minimum` and `maximum` leave nothing."""
    least, most = kind.option(field, "minimum"), kind.option(field, "maximum")
    if least is not None and most is not None and least > most:
        raise OptionError(_("the smallest number of answers is more than the largest"))


def count_faults(kind: Any, field: Any, number: int) -> list[Fault]:
    """What is wrong with so many answers, by the options `minimum` and `maximum`."""
    least, most = kind.option(field, "minimum"), kind.option(field, "maximum")
    if least is not None and number < least:
        text = ngettext("Choose {least} answer at least.", "Choose {least} answers at least.", least)
        return [Fault(text.format(least=least))]
    if most is not None and number > most:
        text = ngettext("Choose {most} answer at most.", "Choose {most} answers at most.", most)
        return [Fault(text.format(most=most))]
    return []
