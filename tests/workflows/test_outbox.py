"""Effects: after the commit, in order, once, again after a failure."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from cms.workflows import engine, outbox
from cms.workflows.models import Effect
from tests.workflows.factories import UserFactory, open_case, straight_process

pytestmark = pytest.mark.django_db


@pytest.fixture
def agent():
    return UserFactory(groups=["Agents"])


def ringing_process():
    return straight_process(
        {"key": "go", "effects": [{"kind": "ring", "bell": "one"}, {"kind": "ring", "bell": "two"}]},
        {"key": "accept", "effects": [{"kind": "ring", "bell": "three"}]},
    )


def bells(recorder):
    return [params["bell"] for _case, params in recorder.ran]


def make_due():
    Effect.objects.filter(state=Effect.State.PENDING).update(run_after=timezone.now() - timedelta(seconds=1))


def test_effects_wait_for_the_commit_then_run_in_order(agent, recorder, django_capture_on_commit_callbacks, settings):
    settings.TASKS = {"default": {"BACKEND": "django.tasks.backends.immediate.ImmediateBackend"}}
    case = open_case(ringing_process())
    with django_capture_on_commit_callbacks(execute=True):
        engine.perform(case, "go", agent)
        engine.perform(case, "accept", agent)
        assert recorder.ran == []
    assert bells(recorder) == ["one", "two", "three"]


def test_a_refused_move_sets_nothing_off(agent, recorder):
    case = open_case(ringing_process())
    with pytest.raises(engine.NotAllowed):
        engine.perform(case, "go", UserFactory())
    assert outbox.run_due() == 0
    assert not Effect.objects.exists()


def test_an_effect_is_never_run_twice(agent, recorder):
    case = open_case(ringing_process())
    engine.perform(case, "go", agent)
    assert (outbox.run_case(case.pk), outbox.run_case(case.pk), outbox.run_due()) == (2, 0, 0)
    assert bells(recorder) == ["one", "two"]


def test_a_done_effect_is_written_in_the_journal(agent, recorder):
    case = open_case(ringing_process())
    engine.perform(case, "go", agent)
    outbox.run_due()
    first = case.journal.filter(kind="effect").first()
    assert first.data["kind"] == "ring"
    assert (first.data["params"], first.data["result"]) == ({"bell": "one"}, {"number": 1})
    assert Effect.objects.first().result == {"number": 1}


def test_after_a_failure_it_is_tried_again_later_and_the_others_wait(agent, recorder):
    recorder.failures_to_come = 1
    case = open_case(ringing_process())
    engine.perform(case, "go", agent)
    assert outbox.run_due() == 0
    failed = Effect.objects.first()
    assert (failed.state, failed.attempts) == ("pending", 1)
    assert "does not answer" in failed.error
    assert timedelta(seconds=50) < failed.run_after - timezone.now() <= timedelta(minutes=1)
    assert outbox.run_due() == 0
    make_due()
    assert outbox.run_due() == 2
    assert bells(recorder) == ["one", "two"]
    assert Effect.objects.first().error == ""


def test_after_six_failures_it_is_given_up_and_visible(agent, recorder, capsys):
    recorder.failures_to_come = 6
    case = open_case(ringing_process())
    engine.perform(case, "go", agent)
    for _attempt in range(6):
        make_due()
        outbox.run_due()
    given_up = Effect.objects.failed().get()
    assert given_up.attempts == 6
    assert case.journal.filter(kind="effect_failed").count() == 1
    make_due()
    call_command("run_effects")
    assert "does not answer" in capsys.readouterr().err
    assert recorder.ran == []


def test_an_agent_has_a_failed_effect_run_again(agent, recorder):
    recorder.failures_to_come = 6
    case = open_case(ringing_process())
    engine.perform(case, "go", agent)
    for _attempt in range(6):
        make_due()
        outbox.run_due()
    with pytest.raises(PermissionError):
        outbox.retry(Effect.objects.failed().get(), case.subject)
    outbox.retry(Effect.objects.failed().get(), agent)
    assert outbox.run_due() == 2
    assert bells(recorder) == ["one", "two"]


def test_a_case_that_fails_does_not_hold_back_the_others(agent, recorder):
    recorder.failures_to_come = 1
    for case in [open_case(ringing_process()), open_case(ringing_process())]:
        engine.perform(case, "go", agent)
    assert outbox.run_due() == 2


def test_a_worker_picks_up_what_another_left(agent, recorder):
    abandoned, other = open_case(ringing_process()), open_case(ringing_process())
    engine.perform(abandoned, "go", agent)
    engine.perform(other, "go", agent)
    Effect.objects.filter(case=abandoned).update(run_after=timezone.now() - timedelta(minutes=5))
    outbox.run_outbox.call(case_id=other.pk)
    assert not Effect.objects.undone().exists()


def test_what_a_failed_effect_wrote_is_undone(agent, recorder):
    def write_then_fail(effect):
        UserFactory(email="half@passerelle.example")
        raise ValueError("half way")

    recorder.instead = write_then_fail
    case = open_case(ringing_process())
    engine.perform(case, "go", agent)
    outbox.run_due()
    assert not type(agent).objects.filter(email="half@passerelle.example").exists()
    assert Effect.objects.first().attempts == 1


def test_a_refusal_that_waiting_cannot_help_is_given_up_at_once(agent, recorder):
    class FundEmpty(Exception):
        is_final = True

    def refuse(effect):
        raise FundEmpty("L’enveloppe est vide.")

    recorder.instead = refuse
    case = open_case(ringing_process())
    engine.perform(case, "go", agent)
    outbox.run_due()
    given_up = Effect.objects.failed().get()
    assert given_up.error == "FundEmpty: L’enveloppe est vide."


def test_an_agent_does_not_have_to_wait_for_the_next_attempt(agent, recorder):
    recorder.failures_to_come = 1
    case = open_case(ringing_process())
    engine.perform(case, "go", agent)
    outbox.run_due()
    outbox.retry(Effect.objects.first(), agent)
    assert outbox.run_due() == 2


def test_an_effect_that_did_not_fail_is_not_run_ahead_of_its_turn(agent, recorder):
    case = open_case(ringing_process())
    engine.perform(case, "go", agent)
    outbox.run_due()
    outbox.retry(Effect.objects.first(), agent)
    assert outbox.run_due() == 0
    assert bells(recorder) == ["one", "two"]
