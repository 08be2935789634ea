"""Replays the saved runs of a procedure: what no longer ends as it did refuses publication."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from cms.applications.simulation.playing import play
from cms.applications.simulation.run import Run
from cms.applications.simulation.staging import Definition
from cms.workflows.checks import Fault

# The part that a fault names, and its kind.
PART, KIND = "run", "broken_run"


def faults(definition: Definition, runs: Iterable[Run]) -> list[Fault]:
    """What differs in each run from what it says, naming the run and its step; nothing is written."""
    return [fault for run in runs for fault in _of(definition, run)]


def _of(definition: Definition, run: Run) -> Iterator[Fault]:
    for number, why in play(definition, run).faults:
        facts = {"run": run.label, "step": number, "why": why}
        if number:
            text = _("The saved run “%(run)s” no longer holds, at its step %(step)d: %(why)s.") % facts
        else:
            text = _("The saved run “%(run)s” no longer holds, when the application is sent: %(why)s.") % facts
        yield Fault(KIND, PART, run.key, text)
