"""The engine: what moves a case, what it leaves behind, and what it refuses."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from cms.workflows import engine, workdays
from cms.workflows.models import Case, Effect, JournalEntry
from cms.workflows.signals import case_moved, case_opened
from tests.workflows.factories import UserFactory, label_process, open_case, process_version, straight_process, subject

pytestmark = pytest.mark.django_db


@pytest.fixture
def agent():
    return UserFactory(groups=["Agents"], first_name="Ana", last_name="Agente")


def reviewers(count):
    return [UserFactory(groups=["Comité"]) for _number in range(count)]


def test_a_case_opens_at_the_start_and_says_so_in_its_journal():
    case = open_case()
    assert (case.node, case.revision, case.outcome, case.is_open) == ("received", 0, "", True)
    assert [(entry.kind, entry.target) for entry in case.journal.all()] == [("opened", "received")]


def test_a_subject_has_one_case_however_often_it_is_opened():
    target = subject()
    version = process_version()
    assert engine.open_case(target, version, target) == engine.open_case(target, version, target)
    assert Case.objects.count() == 1


def test_an_action_moves_the_case_and_is_written_in_the_journal(agent):
    case = open_case()
    entry = engine.perform(case, "admissible", agent, comment="  Complet.  ", data={"score": 12})
    assert (case.node, case.revision) == ("committee", 1)
    assert (entry.kind, entry.source, entry.target, entry.actor) == ("moved", "received", "committee", agent)
    assert (entry.comment, entry.public, entry.data) == ("Complet.", False, {"score": 12})
    assert Case.objects.get().node == "committee"


def test_a_case_goes_to_the_applicant_and_back(agent):
    case = open_case()
    entry = engine.perform(case, "ask", agent, comment="Il manque le budget.")
    assert entry.public
    assert case.current_node.is_with_applicant and case.current_node.opens("budget")
    engine.perform(case, "resubmit", case.subject)
    assert (case.node, case.revision) == ("received", 2)


def test_who_has_no_role_is_refused():
    case = open_case()
    for user in [UserFactory(), UserFactory(groups=["Comité"]), UserFactory(is_superuser=True), case.subject]:
        with pytest.raises(engine.NotAllowed, match="Déclarer recevable"):
            engine.perform(case, "admissible", user)
    assert case.journal.count() == 1


def test_an_action_that_does_not_exist_is_refused(agent):
    with pytest.raises(engine.UnknownTransition, match="teleport"):
        engine.perform(open_case(), "teleport", agent)


@pytest.mark.parametrize("comment", ["", "   \n"])
def test_a_required_comment_is_asked_for(agent, comment):
    case = open_case()
    with pytest.raises(engine.CommentMissing, match="Demander un complément"):
        engine.perform(case, "ask", agent, comment=comment)
    assert Case.objects.get().node == "received"


def test_a_second_agent_is_told_who_moved_the_case_and_when(agent):
    case = open_case()
    stale = Case.objects.get(pk=case.pk)
    first = engine.perform(case, "admissible", agent)
    with pytest.raises(engine.CaseMoved) as refusal:
        engine.perform(stale, "ask", UserFactory(groups=["Agents"]), comment="Il manque le budget.")
    assert refusal.value.entry == first
    for part in ["Ana Agente", "Déclarer recevable", "Passage en comité", f"{timezone.localtime().hour}\u00a0h"]:
        assert part in str(refusal.value)


def test_a_click_sent_twice_is_told_to_the_same_person(agent):
    case = open_case()
    engine.perform(case, "admissible", agent, seen_revision=0)
    with pytest.raises(engine.CaseMoved, match=r"(?i)vous avez déjà|you already"):
        engine.perform(case, "admissible", agent, seen_revision=0)
    assert case.journal.filter(kind="moved").count() == 1


def test_an_end_closes_the_case_with_its_decision(agent):
    case = open_case(straight_process())
    engine.perform(case, "go", agent)
    engine.perform(case, "accept", agent)
    assert (case.outcome, case.is_open) == ("accepted", False)
    assert engine.available(case, agent) == []
    with pytest.raises(engine.CaseMoved):
        engine.perform(case, "accept", agent)


def test_an_action_with_a_condition_is_offered_and_done_only_when_it_holds(agent):
    rule = {"field": "amount", "operator": "at_most", "value": 1000}
    process = straight_process({"key": "go", "condition": rule})
    small, large = open_case(process, {"amount": 500}), open_case(process, {"amount": 5000})
    assert [one.key for one in engine.available(small, agent)] == ["go"]
    assert engine.available(large, agent) == []
    with pytest.raises(engine.ConditionNotMet):
        engine.perform(large, "go", agent)
    engine.perform(small, "go", agent)


def test_automatic_actions_are_followed_at_once(agent):
    rule = {"field": "amount", "operator": "at_most", "value": 1000}
    process = straight_process(
        {"key": "go", "label": "Enregistrer", "automatic": True, "roles": []},
        {
            "key": "small",
            "label": "Petit montant",
            "source": "task",
            "target": "end",
            "automatic": True,
            "condition": rule,
        },
    )
    small, large = open_case(process, {"amount": 500}), open_case(process, {"amount": 5000})
    assert (small.node, small.outcome, small.revision) == ("end", "accepted", 2)
    assert (large.node, large.is_open) == ("task", True)
    assert [entry.actor for entry in small.journal.filter(kind="moved")] == [None, None]
    with pytest.raises(engine.NotAllowed):
        engine.perform(large, "small", agent)


def test_a_loop_of_automatic_actions_is_stopped_and_nothing_is_written(agent):
    """Publication refuses such a process; the engine still guards itself."""
    version = process_version(straight_process())
    spec = straight_process(
        {"key": "on", "label": "Suite", "source": "task", "target": "start", "automatic": True},
        {"key": "back", "label": "Retour", "source": "start", "target": "task", "automatic": True},
    )
    broken = type(version).objects.create(definition=version.definition, number=99, spec=spec)
    with pytest.raises(engine.AutomaticLoop, match="Départ"):
        engine.open_case(subject(), broken, None)
    assert not Case.objects.exists()
    assert not JournalEntry.objects.exists()


def test_a_review_moves_only_when_enough_people_chose_the_same(agent):
    case = open_case()
    engine.perform(case, "admissible", agent)
    first, second, third = reviewers(3)
    assert engine.perform(case, "label", first).kind == "opinion"
    assert engine.perform(case, "refuse", second, comment="Trop tôt.").kind == "opinion"
    assert (case.node, case.is_open) == ("committee", True)
    entry = engine.perform(case, "label", third)
    assert (entry.kind, case.node, case.outcome) == ("moved", "labelled", "accepted")


def test_the_same_person_counts_once_and_may_change_their_mind(agent):
    case = open_case()
    engine.perform(case, "admissible", agent)
    first, second = reviewers(2)
    engine.perform(case, "label", first)
    engine.perform(case, "label", first)
    assert case.is_open
    engine.perform(case, "refuse", first, comment="Finalement non.")
    engine.perform(case, "label", second)
    assert case.is_open
    engine.perform(case, "label", first)
    assert case.outcome == "accepted"


def test_the_quorum_does_not_hold_back_the_applicant(agent):
    case = open_case()
    engine.perform(case, "admissible", agent)
    engine.perform(case, "withdraw", case.subject)
    assert case.outcome == "withdrawn"


def test_opinions_of_an_earlier_visit_do_not_count():
    process = straight_process(
        {"key": "again", "label": "Revoir", "source": "task", "target": "start", "roles": ["agents"]},
    )
    process["nodes"][1] |= {"kind": "review", "quorum": 2}
    case = open_case(process)
    one, two = (UserFactory(groups=["Agents"]) for _number in range(2))
    engine.perform(case, "go", one)
    engine.perform(case, "accept", one)
    engine.perform(case, "again", one)
    engine.perform(case, "again", two)
    engine.perform(case, "go", one)
    engine.perform(case, "accept", two)
    assert case.is_open


def test_a_deadline_counts_working_days_of_france(agent, monkeypatch):
    paris = ZoneInfo("Europe/Paris")
    # Friday 10 July 2026; Tuesday 14 July is a public holiday.
    due = workdays.deadline(datetime(2026, 7, 10, 15, 0, tzinfo=paris), 3)
    assert due.astimezone(paris).date().isoformat() == "2026-07-16"
    assert (due.astimezone(paris).hour, due.astimezone(paris).minute) == (23, 59)
    case = open_case()
    assert case.due_at.date() == workdays.deadline(case.entered_at, 10).date()
    engine.perform(case, "admissible", agent)
    assert case.due_at is None


def test_other_rooms_are_told_of_each_move_inside_the_transaction(agent):
    heard = []

    def hear(sender, case, entry, signal, **kwargs):
        heard.append((entry.kind, entry.target, Case.objects.get(pk=case.pk).node))

    case_opened.connect(hear)
    case_moved.connect(hear)
    try:
        case = open_case()
        engine.perform(case, "admissible", agent)
    finally:
        case_opened.disconnect(hear)
        case_moved.disconnect(hear)
    assert heard == [("opened", "received", "received"), ("moved", "committee", "committee")]


def test_what_a_listener_raises_undoes_the_move(agent):
    def refuse(**kwargs):
        raise RuntimeError

    case = open_case()
    case_moved.connect(refuse)
    try:
        with pytest.raises(RuntimeError):
            engine.perform(case, "admissible", agent)
    finally:
        case_moved.disconnect(refuse)
    fresh = Case.objects.get()
    assert (fresh.node, fresh.journal.count(), Effect.objects.count()) == ("received", 1, 0)


def test_a_move_costs_at_most_fifteen_queries_whatever_the_journal(agent, recorder, django_assert_max_num_queries):
    process = label_process()
    process["transitions"][0]["effects"] = [{"kind": "ring", "bell": "a"}, {"kind": "ring", "bell": "b"}]
    case = open_case(process)
    for _round in range(10):
        engine.perform(case, "ask", agent, comment="Encore.")
        engine.perform(case, "resubmit", case.subject)
    case = Case.objects.get()
    agent = type(agent).objects.get(pk=agent.pk)
    with django_assert_max_num_queries(15):
        engine.perform(case, "admissible", agent)
