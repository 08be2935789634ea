"""Several choices."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cms.forms.types.base import Data, Fault, FieldError, Files, OptionError
from cms.forms.types.choice import OTHER_SCHEMA, ChoiceType
from cms.forms.types.options import ChoicesOption, NumberOption
from cms.forms.types.other import OTHER, OTHER_OPTIONS, is_other, other_faults, other_in_words, other_of


class ChoicesType(ChoiceType):
    key = "choices"
    label = gettext_lazy("Several choices")
    icon = "list-ul"
    template = "forms/fields/choices.html"
    options = (
        ChoicesOption("choices", gettext_lazy("Choices")),
        NumberOption("minimum", gettext_lazy("Smallest number of answers")),
        NumberOption("maximum", gettext_lazy("Largest number of answers")),
        *OTHER_OPTIONS,
    )

    @property
    def empty(self) -> Any:
        return []

    def check(self, field: Any) -> None:
        super().check(field)
        check_counts(self, field)
        if (self.option(field, "minimum") or 0) > len(self.option(field, "choices")) + self.option(field, "other"):
            raise OptionError(_("the smallest number of answers is more than there are choices"))

    def as_list(self, field: Any) -> bool:
        return False

    def from_post(self, field: Any, data: Data, files: Files | None = None) -> Any:
        chosen: list[Any] = data.getlist(field.key)
        if not self.option(field, "other"):
            return chosen
        text = data.get(f"{field.key}.text", "")
        return [{"code": OTHER, "text": text} if one == OTHER else one for one in chosen]

    def clean(self, field: Any, raw: Any) -> list[Any]:
        if raw in (None, ""):
            return []
        chosen = raw if isinstance(raw, list) else [raw]
        others = []
        if self.option(field, "other"):
            others = [{"code": OTHER, "text": ""} if one == OTHER else one for one in chosen if _is_other(one)][:1]
            chosen = [one for one in chosen if not _is_other(one)]
        known = self.choices(field)
        if any(not isinstance(one, str) or (one and one not in known) for one in chosen):
            raise FieldError(_("Choose among the answers of the list."))
        return [one for one in known if one in chosen] + [other_of(one.get("text")) for one in others]

    def faults(self, field: Any, value: Any) -> list[Fault]:
        lacking = [fault for one in value for fault in other_faults(one)]
        return lacking or count_faults(self, field, len(value))

    def missing_faults(self, field: Any) -> list[Fault]:
        return [Fault(_("Choose at least one answer."))]

    def shown(self, field: Any, value: Any) -> Any:
        if not isinstance(value, list):
            return []
        return [OTHER if is_other(one) else one for one in value if isinstance(one, str) or is_other(one)]

    def other_text(self, value: Any) -> str:
        others = [one for one in value if is_other(one)] if isinstance(value, list) else []
        return super().other_text(others[0]) if others else ""

    def display(self, field: Any, value: Any) -> str:
        known = self.choices(field)
        listed = [known[one] for one in value or [] if isinstance(one, str) and one in known]
        return ", ".join(listed + [other_in_words(field, one) for one in value or [] if is_other(one)])

    def rule_operand(self, field: Any, operator: str, value: Any) -> Any:
        if operator in ("at_least", "at_most"):
            return count_operand(value)
        if operator == "one_of":
            return [self.rule_value(field, one) for one in value]
        return self.rule_value(field, value)

    def value_schema(self, field: Any) -> dict[str, Any]:
        item: dict[str, Any] = {"enum": list(self.choices(field))}
        if self.option(field, "other"):
            item = {"anyOf": [item, OTHER_SCHEMA]}
        return {"type": "array", "uniqueItems": True, "items": item}


def _is_other(one: Any) -> bool:
    return one == OTHER or is_other(one)


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
