"""Who may and who may not: a row for each rule of `permissions` and for each way of finding people, none left out."""

import inspect

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from cms.accounts.models import User
from cms.workflows import assignments, engine, permissions, roles
from cms.workflows.expertise import asking
from cms.workflows.graph import RoleSpec
from cms.workflows.models import Case
from tests.workflows.experts import form
from tests.workflows.factories import Subject, UserFactory, label_process, process_version

pytestmark = pytest.mark.django_db

NOBODY: set[str] = set()
EVERYBODY = {"stranger", "superuser", "applicant", "agent", "other agent", "committee", "handler", "referent"}


class Followed(Subject):
    """A subject that also has referents."""

    class Meta:
        proxy = True
        app_label = "workflows"

    def case_people(self, finder):
        return User.objects.filter(groups__name="Référents") if finder == "referents" else super().case_people(finder)


@pytest.fixture
def people():
    return {
        "anonymous": AnonymousUser(),
        "stranger": UserFactory(),
        "superuser": UserFactory(is_superuser=True, is_staff=True),
        "former agent": UserFactory(groups=["Agents"], is_active=False),
        "applicant": Followed.objects.get(pk=UserFactory().pk),
        "agent": UserFactory(groups=["Agents"]),
        "other agent": UserFactory(groups=["Agents"]),
        "committee": UserFactory(groups=["Comité"]),
        "handler": UserFactory(),
        "referent": UserFactory(groups=["Référents"]),
    }


@pytest.fixture
def case(people):
    """A case at its first step, given to a person by name, of a process in which referents have a part."""
    process = label_process()
    process["roles"] += [
        {"key": "handlers", "label": "Instructeur", "finder": "assigned"},
        {"key": "referents", "label": "Référents", "finder": "referents"},
    ]
    process["transitions"][0]["roles"] += ["handlers"]
    process["transitions"][1]["roles"] += ["referents"]
    form()
    readers = {"confidential": True, "read_by": ["committee", "handlers"]}
    next(node for node in process["nodes"] if node["key"] == "received")["expertise"] = {"form": "avis", **readers}
    case = engine.open_case(people["applicant"], process_version(process), people["applicant"])
    assignments.assign(case, people["handler"], people["agent"])
    asking.ask(case, people["agent"], name="Ana Petit", email="ana@exemple.fr")
    return Case.objects.get(pk=case.pk)


def closed(case):
    Case.objects.filter(pk=case.pk).update(closed_at=timezone.now())
    return Case.objects.get(pk=case.pk)


AGENTS = {"agent", "other agent"}
OPINION = "the expert’s opinion"
# Rule, what is asked, who may: all the others of `people` may not.
RULES = [
    ("may_perform", "what starts here, for two roles", "admissible", AGENTS | {"handler"}),
    ("may_perform", "what starts here, for referents too", "ask", AGENTS | {"referent"}),
    ("may_perform", "what starts elsewhere", "label", NOBODY),
    ("has_role", "what starts elsewhere, for the committee", "label", {"committee"}),
    ("has_role", "what starts elsewhere, for the applicant", "withdraw", {"applicant"}),
    ("may_see", "the case", None, AGENTS | {"committee", "applicant", "handler", "referent"}),
    ("may_assign", "the case", None, AGENTS | {"committee"}),
    ("may_retry", "the case", None, AGENTS | {"committee"}),
    ("may_ask_experts", "on the case", None, AGENTS | {"handler", "referent"}),
    ("may_read_opinion", "a confidential one", OPINION, {"committee", "handler"}),
]
WHEN_CLOSED = [
    ("may_perform", "admissible", NOBODY),
    ("may_see", None, AGENTS | {"committee", "applicant", "handler", "referent"}),
    ("may_assign", None, NOBODY),
    ("may_retry", None, AGENTS | {"committee"}),
    ("may_ask_experts", None, NOBODY),
    ("may_read_opinion", OPINION, {"committee", "handler"}),
]
FINDERS = [
    (RoleSpec("r", "R", "group", "Agents"), AGENTS),
    (RoleSpec("r", "R", "group", "Comité"), {"committee"}),
    (RoleSpec("r", "R", "group", "Personne"), NOBODY),
    (RoleSpec("r", "R", "applicant"), {"applicant"}),
    (RoleSpec("r", "R", "referents"), {"referent"}),
    (RoleSpec("r", "R", "assigned"), {"handler"}),
    (RoleSpec("r", "R", "anyone_signed"), EVERYBODY),
    (RoleSpec("r", "R", "no_such_finder"), NOBODY),
]


def who(people, may):
    return {name for name, person in people.items() if may(person)}


def ask(name, case, action, person):
    rule = getattr(permissions, name)
    if action == OPINION:
        return rule(person, case.opinion_requests.get())
    return rule(person, case, case.graph.transition(action)) if action else rule(person, case)


def shown(one: object) -> str:
    """A name that is the same in every process: sets have no order."""
    return " ".join(sorted(one)) if isinstance(one, set | frozenset) else str(one)[:60]


@pytest.mark.parametrize(("name", "asked", "action", "expected"), RULES, ids=shown)
def test_who_may_while_the_case_runs(name, asked, action, expected, case, people):
    assert who(people, lambda person: ask(name, case, action, person)) == expected


@pytest.mark.parametrize(("name", "action", "expected"), WHEN_CLOSED, ids=shown)
def test_who_may_once_it_is_closed(name, action, expected, case, people):
    shut = closed(case)
    assert who(people, lambda person: ask(name, shut, action, person)) == expected


@pytest.mark.parametrize(("role", "expected"), FINDERS, ids=shown)
def test_whom_a_role_finds(role, expected, case, people):
    assert who(people, lambda person: person in roles.people(role, case)) == expected
    assert who(people, lambda person: roles.plays_any(person, [role], case)) == expected


def test_every_rule_has_its_row():
    rules = {name for name, rule in inspect.getmembers(permissions, inspect.isfunction) if _is_of(rule, permissions)}
    assert {row[0] for row in RULES} == rules
    here = {finder.name for finder in roles.finders() if _is_of(finder.find, roles)}
    assert here <= {role.finder for role, _expected in FINDERS}


def test_every_rule_says_itself():
    rules = [rule for _name, rule in inspect.getmembers(permissions, inspect.isfunction) if _is_of(rule, permissions)]
    rules += [finder.find for finder in roles.finders() if _is_of(finder.find, roles)]
    assert [rule.__name__ for rule in rules if not (rule.__doc__ or "").strip()] == []


def _is_of(function, module):
    return function.__module__ == module.__name__ and not function.__name__.startswith("__")
