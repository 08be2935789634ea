"""Many people on the same cases, workers that are killed, and how much one move asks of the database."""

import os
import signal
import time
from datetime import datetime

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.accounts.models import User
from cms.workflows import chain, clock, engine, operations, outbox
from cms.workflows.models import Case, Effect, JournalEntry
from tests.workflows.factories import UserFactory, open_case, straight_process, subject
from tests.workflows.test_concurrency import at_once, shared_database

__all__ = ["shared_database"]

AGENTS, CASES, KILLS = 20, 50, 50


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite lets one write at a time: PostgreSQL's affair")
def test_twenty_agents_on_the_same_fifty_cases_move_each_once_and_losers_are_told_who(shared_database):
    agents = [UserFactory(groups=["Agents"]) for _number in range(AGENTS)]
    numbers = [open_case(straight_process()).pk for _number in range(CASES)]

    def work(agent):
        def move_all():
            told = []
            for pk in numbers[agent.pk % 7 :] + numbers[: agent.pk % 7]:
                try:
                    told.append((pk, engine.perform(Case.objects.get(pk=pk), "go", agent, seen_revision=0)))
                except engine.CaseMoved as refusal:
                    told.append((pk, refusal))
            return told

        return move_all

    results = at_once(*map(work, agents))
    assert not [one for one in results if isinstance(one, Exception)]
    for pk in numbers:
        told = [
            (agent, what) for agent, rows in zip(agents, results, strict=True) for number, what in rows if number == pk
        ]
        [(winner, entry)] = [(agent, what) for agent, what in told if isinstance(what, JournalEntry)]
        losers = [(agent, what) for agent, what in told if isinstance(what, engine.CaseMoved)]
        assert len(losers) == AGENTS - 1
        assert all(what.entry == entry and str(winner) in str(what) for _agent, what in losers)
    assert set(Case.objects.values_list("revision", "node")) == {(1, "task")}
    assert JournalEntry.objects.filter(kind="moved").count() == CASES
    assert list(chain.breaks(Case.objects.all())) == []


def in_a_process(work) -> int:
    """Fork a process that does `work` on connections of its own; its number."""
    connections.close_all()
    pid = os.fork()
    if pid == 0:
        try:
            work()
        finally:
            os._exit(0)
    return pid


def test_a_worker_killed_fifty_times_in_mid_effect_loses_and_doubles_nothing(shared_database, recorder):
    hears, says = os.pipe()

    def make_a_row(effect):
        User.objects.create(email=f"effet-{effect.pk}-{time.time_ns()}@passerelle.example")
        os.write(says, b".")  # in the middle: done, and not yet marked as done
        time.sleep(0.01)
        return {"effect": effect.pk}

    recorder.instead = make_a_row
    agent = UserFactory(groups=["Agents"])
    rings = [{"kind": "ring", "bell": str(number)} for number in range(10)]
    for _number in range(20):
        engine.perform(open_case(straight_process({"key": "go", "effects": rings})), "go", agent)
    for number in range(KILLS):
        pid = in_a_process(outbox.run_due)
        for _effect in range(1 + number % 4):
            os.read(hears, 1)
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        os.set_blocking(hears, False)
        while _rest(hears):
            pass
        os.set_blocking(hears, True)
    assert 0 < Effect.objects.filter(state=Effect.State.DONE).count() < 200
    outbox.run_due()
    assert not Effect.objects.undone().exists()
    made = User.objects.filter(email__startswith="effet-").values_list("email", flat=True)
    assert sorted(int(email.split("-")[1]) for email in made) == sorted(Effect.objects.values_list("pk", flat=True))
    assert JournalEntry.objects.filter(kind="effect").count() == 200
    assert list(chain.breaks(Case.objects.all())) == []


def _rest(pipe: int) -> bytes:
    try:
        return os.read(pipe, 100)
    except BlockingIOError:
        return b""


def test_two_clocks_at_once_do_each_timer_once(shared_database):
    process = straight_process()
    process["nodes"][1] |= {"deadline_days": 5, "reminders": [2, 1]}
    agent, now = UserFactory(groups=["Agents"]), timezone.make_aware(datetime(2026, 3, 2, 9))
    for _number in range(10):
        engine.perform(open_case(process), "go", agent, now=now)
    later = timezone.make_aware(datetime(2026, 3, 6, 9))
    done = at_once(*[lambda: clock.run(later)] * 3)
    assert sum(done) == 20
    assert Effect.objects.filter(kind="remind").count() == 20
    assert list(chain.breaks(Case.objects.all())) == []


@pytest.mark.django_db
def test_a_move_asks_at_most_fifteen_questions_whatever_the_process_and_the_journal():
    """A process of 60 steps, each a review with a deadline, and a journal of 400 entries."""
    process = straight_process({"key": "go", "effects": [{"kind": "ring", "bell": "1"}]})
    process["nodes"][1] |= {"kind": "review", "deadline_days": 9, "reminders": [5, 1], "quorum_rule": "any"}
    process["nodes"][1] |= {"criteria": [{"key": "one", "label": "Un"}], "sends_back": ["agents"]}
    for number in range(60):
        process["nodes"].append({"key": f"n{number}", "label": f"Étape {number}", "kind": "task", "deadline_days": 3})
        process["transitions"] += [
            {"key": f"a{number}", "label": "Aller", "source": "task", "target": f"n{number}", "roles": ["agents"]},
            {"key": f"b{number}", "label": "Revenir", "source": f"n{number}", "target": "task", "roles": ["agents"]},
        ]
    target, agent = subject(), UserFactory(groups=["Agents"])
    case = engine.open_case(target, operations.release(operations.load(process)), target)
    for _number in range(400):
        chain.record(case, JournalEntry.Kind.NOTE, agent)
    asked = {}
    for key, given in (("go", {}), ("a7", {"scores": {"one": 3}}), ("b7", {}), ("@start", {})):
        fresh = Case.objects.get(pk=case.pk)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            engine.perform(fresh, key, agent, comment="Voilà.", **given)
        asked[key] = len([one for one in queries if "SAVEPOINT" not in one["sql"]])
    assert max(asked.values()) <= 15, asked
