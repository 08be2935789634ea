"""Effects of this room: an answer noted, a person found."""

import pytest

from cms.workflows import engine, operations, outbox
from cms.workflows.models import Assignment, Case, Effect
from tests.workflows.factories import UserFactory, open_case, straight_process, subject

pytestmark = pytest.mark.django_db

PRIORITIES = [{"value": "high", "label": "Haute"}, {"value": "low", "label": "Basse"}]
NOTES = [
    {"key": "priority", "type": "choice", "label": "Priorité", "choices": PRIORITIES},
    {"key": "visits", "type": "integer", "label": "Visites"},
]


def run(*effects, transitions=(), **changes) -> Case:
    process = straight_process({"key": "go", "effects": list(effects)}, *transitions, fields=NOTES, **changes)
    target = subject()
    case = engine.open_case(target, operations.release(operations.load(process)), target)
    engine.perform(case, "go", UserFactory(groups=["Agents"]))
    outbox.run_case(case.pk)
    case.refresh_from_db()
    return case


def test_an_answer_is_noted_and_what_is_automatic_follows():
    rule = {"field": "priority", "operator": "equals", "value": "high"}
    fast = {"key": "fast", "label": "Vite", "source": "task", "target": "end", "automatic": True, "condition": rule}
    case = run({"kind": "set_field", "field": "priority", "value": "high"}, transitions=[fast])
    assert case.internal == {"priority": "high"}
    assert case.outcome == "accepted"
    assert case.journal.filter(transition="fast", actor=None).exists()


def test_an_empty_value_takes_the_answer_away():
    case = run(
        {"kind": "set_field", "field": "visits", "value": "3"},
        {"kind": "set_field", "field": "priority", "value": "high"},
        {"kind": "set_field", "field": "visits"},
    )
    assert case.internal == {"priority": "high"}


def test_a_value_that_the_question_refuses_is_given_up_at_once():
    case = run({"kind": "set_field", "field": "visits", "value": "beaucoup"})
    effect = Effect.objects.get(case=case)
    assert (effect.state, effect.attempts, case.internal) == (Effect.State.FAILED, 1, {})
    assert "Visites" in effect.error


def test_a_case_is_given_to_who_has_the_fewest():
    busy, free = UserFactory(groups=["Agents"]), UserFactory(groups=["Agents"])
    Assignment.objects.create(case=open_case(), user=busy)
    process = straight_process(
        {"key": "go", "effects": [{"kind": "assign", "rule": "least_loaded", "among": "agents"}]}
    )
    case = open_case(process)
    engine.perform(case, "go", busy)
    outbox.run_case(case.pk)
    assert [row.user for row in case.assignments.all()] == [free]
    entry = case.journal.get(kind="assigned")
    assert entry.data == {"person": free.pk, "assigned": True, "rule": "least_loaded"}
