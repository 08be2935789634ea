"""Processes that the checks let through, walked at random by the engine itself.

A case is never stranded, no effect is done twice, and the journal leads to what the table says.
"""

from datetime import timedelta
from itertools import count
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from cms.workflows import chain, clock, engine, outbox, replay
from cms.workflows.checks import faults
from cms.workflows.graph import Graph
from cms.workflows.models import Case, Effect, ProcessDefinition, ProcessVersion
from tests.workflows.factories import UserFactory, subject
from tests.workflows.sound import AROUND, answers, sound_processes

pytestmark = pytest.mark.django_db

# With those of `test_planted_faults`: a thousand processes.
PROCESSES = 100
_numbers = count()


class Undone(Exception):
    """Undoes what one walk wrote."""


class Walk(RuleBasedStateMachine):
    """One case on one process, by people, the clock and the worker in any order."""

    people: dict[str, Any]
    recorder: Any

    def __init__(self) -> None:
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.recorder.ran.clear()
        self.now = timezone.now()

    @initialize(process=sound_processes(), said=answers)
    def open(self, process: dict[str, Any], said: dict[str, Any]) -> None:
        assert not any(fault.refuses for fault in faults(Graph.from_json(process), AROUND))
        definition = ProcessDefinition.objects.create(key=f"walk-{next(_numbers)}", name="Tenable")
        version = ProcessVersion.objects.create(definition=definition, number=1, spec=_ringing(process))
        applicant = subject(said)
        self.everybody = [*self.people["agents"], applicant]
        self.case = engine.open_case(applicant, version, applicant, now=self.now)

    @property
    def choices(self) -> list[tuple[Any, str]]:
        return [(person, one.key) for person in self.everybody for one in engine.available(self.case, person)]

    @precondition(lambda self: self.case.is_open)
    @rule(pick=st.integers(0, 999))
    def somebody_acts_at_once(self, pick: int) -> None:
        self._act(pick, hours=0)

    @precondition(lambda self: self.case.is_open)
    @rule(pick=st.integers(0, 999), hours=st.integers(1, 30))
    def somebody_acts(self, pick: int, hours: int) -> None:
        self._act(pick, hours)

    def _act(self, pick: int, hours: int) -> None:
        self.now += timedelta(hours=hours)
        if choices := self.choices:
            person, key = choices[pick % len(choices)]
            engine.perform(self.case, key, person, comment="Vu.", now=self.now)

    @precondition(lambda self: self.case.is_open)
    @rule(pick=st.integers(0, 999))
    def a_stranger_may_not(self, pick: int) -> None:
        keys = [one.key for one in self.case.graph.transitions]
        before = replay.state_of(self.case)
        with pytest.raises(engine.TransitionRefused), transaction.atomic():
            engine.perform(self.case, keys[pick % len(keys)], self.people["stranger"], comment="Moi.")
        self.case.refresh_from_db()
        assert replay.state_of(self.case) == before

    @rule(days=st.integers(1, 40))
    def time_passes(self, days: int) -> None:
        self.now += timedelta(days=days)
        clock.run(self.now)
        self.case.refresh_from_db()

    @rule()
    def the_worker_comes_by(self) -> None:
        outbox.run_case(self.case.pk)
        outbox.run_case(self.case.pk)

    @invariant()
    def somebody_or_something_can_go_on(self) -> None:
        waits = any(one.automatic and one.delay_days for one in self.case.graph.leaving(self.case.node))
        assert not self.case.is_open or self.choices or waits or self._all_have_told()

    def _all_have_told(self) -> bool:
        """At a review, those who gave their opinion wait for the others; here two agents may agree."""
        return self.case.current_node.kind == "review"

    @invariant()
    def the_journal_leads_to_what_the_table_says(self) -> None:
        assert replay.replay(self.case) == replay.state_of(self.case)

    def teardown(self) -> None:
        try:
            if hasattr(self, "case"):
                outbox.run_case(self.case.pk)
                rings = Effect.objects.filter(case=self.case, kind="ring", state=Effect.State.DONE).count()
                queued = sum(
                    effect["kind"] == "ring"
                    for key in self.case.journal.filter(kind="moved").values_list("transition", flat=True)
                    for effect in self.case.graph.transition(key).effects
                )
                assert len(self.recorder.ran) == rings == queued
                assert list(chain.breaks(Case.objects.filter(pk=self.case.pk))) == []
        finally:
            self.undo.__exit__(Undone, Undone(), None)


def _ringing(process: dict[str, Any]) -> dict[str, Any]:
    """The process with bells where it writes to people: our subject is no application."""
    times = ("deadline_days", "reminders", "escalate_after", "escalate_to")
    nodes = [{name: value for name, value in row.items() if name not in times} for row in process["nodes"]]
    arrows = [
        row | {"effects": [{"kind": "ring", "bell": row["key"]} for _effect in row["effects"]]}
        if "effects" in row
        else row
        for row in process["transitions"]
    ]
    return process | {"nodes": nodes, "transitions": arrows}


def test_a_walk_through_a_process_that_holds_never_strands_nor_repeats(recorder):
    Walk.recorder = recorder
    Walk.people = {"agents": [UserFactory(groups=["Agents"]) for _number in range(2)], "stranger": UserFactory()}
    quiet = settings(
        max_examples=PROCESSES,
        stateful_step_count=8,
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Walk, settings=quiet)
