"""Who may do what with a case, and who finds it in which list."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from cms.workflows import assignments, engine, parts, permissions
from cms.workflows.models import Case
from tests.workflows.factories import UserFactory, label_process, open_case

pytestmark = pytest.mark.django_db


def everybody(case):
    return {
        "anonymous": AnonymousUser(),
        "stranger": UserFactory(),
        "superuser": UserFactory(is_superuser=True, is_staff=True),
        "former agent": UserFactory(groups=["Agents"], is_active=False),
        "applicant": case.subject,
        "agent": UserFactory(groups=["Agents"]),
        "committee": UserFactory(groups=["Comité"]),
    }


def who(people, may):
    return {name for name, person in people.items() if may(person)}


def test_who_may_perform():
    case = open_case()
    people = everybody(case)
    admissible, label = case.graph.transition("admissible"), case.graph.transition("label")
    assert who(people, lambda person: permissions.may_perform(person, case, admissible)) == {"agent"}
    assert who(people, lambda person: permissions.may_perform(person, case, label)) == set()
    engine.perform(case, "admissible", people["agent"])
    assert who(people, lambda person: permissions.may_perform(person, case, label)) == {"committee"}
    assert who(people, lambda person: permissions.may_perform(person, case, admissible)) == set()


def test_anyone_who_is_signed_in_may_act_when_a_role_says_so():
    process = label_process()
    process["roles"][1] = {"key": "agents", "label": "Tout le monde", "finder": "anyone_signed"}
    case = open_case(process)
    people = everybody(case)
    admissible = case.graph.transition("admissible")
    expected = {"stranger", "superuser", "applicant", "agent", "committee"}
    assert who(people, lambda person: permissions.may_perform(person, case, admissible)) == expected
    assert who(people, lambda person: permissions.may_see(person, case)) == {"applicant", "committee"}


def test_who_may_see_and_the_list_agrees():
    case = open_case()
    people = everybody(case)
    may_see = who(people, lambda person: permissions.may_see(person, case))
    assert may_see == {"applicant", "agent", "committee"}
    listed = who(people, lambda person: person.is_active and Case.objects.visible_to(person).exists())
    assert listed == may_see


def test_who_may_assign_and_retry():
    case = open_case()
    people = everybody(case)
    assert who(people, lambda person: permissions.may_assign(person, case)) == {"agent", "committee"}
    assert who(people, lambda person: permissions.may_retry(person, case)) == {"agent", "committee"}
    Case.objects.update(closed_at=timezone.now())
    closed = Case.objects.get()
    assert who(people, lambda person: permissions.may_assign(person, closed)) == set()
    assert who(people, lambda person: permissions.may_retry(person, closed)) == {"agent", "committee"}


def test_a_case_awaits_those_who_can_move_it():
    case = open_case()
    people = everybody(case)
    awaited = lambda: who(people, lambda person: Case.objects.awaiting(person).exists())  # noqa: E731
    assert awaited() == {"agent"}
    engine.perform(case, "ask", people["agent"], comment="Le budget ?")
    assert awaited() == {"applicant"}
    engine.perform(case, "resubmit", case.subject)
    engine.perform(case, "admissible", people["agent"])
    assert awaited() == {"committee", "applicant"}
    engine.perform(case, "label", people["committee"])
    assert awaited() == {"applicant"}, "who gave an opinion is not awaited any more"
    engine.perform(case, "label", UserFactory(groups=["Comité"]))
    assert awaited() == set()
    assert who(people, lambda person: permissions.may_see(person, case)) == {"applicant", "agent", "committee"}


def test_a_person_who_joins_a_group_finds_its_cases():
    open_case()
    person = UserFactory()
    assert not Case.objects.awaiting(person).exists()
    person.groups.add(UserFactory(groups=["Agents"]).groups.get())
    assert Case.objects.awaiting(person).exists()


def test_a_case_given_to_somebody_awaits_them():
    process = label_process()
    process["roles"].append({"key": "handler", "label": "Instructeur", "finder": "assigned"})
    process["transitions"][0]["roles"] = ["handler"]
    case = open_case(process)
    agent, other = UserFactory(groups=["Agents"]), UserFactory()
    with pytest.raises(PermissionError):
        assignments.assign(case, other, other)
    assignments.assign(case, other, agent)
    assert Case.objects.awaiting(other).exists()
    engine.perform(case, "admissible", other)
    assignments.unassign(case, other, agent)
    assert not Case.objects.visible_to(other).exists()
    assert list(case.journal.filter(kind="assigned").values_list("data", flat=True)) == [
        {"person": other.pk, "assigned": True},
        {"person": other.pk, "assigned": False},
    ]


def test_an_inbox_is_one_query(django_assert_num_queries):
    agent = UserFactory(groups=["Agents"])
    for _number in range(3):
        open_case()
    with django_assert_num_queries(1):
        assert len(Case.objects.awaiting(agent)) == 3
    with django_assert_num_queries(1):
        assert len(Case.objects.visible_to(agent)) == 3


def test_open_closed_and_overdue():
    late, closed, other = open_case(), open_case(), open_case()
    Case.objects.filter(pk=late.pk).update(due_at=timezone.now() - timezone.timedelta(days=1))
    Case.objects.filter(pk=closed.pk).update(closed_at=timezone.now(), due_at=timezone.now())
    assert set(Case.objects.open()) == {late, other}
    assert set(Case.objects.closed()) == {closed}
    assert set(Case.objects.overdue()) == {late}
    assert Case.objects.get(pk=late.pk).is_overdue


def test_parts_of_a_closed_case_await_nobody():
    case = open_case()
    case.closed_at = timezone.now()
    parts.rewrite(case)
    assert not case.parts.filter(awaited=True).exists()
