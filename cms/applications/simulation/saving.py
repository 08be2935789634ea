"""Keeping runs: an editor saves what was played, names it, takes it again as it now is, or throws it away."""

from dataclasses import replace
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from cms.accounts.models import User
from cms.applications.models import Procedure, SavedRun
from cms.applications.simulation import keeping, operations
from cms.applications.simulation.playing import play
from cms.applications.simulation.run import Run, Step
from cms.applications.simulation.story import Story
from cms.snippets import keys

_LONGEST_KEY = 50


class NotSaved(Exception):
    """The run cannot be kept as it is; the message says why."""


@transaction.atomic
def save(procedure: Procedure, run: Run, label: str, by: User, *, is_real: bool = False) -> SavedRun:
    """Keep `run` under a name, with what happened as what must happen again.

    `is_real`: its answers are those of a real application, and are made unrecognisable. Raises PermissionDenied,
    `NotSaved` (no name, a step that is refused, or that the made answers no longer allow), and `PublicationRefused`.
    """
    if not operations.may_simulate(by):
        raise PermissionDenied
    label = " ".join(label.split())[:200]
    if not label:
        raise NotSaved(_("Give the simulation a name."))
    Procedure.objects.select_for_update(no_key=True).get(pk=procedure.pk)
    run = replace(run, label=label, key=_free(label, procedure))
    if is_real:
        run = operations.without_people(run, operations.definition_of(procedure).form)
    row = keeping.row_of(recorded(procedure, run), procedure)
    row.save()
    return row


@transaction.atomic
def record_again(saved: SavedRun, by: User) -> SavedRun:
    """Take what now happens as what must happen. Raises PermissionDenied, `NotSaved`, and `PublicationRefused`."""
    if not operations.may_simulate(by):
        raise PermissionDenied
    locked = SavedRun.objects.select_for_update(of=("self",)).get(pk=saved.pk)
    run = recorded(locked.procedure, keeping.of_row(locked))
    locked.steps, locked.ends = [dict(step) for step in run.steps], run.ends
    locked.save(update_fields=["steps", "ends"])
    return locked


@transaction.atomic
def rename(saved: SavedRun, label: str, by: User) -> SavedRun:
    """Give a run another name; its key stays. Raises PermissionDenied, and `NotSaved` without a name."""
    if not operations.may_simulate(by):
        raise PermissionDenied
    label = " ".join(label.split())[:200]
    if not label:
        raise NotSaved(_("Give the simulation a name."))
    saved.label = label
    saved.save(update_fields=["label"])
    return saved


@transaction.atomic
def delete(saved: SavedRun, by: User) -> None:
    """Throw a run away: it is replayed no more. Raises PermissionDenied."""
    if not operations.may_simulate(by):
        raise PermissionDenied
    saved.delete()


def recorded(procedure: Procedure, run: Run) -> Run:
    """The run with what happens after each of its steps as what must happen. Raises `NotSaved`."""
    bare = replace(run, steps=acts(run.steps), ends="")
    story = play(operations.definition_of(procedure), bare)
    if story.is_stopped:
        number, why = story.faults[-1]
        raise NotSaved(_("Not saved: the step %(number)d is %(why)s") % {"number": number, "why": why})
    steps: list[Step] = [_expectation(story, 0)]
    for number, step in enumerate(bare.steps, start=1):
        steps += [step, _expectation(story, number)]
    return replace(bare, steps=tuple(steps), ends=story.node)


def acts(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """The steps at which something happens, without what was expected of them."""
    return tuple(step for step in steps if "expect" not in step)


def _expectation(story: Story, number: int) -> Step:
    beats = [beat for beat in story.beats if beat.step == number]
    expect: dict[str, Any] = {
        "node": beats[-1].node,
        "mails": [one.key for beat in beats for one in beat.mails],
        "documents": [one.key for beat in beats for one in beat.papers],
    }
    return {"expect": expect}


def _free(label: str, procedure: Procedure) -> str:
    base = slugify(label)[:_LONGEST_KEY].strip("-") or "simulation"
    taken = set(SavedRun.objects.filter(procedure=procedure).values_list("key", flat=True))
    return keys.free(base, taken)
