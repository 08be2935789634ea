"""What the tests of this room share."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from wagtail.blocks import CharBlock, StructBlock

from cms.workflows import effects
from cms.workflows.models import Effect
from tests.workflows.flush import journal_can_be_flushed

__all__ = ["journal_can_be_flushed"]


class Recorder:
    """An effect for real: it notes what it was given, fails as often as it is told to, or does `instead`."""

    def __init__(self) -> None:
        self.ran: list[tuple[int, dict[str, Any]]] = []
        self.failures_to_come = 0
        self.instead: Callable[[Effect], dict[str, Any] | None] | None = None

    def __call__(self, effect: Effect) -> dict[str, Any] | None:
        if self.failures_to_come:
            self.failures_to_come -= 1
            raise ConnectionError("the mail server does not answer")
        if self.instead:
            return self.instead(effect)
        self.ran.append((effect.case_id, effect.params))
        return {"number": len(self.ran)}


_recorders: list[Recorder] = []


def _ring(effect: Effect) -> dict[str, Any] | None:
    return _recorders[-1](effect)


def _bell_is_named(params: dict[str, Any]) -> str | None:
    return None if params.get("bell") else "nommez la cloche"


# Like the other rooms' kinds, it is there before any screen is made.
effects.register_effect("ring", "Sonner", _ring, _bell_is_named, block=StructBlock([("bell", CharBlock())]))


@pytest.fixture(autouse=True)
def forgotten_content_types() -> Iterator[None]:
    """The type of our subject, a model of the tests, is written during a test and undone with it, not in the cache."""
    yield
    ContentType.objects.clear_cache()


@pytest.fixture
def recorder() -> Iterator[Recorder]:
    """Notes what the effects of kind "ring" do during one test."""
    _recorders.append(Recorder())
    yield _recorders[-1]
    _recorders.pop()
