"""One choice among several."""

from typing import Any, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.forms.types.base import Fault, FieldError, FieldType, OptionError, plain
from cms.forms.types.options import ChoicesOption, Option, PickOption

# Beyond this many, a list is shorter than a column of buttons.
MOST_BUTTONS = 8


class ChoiceType(FieldType):
    key = "choice"
    label = gettext_lazy("One choice")
    icon = "radio-full"
    group = gettext_lazy("Choices")
    grouped = True
    options: ClassVar[tuple[Option, ...]] = (
        ChoicesOption("choices", gettext_lazy("Choices")),
        PickOption(
            "look",
            gettext_lazy("Shown as"),
            values=(
                ("", gettext_lazy("Buttons when few, else a list")),
                ("radio", gettext_lazy("Buttons")),
                ("list", gettext_lazy("List")),
            ),
        ),
    )
    template = "forms/fields/choice.html"

    def choices(self, field: Any) -> dict[str, str]:
        """`{value: label}`."""
        return {one["value"]: one["label"] for one in self.option(field, "choices")}

    def check(self, field: Any) -> None:
        if len(self.option(field, "choices")) < 2:
            raise OptionError(_("at least two choices are needed"))

    def clean(self, field: Any, raw: Any) -> Any:
        chosen = plain(raw)
        if not chosen:
            return None
        if chosen not in self.choices(field):
            raise FieldError(_("Choose one of the answers of the list."))
        return chosen

    def missing_faults(self, field: Any) -> list[Fault]:
        return [Fault(_("Choose an answer."))]

    def as_list(self, field: Any) -> bool:
        look = self.option(field, "look")
        return look == "list" or (look == "" and len(self.option(field, "choices")) > MOST_BUTTONS)

    def is_grouped(self, field: Any) -> bool:
        return not self.as_list(field)

    def context(self, field: Any, value: Any) -> dict[str, Any]:
        return super().context(field, value) | {
            "choices": self.option(field, "choices"),
            "as_list": self.as_list(field),
        }

    def display(self, field: Any, value: Any) -> str:
        return self.choices(field).get(value, "") if isinstance(value, str) else ""

    def search_text(self, field: Any, value: Any) -> str:
        return self.display(field, value)

    def rule_value(self, field: Any, value: Any) -> Any:
        if str(value) not in self.choices(field):
            known = ", ".join(self.choices(field))
            raise OptionError(_("one of these is needed: {known}").format(known=known))
        return str(value)

    def value_schema(self, field: Any) -> dict[str, Any]:
        return {"enum": list(self.choices(field))}
