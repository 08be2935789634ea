"""The clock: reminders, passing on and automatic actions after a delay, each once, and what stops it."""

from datetime import date, datetime

import pytest
from django.core.management import call_command
from django.utils import timezone

from cms.forms import moment
from cms.workflows import chain, clock, engine, permissions, workdays
from cms.workflows.models import Case, Effect, Timer
from tests.workflows.factories import UserFactory, process_version, straight_process, subject

pytestmark = pytest.mark.django_db


def at(day: int, hour: int = 9, month: int = 3) -> datetime:
    """A moment of 2026; March begins on a Sunday, and the 2nd is a Monday."""
    return timezone.make_aware(datetime(2026, month, day, hour))


def with_clock(*transitions, **of_task):
    process = straight_process(*transitions)
    process["roles"].append({"key": "chiefs", "label": "Chefs", "finder": "group", "group": "Chefs"})
    process["nodes"][1] |= of_task
    return process


def case_at_task(process, now) -> Case:
    person = subject()
    case = engine.open_case(person, process_version(process), person, now=now)
    engine.perform(case, "go", UserFactory(groups=["Agents"]), now=now)
    return case


def notes(case):
    return [entry.data for entry in case.journal.filter(kind="note")]


def test_a_reminder_is_queued_on_the_morning_so_many_working_days_before_and_once():
    case = case_at_task(with_clock(deadline_days=5, reminders=[2, 1]), at(2))  # due on Monday the 9th
    assert clock.run(at(5, 6)) == 0
    assert clock.run(at(5, 8)) == 1  # Thursday: Friday and Monday are two working days
    assert clock.run(at(5, 8)) == 0
    [effect] = Effect.objects.filter(case=case)
    assert (effect.kind, effect.params) == ("remind", {"days": 2})
    assert notes(case) == [{"clock": "reminder", "days": 2}]
    assert case.journal.last().actor is None
    assert clock.run(at(9, 8)) == 1  # the 6th had passed meanwhile: the other one, once
    assert list(chain.breaks(Case.objects.all())) == []


def test_a_case_that_has_moved_on_reminds_nobody():
    case = case_at_task(with_clock(deadline_days=5, reminders=[1]), at(2))
    engine.perform(case, "accept", UserFactory(groups=["Agents"]), now=at(3))
    assert clock.run(at(20)) == 0
    assert not Timer.objects.waiting().exists()
    assert not Effect.objects.exists()


def test_a_late_case_is_passed_on_and_the_other_role_may_then_act():
    process = with_clock(deadline_days=5, escalate_after=2, escalate_to="chiefs")
    case, chief = case_at_task(process, at(2)), UserFactory(groups=["Chefs"])
    accept = case.graph.transition("accept")
    assert not permissions.may_perform(chief, case, accept)
    assert not Case.objects.awaiting(chief).exists()
    assert clock.run(at(11)) == 0  # due on the 9th, passed on when the 11th is over
    assert clock.run(at(12)) == 1
    case.refresh_from_db()
    assert permissions.may_perform(chief, case, accept)
    assert Case.objects.awaiting(chief).get() == case
    assert engine.available(case, chief) == [accept]
    assert notes(case) == [{"clock": "escalation", "role": "chiefs"}]
    assert Effect.objects.get(kind="remind").params == {"role": "chiefs"}
    engine.perform(case, "accept", chief, now=at(12))
    assert (case.outcome, case.is_escalated) == ("accepted", False)


def test_what_is_the_applicants_alone_is_passed_on_to_nobody():
    withdraw = {"key": "leave", "label": "Retirer", "source": "task", "target": "end", "roles": ["applicant"]}
    process = with_clock(withdraw, deadline_days=1, escalate_after=0, escalate_to="chiefs")
    case, chief = case_at_task(process, at(2)), UserFactory(groups=["Chefs"])
    clock.run(at(4))
    case.refresh_from_db()
    assert [one.key for one in engine.available(case, chief)] == ["accept"]
    with pytest.raises(engine.NotAllowed):
        engine.perform(case, "leave", chief)


