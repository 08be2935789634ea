"""The journal alone says where a case stands."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from cms.workflows import engine, replay
from cms.workflows.models import Case
from tests.workflows.factories import UserFactory, open_case, straight_process

pytestmark = pytest.mark.django_db


@pytest.fixture
def decided():
    agent = UserFactory(groups=["Agents"])
    case = open_case(straight_process())
    for action in ("go", "accept"):
        engine.perform(case, action, agent)
    return case


def test_the_journal_gives_the_state_in_the_table(decided):
    assert replay.replay(decided) == replay.State("end", "accepted", 2) == replay.state_of(decided)
    assert list(replay.differences(Case.objects.all())) == []


@pytest.mark.parametrize("wrong", [{"node": "task"}, {"revision": 5}, {"outcome": "refused"}])
def test_a_table_that_says_something_else_is_told(decided, wrong):
    Case.objects.filter(pk=decided.pk).update(**wrong)
    [difference] = replay.differences(Case.objects.all())
    assert difference.case_id == decided.pk
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("verify_journal", stdout=out)
    assert str(decided.pk) in out.getvalue()
    assert len(out.getvalue().splitlines()) == 1


def test_a_case_that_runs_has_no_decision():
    case = open_case(straight_process())
    assert replay.replay(case) == replay.State("start", "", 0)
