"""Several people and several workers at once, on connections of their own that really commit."""

import sqlite3
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, connections

from cms.workflows import chain, engine, outbox
from cms.workflows.models import Case, Effect
from tests.workflows.factories import UserFactory, label_process, open_case, straight_process


def at_once(*works: Callable[[], Any]) -> list[Any]:
    """Run each work in a thread with a connection of its own, all let go at one moment; what each gave or raised."""
    gate = threading.Barrier(len(works))
    results: list[Any] = [None] * len(works)

    def run(index: int, work: Callable[[], Any]) -> None:
        try:
            gate.wait(timeout=30)
            results[index] = work()
        except Exception as error:
            results[index] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(index, work)) for index, work in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    return results


@pytest.fixture
def shared_database(transactional_db: None, tmp_path: Path) -> Iterator[None]:
    """A database that several connections open: the server's own, or SQLite's in a file instead of in memory."""
    if connection.vendor != "sqlite":
        yield
        return
    connection.ensure_connection()
    copy = sqlite3.connect(tmp_path / "shared.sqlite3")
    connection.connection.backup(copy)
    copy.close()
    in_memory, settings = connections["default"], connections.settings["default"]
    connections.settings["default"] = settings | {"NAME": str(tmp_path / "shared.sqlite3")}
    connections["default"] = connections.create_connection("default")
    yield
    connections["default"].close()
    connections.settings["default"] = settings
    connections["default"] = in_memory


def test_two_agents_decide_at_once_and_one_is_told_what_the_other_did(shared_database):
    case = open_case()
    ana, bea = UserFactory(groups=["Agents"], first_name="Ana"), UserFactory(groups=["Agents"], first_name="Béa")
    results = at_once(
        lambda: engine.perform(Case.objects.get(pk=case.pk), "admissible", ana, seen_revision=0),
        lambda: engine.perform(Case.objects.get(pk=case.pk), "ask", bea, seen_revision=0, comment="Le budget ?"),
    )
    [refusal] = [one for one in results if isinstance(one, engine.CaseMoved)]
    [winner] = [one for one in results if not isinstance(one, Exception)]
    assert refusal.entry == winner
    assert str(winner.actor) in str(refusal)
    assert case.journal.filter(kind="moved").count() == 1
    assert Case.objects.get(pk=case.pk).node == winner.target


def test_ten_clicks_at_once_move_the_case_once(shared_database):
    case = open_case()
    agent = UserFactory(groups=["Agents"])
    results = at_once(
        *[lambda: engine.perform(Case.objects.get(pk=case.pk), "admissible", agent, seen_revision=0)] * 10
    )
    assert sum(isinstance(one, engine.CaseMoved) for one in results) == 9, results
    assert case.journal.filter(kind="moved").count() == 1


def test_reviewers_at_once_reach_the_quorum_exactly_once(shared_database):
    process = label_process()
    process["nodes"][2]["quorum"] = 3
    case = open_case(process)
    engine.perform(case, "admissible", UserFactory(groups=["Agents"]))
    reviewers = [UserFactory(groups=["Comité"]) for _number in range(3)]
    seen = case.revision

    def vote(reviewer):
        return lambda: engine.perform(Case.objects.get(pk=case.pk), "label", reviewer, seen_revision=seen)

    results = at_once(*map(vote, reviewers))
    assert sorted(one.kind for one in results) == ["moved", "opinion", "opinion"]
    assert Case.objects.get(pk=case.pk).outcome == "accepted"
    assert list(chain.breaks(Case.objects.all())) == []


def test_workers_at_once_run_each_effect_once_and_in_order(shared_database, recorder):
    rings = [{"kind": "ring", "bell": str(number)} for number in range(8)]
    cases = [open_case(straight_process({"key": "go", "effects": rings})) for _number in range(2)]
    agent = UserFactory(groups=["Agents"])
    for case in cases:
        engine.perform(case, "go", agent)
    at_once(*[outbox.run_due] * 4)
    outbox.run_due()
    assert not Effect.objects.undone().exists()
    for case in cases:
        assert [params["bell"] for case_id, params in recorder.ran if case_id == case.pk] == [*"01234567"]
    assert list(chain.breaks(Case.objects.all())) == []
