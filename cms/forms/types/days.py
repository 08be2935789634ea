"""Reading and checking days, shared by the date, the date with a time and the period."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.forms import moment
from cms.forms.errors import Fault, FieldError, OptionError
from cms.forms.types.base import plain
from cms.forms.types.options import DateOption, FieldOption, PickOption

_FRENCH = re.compile(r"(\d{1,2})[/. -](\d{1,2})[/. -](\d{4})", re.ASCII)
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}(T\d{2}:\d{2})?", re.ASCII)

BOUNDS = (
    PickOption(
        "when",
        gettext_lazy("The day must be"),
        values=(
            ("", gettext_lazy("Any day")),
            ("future", gettext_lazy("To come")),
            ("past", gettext_lazy("Past, or today")),
        ),
    ),
    DateOption("earliest", gettext_lazy("Earliest day")),
    DateOption("latest", gettext_lazy("Latest day")),
    FieldOption(
        "not_before",
        gettext_lazy("Not before the day of another question"),
        help=gettext_lazy("The label of a question of a day or a period, or its short name."),
    ),
    FieldOption("not_after", gettext_lazy("Not after the day of another question")),
)


def day_of(raw: Any) -> date | None:
    """The day that was typed (2026-12-31 or 31/12/2026), or nothing; raises `FieldError` otherwise."""
    text = plain(raw)
    if not text:
        return None
    if found := _ISO.fullmatch(text):
        year, month, day = found.groups()
    elif found := _FRENCH.fullmatch(text):
        day, month, year = found.groups()
    else:
        raise FieldError(_("Write the date as day, month, year, for example 31/12/2026."))
    try:
        whole = date(int(year), int(month), int(day))
    except ValueError:
        raise FieldError(_("This day does not exist. Check the day and the month.")) from None
    if not 1900 <= whole.year <= 2200:
        raise FieldError(_("Check the year: it must have four figures."))
    return whole


def check_day(day: date, *, when: str, earliest: str, latest: str) -> None:
    """Raise `FieldError` when the day is out of bounds."""
    today = moment.today()
    if when == "future" and day <= today:
        raise FieldError(_("The date must be to come."))
    if when == "past" and day > today:
        raise FieldError(_("The date must not be to come."))
    if earliest and day < date.fromisoformat(earliest):
        raise FieldError(_("The date must be {day} or later.").format(day=in_words(earliest)))
    if latest and day > date.fromisoformat(latest):
        raise FieldError(_("The date must be {day} or earlier.").format(day=in_words(latest)))


def check_bounds(earliest: str, latest: str) -> None:
    """Raise `OptionError` when no day can satisfy both."""
    if earliest and latest and earliest > latest:
        raise OptionError(_("the earliest day is after the latest"))


def relative_faults(
    field: Any, start: Any, end: Any, answers: Mapping[str, Any], parts: tuple[str, str]
) -> list[Fault]:
    """What is wrong with an answer from `start` to `end` beside the days of the questions that its field names.

    `parts` say where in the answer each is told. A question that is not answered, or not shown, bounds nothing.
    """
    found = []
    least = _bound(field.option("not_before"), "start", answers)
    if least and start and _before(start, least):
        text = _("The date must be {day} or later: this is the day that you gave at another question.")
        found.append(Fault(text.format(day=moment_in_words(least)), parts[0]))
    most = _bound(field.option("not_after"), "end", answers)
    if most and end and _before(most, end):
        text = _("The date must be {day} or earlier: this is the day that you gave at another question.")
        found.append(Fault(text.format(day=moment_in_words(most)), parts[1]))
    return found


def _bound(named: str, side: str, answers: Mapping[str, Any]) -> str:
    """The day (or moment) of the answer that an option names; of a period, its `side` unless the option says which."""
    key, _dot, part = named.partition(".")
    value = answers.get(key) if key else None
    if isinstance(value, Mapping):
        value = value.get(part or side)
    return value if isinstance(value, str) and _MOMENT.fullmatch(value) else ""


def _before(one: str, other: str) -> bool:
    """Whether a day or moment is before another: by the hour when both have one, else by the day."""
    length = min(len(one), len(other))
    return one[:length] < other[:length]


def moment_in_words(iso: str) -> str:
    """A stored day, perhaps with a time, in words: "31 décembre 2026 à 14 h 30"."""
    day, _t, hour = iso.partition("T")
    if not hour:
        return in_words(day)
    return _("{day} at {time}").format(day=in_words(day), time=hour_in_words(hour))


def hour_in_words(hour: str) -> str:
    """ "14:30" in words: "14 h 30"."""
    hours, _colon, minutes = hour.partition(":")
    rest = f"\u202f{minutes}" if minutes != "00" else ""
    return f"{int(hours)}\u202fh{rest}"


def in_words(iso: str) -> str:
    """A stored day in words: "31 décembre 2026"."""
    return date_format(date.fromisoformat(iso), "DATE_FORMAT")


def as_input(value: Any) -> str:
    """A stored or typed day for a date input; what is not a day stays as typed."""
    try:
        day = day_of(value)
    except FieldError:
        return str(value)
    return day.isoformat() if day else ""


def input_type(shown: str) -> str:
    """A date input cannot show what is not a day: a text input does, so that nothing typed is lost."""
    return "date" if not shown or _ISO.fullmatch(shown) else "text"
