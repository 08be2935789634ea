"""What the tests of this room share."""

from collections.abc import Iterator
from typing import Any

import pytest

from cms.workflows import effects
from cms.workflows.models import Effect
from tests.workflows.flush import journal_can_be_flushed

__all__ = ["journal_can_be_flushed"]


class Recorder:
    """An effect for real: it notes what it was given and fails as often as it is told to."""

    def __init__(self) -> None:
        self.ran: list[tuple[int, dict[str, Any]]] = []
        self.failures_to_come = 0

    def __call__(self, effect: Effect) -> dict[str, Any]:
        if self.failures_to_come:
            self.failures_to_come -= 1
            raise ConnectionError("the mail server does not answer")
        self.ran.append((effect.case_id, effect.params))
        return {"number": len(self.ran)}


@pytest.fixture
def recorder() -> Iterator[Recorder]:
    """Registers the kind of effect "ring" for one test."""
    recorder = Recorder()
    effects.register_effect("ring", "Sonner", recorder, _bell_is_named)
    yield recorder
    effects.unregister_effect("ring")


def _bell_is_named(params: dict[str, Any]) -> str | None:
    return None if params.get("bell") else "nommez la cloche"
