"""Reading and checking days, shared by the date and the period."""

import re
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.forms.errors import FieldError, OptionError
from cms.forms.types.base import plain
from cms.forms.types.options import DateOption, PickOption

_FRENCH = re.compile(r"(\d{1,2})[/. -](\d{1,2})[/. -](\d{4})", re.ASCII)
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)

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
    today = timezone.localdate()
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
