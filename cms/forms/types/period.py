"""From one day to another."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from cms.forms.errors import Fault
from cms.forms.types.base import Data, FieldError, FieldType, Files, OptionError, mapping
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
from cms.forms.types.options import NumberOption

PARTS = ("start", "end")


class PeriodType(FieldType):
    key = "period"
    label = gettext_lazy("Period")
    icon = "date"
    template = "forms/fields/period.html"
    grouped = True
    paths = PARTS
    options = (*BOUNDS, NumberOption("max_days", gettext_lazy("Longest period"), help=gettext_lazy("In days.")))

    def check(self, field: Any) -> None:
        check_bounds(self.option(field, "earliest"), self.option(field, "latest"))

    def from_post(self, field: Any, data: Data, files: Files | None = None) -> Any:
        return {part: data.get(f"{field.key}.{part}", "") for part in PARTS}

    def clean(self, field: Any, raw: Any) -> dict[str, str] | None:
        if raw in (None, ""):
            return None
        parts = mapping(raw)
        value: dict[str, str] = {}
        wrong = []
        for part in PARTS:
            try:
                value[part] = self._day(field, parts.get(part))
            except FieldError as error:
                wrong.append(Fault(error.message, part))
        if wrong:
            raise FieldError.of(wrong)
        if not any(value.values()):
            return None
        if all(value.values()) and value["end"] < value["start"]:
            raise FieldError(_("The end must not be before the start."), "end")
        return value

    def _day(self, field: Any, raw: Any) -> str:
        day = day_of(raw)
        if day is None:
            return ""
        bounds = {name: self.option(field, name) for name in ("when", "earliest", "latest")}
        check_day(day, **bounds)
        return day.isoformat()

    def faults(self, field: Any, value: Any) -> list[Fault]:
        if not value["start"]:
            return [Fault(_("Give the day of the start."), "start")]
        if not value["end"]:
            return [Fault(_("Give the day of the end."), "end")]
        start, end = day_of(value["start"]), day_of(value["end"])
        most = self.option(field, "max_days")
        if most and start and end and (end - start).days + 1 > most:
            return [Fault(_("The period must last {most} days at most.").format(most=most), "end")]
        return []

    def faults_among(self, field: Any, value: Any, answers: Mapping[str, Any]) -> list[Fault]:
        own = self.faults(field, value)
        return own or relative_faults(field, value["start"], value["end"], answers, PARTS)

    def missing_faults(self, field: Any) -> list[Fault]:
        return [Fault(_("Give the day of the start and the day of the end."), "start")]

    def context(self, field: Any, value: Any) -> dict[str, Any]:
        parts = value if isinstance(value, dict) else {}
        shown = {part: as_input(parts.get(part)) if isinstance(parts.get(part), str) else "" for part in PARTS}
        labels = {"start": pgettext("period", "From"), "end": pgettext("period", "To")}
        return {
            "parts": [
                {"name": part, "label": labels[part], "shown": shown[part], "type": input_type(shown[part])}
                for part in PARTS
            ],
            "earliest": self.option(field, "earliest"),
            "latest": self.option(field, "latest"),
        }

    def display(self, field: Any, value: Any) -> str:
        if not value:
            return ""
        start, end = (in_words(value[part]) if value.get(part) else "…" for part in PARTS)
        return _("From {start} to {end}").format(start=start, end=end)

    def rule_value(self, field: Any, value: Any) -> Any:
        example = f"{field.key}.start"
        raise OptionError(_("a period is compared by its start or its end: write “{example}”").format(example=example))

    def value_schema(self, field: Any) -> dict[str, Any]:
        day = {"type": "string", "pattern": r"^(\d{4}-\d{2}-\d{2})?$"}
        return {"type": "object", "required": list(PARTS), "properties": dict.fromkeys(PARTS, day)}
