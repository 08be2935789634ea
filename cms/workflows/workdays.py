"""Working days: Monday to Friday without the public holidays of France."""

from datetime import date, datetime, time, timedelta
from functools import lru_cache

import holidays
from django.utils import timezone

SATURDAY = 5
# When people begin to work.
MORNING = time(7)


@lru_cache(maxsize=1)
def _public_holidays() -> holidays.HolidayBase:
    return holidays.country_holidays("FR")


def is_working_day(day: date) -> bool:
    """Return whether people work on `day`."""
    return day.weekday() < SATURDAY and day not in _public_holidays()


def add(day: date, count: int) -> date:
    """Return the `count`th working day after `day` (at least one)."""
    while count > 0:
        day += timedelta(days=1)
        count -= is_working_day(day)
    return day


def deadline(start: datetime, count: int) -> datetime:
    """Return the last moment, local time, of the `count`th working day after `start`."""
    last = add(timezone.localtime(start).date(), count)
    return timezone.make_aware(datetime.combine(last, time.max))


def morning(day: date) -> datetime:
    """Return when people begin to work on `day`, local time."""
    return timezone.make_aware(datetime.combine(day, MORNING))


def reminder(due_at: datetime, count: int) -> datetime:
    """Return when people are reminded: the morning of the `count`th working day before `due_at`."""
    return morning(subtract(timezone.localtime(due_at).date(), count))


def subtract(day: date, count: int) -> date:
    """Return the `count`th working day before `day` (at least one)."""
    while count > 0:
        day -= timedelta(days=1)
        count -= is_working_day(day)
    return day


def between(first: date, last: date) -> int:
    """Return how many working days come after `first`, up to and with `last`; none when `last` is not after it.

    Parts add up: from a to b and from b to c are as many as from a to c.
    """
    return sum(is_working_day(first + timedelta(days=number)) for number in range(1, (last - first).days + 1))
