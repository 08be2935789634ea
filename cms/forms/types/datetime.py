"""A day and an hour, as people of the region say them; stored as 2026-12-31T14:30, without an offset."""

import re
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from cms.forms.rules import TODAY
from cms.forms.types.base import Data, Fault, FieldError, FieldType, Files, OptionError, mapping, plain
from cms.forms.types.days import (
    BOUNDS,
    as_input,
    check_bounds,
    check_day,
    day_of,
    input_type,
    moment_in_words,
    relative_faults,
)

PARTS = ("day", "hour")
_HOUR = re.compile(r"(\d{1,2})\s*(?:[:hH.]\s*(\d{2})?)?(?:\s*min)?", re.ASCII)


class DateTimeType(FieldType):
    key = "datetime"
    label = gettext_lazy("Date and time")
    icon = "time"
    template = "forms/fields/datetime.html"
    grouped = True
    options = BOUNDS

    def check(self, field: Any) -> None:
        check_bounds(self.option(field, "earliest"), self.option(field, "latest"))

    def from_post(self, field: Any, data: Data, files: Files | None = None) -> Any:
        return {part: data.get(f"{field.key}.{part}", "") for part in PARTS}

    def clean(self, field: Any, raw: Any) -> str | None:
        """The moment; the day alone when the hour is not given yet."""
        if raw in (None, ""):
            return None
        parts = mapping(_parts(raw))
        wrong: list[Fault] = []
        day = hour = ""
        try:
            day = self._day(field, parts.get("day"))
        except FieldError as error:
            wrong.append(Fault(error.message, "day"))
        try:
            hour = hour_of(parts.get("hour"))
        except FieldError as error:
            wrong.append(Fault(error.message, "hour"))
        if not wrong and hour and not day:
            wrong.append(Fault(_("Give the day."), "day"))
        if wrong:
            raise FieldError.of(wrong)
        return (f"{day}T{hour}" if hour else day) or None

    def _day(self, field: Any, raw: Any) -> str:
        day = day_of(raw)
        if day is None:
            return ""
        check_day(day, **{name: self.option(field, name) for name in ("when", "earliest", "latest")})
        return day.isoformat()

    def faults(self, field: Any, value: Any) -> list[Fault]:
        return [] if "T" in value else [Fault(_("Give the time too."), "hour")]

    def faults_among(self, field: Any, value: Any, answers: Mapping[str, Any]) -> list[Fault]:
        return self.faults(field, value) or relative_faults(field, value, value, answers, ("day", "day"))

    def missing_faults(self, field: Any) -> list[Fault]:
        return [Fault(_("Give the day and the time."), "day")]

    def context(self, field: Any, value: Any) -> dict[str, Any]:
        parts = _parts(value)
        parts = parts if isinstance(parts, Mapping) else {}
        typed = {part: parts.get(part) if isinstance(parts.get(part), str) else "" for part in PARTS}
        day = as_input(typed["day"])
        try:
            hour, hour_type = hour_of(typed["hour"]), "time"
        except FieldError:
            hour, hour_type = str(typed["hour"]), "text"
        return {
            "day": {"name": "day", "label": pgettext("moment", "Day"), "shown": day, "type": input_type(day)},
            "hour": {"name": "hour", "label": pgettext("moment", "Time"), "shown": hour, "type": hour_type},
            "earliest": self.option(field, "earliest"),
            "latest": self.option(field, "latest"),
        }

    def display(self, field: Any, value: Any) -> str:
        return moment_in_words(value) if isinstance(value, str) and value else ""

    def rule_value(self, field: Any, value: Any) -> Any:
        if value == TODAY:
            return value
        try:
            moment = self.clean(field, value)
        except FieldError as error:
            raise OptionError(str(error).rstrip(".")) from None
        if moment is None:
            raise OptionError(_("a day written like 2026-12-31 is needed"))
        return moment

    def value_schema(self, field: Any) -> dict[str, Any]:
        return {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2})?$"}


def _parts(raw: Any) -> Any:
    """The day and the hour of a moment given as one text; anything else as it is."""
    if not isinstance(raw, str):
        return raw
    day, _t, hour = raw.strip().replace(" ", "T", 1).partition("T")
    return {"day": day, "hour": hour}


def hour_of(raw: Any) -> str:
    """The hour that was typed (14:30, 14 h 30, 9h), as 14:30, or nothing; raises `FieldError` otherwise."""
    text = plain(raw)
    if not text:
        return ""
    found = _HOUR.fullmatch(text)
    hours, minutes = (int(found[1]), int(found[2] or 0)) if found else (99, 0)
    if hours > 23 or minutes > 59:
        raise FieldError(_("Write the time in hours and minutes, for example 14:30."))
    return f"{hours:02}:{minutes:02}"
