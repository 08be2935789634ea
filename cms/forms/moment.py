"""The present, as rules, questions and effects see it: a simulation moves it, for itself alone."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime

from django.utils import timezone

_moment: ContextVar[datetime | None] = ContextVar("moment", default=None)


def now() -> datetime:
    """The present moment, or that of the simulation that is being played."""
    return _moment.get() or timezone.now()


def today() -> date:
    """The day of `now`, local time."""
    return timezone.localdate(now())


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """While it lasts, the present is `moment`, for this thread or task alone."""
    token = _moment.set(moment)
    try:
        yield
    finally:
        _moment.reset(token)