def test_an_automatic_action_waits_for_its_delay_and_the_journal_says_it_was_the_clock():
    late = {"key": "late", "label": "Clore", "source": "task", "target": "end", "automatic": True, "delay_days": 3}
    case = case_at_task(with_clock(late), at(2))
    assert clock.run(at(5, 23)) == 0
    call_command("run_timers")  # the present is long after: nothing is read from another clock
    case.refresh_from_db()
    [entry] = case.journal.filter(transition="late")
    assert (entry.actor, entry.data, case.outcome) == (None, {"clock": "delay", "days": 3}, "accepted")
    assert clock.run() == 0


def test_a_delayed_action_whose_condition_does_not_hold_leaves_the_case_where_it_is():
    rule = {"field": "avis", "operator": "equals", "value": "oui"}
    late = {"key": "late", "label": "Clore", "source": "task", "target": "end", "automatic": True, "delay_days": 1}
    case = case_at_task(with_clock(late | {"condition": rule}), at(2))
    clock.run(at(6))
    case.refresh_from_db()
    assert case.node == "task"
    type(case.subject).answers[case.subject.pk] = {"avis": "oui"}
    engine.follow(case.pk, at(7))
    case.refresh_from_db()
    assert case.outcome == "accepted"


def test_a_delayed_action_that_waits_for_a_day_of_an_answer_is_looked_at_again_each_morning():
    rule = {"field": "until", "operator": "before", "value": "today"}
    late = {"key": "late", "label": "Clore", "source": "task", "target": "end", "automatic": True, "delay_days": 1}
    case = case_at_task(with_clock(late | {"condition": rule}), at(2))
    type(case.subject).answers[case.subject.pk] = {"until": "2026-03-13"}
    for day, hour in ((4, 9), (5, 9), (13, 23)):
        with moment.at(at(day, hour)):
            assert clock.run(at(day, hour)) == 0
    assert [timer.run_at for timer in Timer.objects.waiting()] == [at(14, 7)]  # a Saturday: days are days
    with moment.at(at(14, 8)):
        assert clock.run(at(14, 8)) == 1
    case.refresh_from_db()
    assert case.outcome == "accepted"
    assert not Timer.objects.waiting().exists()


def test_one_timer_that_fails_holds_no_other_up(caplog):
    case = case_at_task(with_clock(deadline_days=5, reminders=[1]), at(2))
    other = case_at_task(with_clock(deadline_days=5, reminders=[1]), at(2))
    Timer.objects.filter(case=case).update(name="demain")
    assert clock.run(at(7)) == 1
    assert notes(other) == [{"clock": "reminder", "days": 1}]
    assert "timer" in caplog.text


def test_deadlines_pass_over_weekends_and_the_public_holidays_of_france():
    # Easter Monday is 6 April 2026, and 3 April a Friday.
    assert workdays.deadline(at(3, month=4), 1).date() == date(2026, 4, 7)
    assert workdays.subtract(date(2026, 4, 7), 1) == date(2026, 4, 3)
    assert workdays.between(date(2026, 4, 3), date(2026, 4, 7)) == 1


def test_the_applicants_turn_stops_the_clock_of_the_instruction():
    process = straight_process(
        {"key": "ask", "label": "Demander", "source": "task", "target": "turn", "roles": ["agents"]},
        {"key": "answer", "label": "Répondre", "source": "turn", "target": "task", "roles": ["applicant"]},
    )
    process["nodes"].append({"key": "turn", "label": "À compléter", "kind": "applicant", "deadline_days": 10})
    case, agent = case_at_task(process, at(2)), UserFactory(groups=["Agents"])
    Case.objects.filter(pk=case.pk).update(opened_at=at(2))
    engine.perform(case, "ask", agent, now=at(4))
    case.refresh_from_db()
    assert case.instruction_days(at(11)) == 2
    engine.perform(case, "answer", case.subject, now=at(11))
    engine.perform(case, "accept", agent, now=at(13))
    case.refresh_from_db()
    # From Monday the 2nd to Friday the 13th are nine working days, of which five were the applicant's.
    assert (case.stopped_days, case.instruction_days()) == (5, 4)
