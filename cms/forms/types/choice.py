"""One choice among several, or another answer in the person's words."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.forms.types.base import Data, Fault, FieldError, FieldType, Files, OptionError, plain
from cms.forms.types.options import ChoicesOption, Option, PickOption
from cms.forms.types.other import OTHER, OTHER_OPTIONS, is_other, other_faults, other_in_words, other_label, other_of

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
        *OTHER_OPTIONS,
    )
    template = "forms/fields/choice.html"

    def choices(self, field: Any) -> dict[str, str]:
        """`{value: label}`."""
        return {one["value"]: one["label"] for one in self.option(field, "choices")}

    def check(self, field: Any) -> None:
        if len(self.option(field, "choices")) < 2:
            raise OptionError(_("at least two choices are needed"))
        if OTHER in self.choices(field):
            raise OptionError(_("no choice may have the value {value}").format(value=OTHER))

    def from_post(self, field: Any, data: Data, files: Files | None = None) -> Any:
        chosen = data.get(field.key, "")
        if not self.option(field, "other"):
            return chosen
        text = data.get(f"{field.key}.text", "")
        # Words alone mean the button; beside “No answer” they are what is left of an earlier one.
        alone = text.strip() and field.key not in data
        return {"code": OTHER, "text": text} if chosen == OTHER or alone else chosen

    def clean(self, field: Any, raw: Any) -> Any:
        if self.option(field, "other") and (raw == OTHER or is_other(raw)):
            return other_of(raw.get("text") if isinstance(raw, Mapping) else "")
        chosen = plain(raw)
        if not chosen:
            return None
        if chosen not in self.choices(field):
            raise FieldError(_("Choose one of the answers of the list."))
        return chosen

    def faults(self, field: Any, value: Any) -> list[Fault]:
        return other_faults(value)

    def missing_faults(self, field: Any) -> list[Fault]:
        return [Fault(_("Choose an answer."))]

    def as_list(self, field: Any) -> bool:
        look = self.option(field, "look")
        return look == "list" or (look == "" and len(self.option(field, "choices")) > MOST_BUTTONS)

    def is_grouped(self, field: Any) -> bool:
        return not self.as_list(field)

    def shown(self, field: Any, value: Any) -> Any:
        return OTHER if is_other(value) else super().shown(field, value)

    def context(self, field: Any, value: Any) -> dict[str, Any]:
        other = self.option(field, "other")
        return super().context(field, value) | {
            "choices": self.option(field, "choices"),
            "as_list": self.as_list(field),
            "other": {"value": OTHER, "label": other_label(field), "text": self.other_text(value)} if other else None,
        }

    def other_text(self, value: Any) -> str:
        """The words of an answer that is not on the list, as stored or typed."""
        text = value.get("text") if is_other(value) else ""
        return text if isinstance(text, str) else ""

    def display(self, field: Any, value: Any) -> str:
        if is_other(value):
            return other_in_words(field, value)
        return self.choices(field).get(value, "") if isinstance(value, str) else ""

    def search_text(self, field: Any, value: Any) -> str:
        return self.display(field, value)

    def rule_value(self, field: Any, value: Any) -> Any:
        known = self.choices(field)
        if str(value) in known or (str(value) == OTHER and self.option(field, "other")):
            return str(value)
        by_label = {label.casefold(): one for one, label in known.items()}
        if self.option(field, "other"):
            by_label.setdefault(other_label(field).casefold(), OTHER)
        if str(value).casefold() in by_label:
            return by_label[str(value).casefold()]
        raise OptionError(_("one of these is needed: {known}").format(known=", ".join(known)))

    def value_schema(self, field: Any) -> dict[str, Any]:
        listed = {"enum": list(self.choices(field))}
        return {"anyOf": [listed, OTHER_SCHEMA]} if self.option(field, "other") else listed


OTHER_SCHEMA = {
    "type": "object",
    "required": ["code", "text"],
    "properties": {"code": {"const": OTHER}, "text": {"type": "string", "maxLength": 200}},
}
