"""A day."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.forms.rules import TODAY
from cms.forms.types.base import Fault, FieldError, FieldType, OptionError
from cms.forms.types.days import (
    BOUNDS,
    as_input,
    check_bounds,
    check_day,
    day_of,
    in_words,
    input_type,
    relative_faults,
)


class DateType(FieldType):
    key = "date"
    label = gettext_lazy("Date")
    icon = "date"
    template = "forms/fields/date.html"
    options = BOUNDS

    def check(self, field: Any) -> None:
        check_bounds(self.option(field, "earliest"), self.option(field, "latest"))

    def clean(self, field: Any, raw: Any) -> str | None:
        day = day_of(raw)
        if day is None:
            return None
        check_day(
            day,
            when=self.option(field, "when"),
            earliest=self.option(field, "earliest"),
            latest=self.option(field, "latest"),
        )
        return day.isoformat()

    def faults_among(self, field: Any, value: Any, answers: Mapping[str, Any]) -> list[Fault]:
        return relative_faults(field, value, value, answers, ("", ""))

    def context(self, field: Any, value: Any) -> dict[str, Any]:
        shown = as_input(value) if isinstance(value, str) else ""
        return {
            "shown": shown,
            "type": input_type(shown),
            "earliest": self.option(field, "earliest"),
            "latest": self.option(field, "latest"),
        }

    def display(self, field: Any, value: Any) -> str:
        return in_words(value) if value else ""

    def rule_value(self, field: Any, value: Any) -> Any:
        if value == TODAY:
            return value
        try:
            day = day_of(value)
        except FieldError as error:
            raise OptionError(str(error)) from None
        if day is None:
            raise OptionError(_("a day written like 2026-12-31 is needed"))
        return day.isoformat()

    def value_schema(self, field: Any) -> dict[str, Any]:
        return {"type": "string", "format": "date"}
