"""Absences: for some days somebody else may act, and the journal says for whom."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from cms.workflows import absences, assignments, engine, permissions
from cms.workflows.models import Case, Substitution
from tests.workflows.factories import UserFactory, open_case, straight_process

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def away(person, substitute, first=0, last=0):
    day = timedelta(days=1)
    return absences.declare(person, substitute, TODAY + first * day, TODAY + last * day, person)


@pytest.fixture
def people():
    return UserFactory(groups=["Agents"]), UserFactory(groups=["Remplaçants"])


def test_a_substitute_acts_for_the_absent_person_and_the_journal_says_so(people):
    agent, other = people
    case = open_case(straight_process())
    assert engine.available(case, other) == []
    away(agent, other)
    assert [one.key for one in engine.available(case, other)] == ["go"]
    assert Case.objects.awaiting(other).get() == case
    assert permissions.may_see(other, case)
    entry = engine.perform(case, "go", other)
    assert (entry.actor, entry.data) == (other, {"for": agent.pk})


@pytest.mark.parametrize(("first", "last"), [(1, 5), (-5, -1)])
def test_before_and_after_the_absence_nobody_stands_in(people, first, last):
    agent, other = people
    away(agent, other, first, last)
    case = open_case(straight_process())
    assert engine.available(case, other) == []
    assert not Case.objects.awaiting(other).exists()
    with pytest.raises(engine.NotAllowed):
        engine.perform(case, "go", other)


def test_who_plays_the_role_acts_in_their_own_name(people):
    agent, _other = people
    colleague = UserFactory(groups=["Agents"])
    away(agent, colleague)
    assert engine.perform(open_case(straight_process()), "go", colleague).data == {}


def test_nobody_stands_in_for_an_applicant(people):
    _agent, other = people
    leave = {"key": "leave", "label": "Retirer", "source": "task", "target": "end", "roles": ["applicant"]}
    case = open_case(straight_process(leave))
    engine.perform(case, "go", UserFactory(groups=["Agents"]))
    away(case.subject, other)
    assert not permissions.may_see(other, case)
    with pytest.raises(engine.NotAllowed):
        engine.perform(case, "leave", other)


def test_a_closed_account_lends_nothing(people):
    agent, other = people
    away(agent, other)
    agent.is_active = False
    agent.save()
    assert engine.available(open_case(straight_process()), other) == []


def test_the_rule_of_a_step_passes_over_who_is_away(people):
    agent, other = people
    colleague = UserFactory(groups=["Agents"])
    away(agent, other)
    case = open_case()
    role = case.graph.roles[0].key if case.graph.roles[0].finder == "group" else "agents"
    found = assignments.found(case, "least_loaded", role)
    assert list(found) == [colleague, agent]


def test_an_absence_holds_together_and_is_said_by_who_may(people):
    agent, other = people
    for substitute, first, last in ((other, 2, 1), (agent, 0, 1)):
        with pytest.raises(ValidationError):
            away(agent, substitute, first, last)
    with pytest.raises(PermissionError):
        absences.declare(agent, other, TODAY, TODAY, other)
    absence = away(agent, other)
    with pytest.raises(PermissionError):
        absences.take_back(absence, other)


def test_a_person_notes_an_absence_on_its_screen_and_takes_it_back(client, people):
    agent, other = people
    access = Permission.objects.get(codename="access_admin")
    for group in Group.objects.filter(name__in=["Agents", "Remplaçants"]):
        group.permissions.add(access)
    client.force_login(agent)
    said = {"substitute": other.pk, "first_day": TODAY.isoformat(), "last_day": TODAY.isoformat(), "person": other.pk}
    assert client.post(reverse("workflows_absences"), said | {"last_day": "2020-01-01"}).status_code == 422
    assert client.post(reverse("workflows_absences"), said).status_code == 302
    [absence] = Substitution.objects.all()
    assert (absence.person, absence.substitute) == (agent, other)
    assert str(other) in client.get(reverse("workflows_absences")).content.decode()
    client.force_login(other)
    client.post(reverse("workflows_absence_remove", args=[absence.pk]))
    assert Substitution.objects.exists()
    client.force_login(agent)
    client.post(reverse("workflows_absence_remove", args=[absence.pk]))
    assert not Substitution.objects.exists()
