"""Processes, people and subjects to test with."""

import json
from pathlib import Path
from typing import Any

import factory
from django.contrib.auth.models import Group
from django.db.models import QuerySet

from cms.accounts.models import User
from cms.workflows import engine, operations
from cms.workflows.models import Case, ProcessVersion


def label_process() -> dict[str, Any]:
    """The process of a label: received, completion, a committee of which two must agree."""
    return json.loads((Path(__file__).parent / "label.json").read_text())


def straight_process(*transitions: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """A process with a start, a task and an end; `transitions` complete or replace its two by key."""
    rows = {
        "go": {"key": "go", "label": "Prendre", "source": "start", "target": "task", "roles": ["agents"]},
        "accept": {"key": "accept", "label": "Accepter", "source": "task", "target": "end", "roles": ["agents"]},
    }
    for transition in transitions:
        rows[transition["key"]] = rows.get(transition["key"], {}) | transition
    return {
        "key": "straight",
        "name": "Simple",
        "roles": [
            {"key": "agents", "label": "Agents", "finder": "group", "group": "Agents"},
            {"key": "applicant", "label": "Porteur", "finder": "applicant"},
        ],
        "nodes": [
            {"key": "start", "label": "Départ", "kind": "start"},
            {"key": "task", "label": "Examen", "kind": "task"},
            {"key": "end", "label": "Fin", "kind": "end", "outcome": "accepted"},
        ],
        "transitions": list(rows.values()),
    } | changes


class UserFactory(factory.django.DjangoModelFactory):
    """A person; `UserFactory(groups=["Agents"])` is in groups, which are made when they do not exist."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"personne{n}@passerelle.example")
    first_name = factory.Sequence(lambda n: f"Camille-{n}")
    last_name = "Durand"

    @factory.post_generation
    def groups(self, create: bool, names: list[str] | None, **kwargs: Any) -> None:
        for name in names or []:
            self.groups.add(Group.objects.get_or_create(name=name)[0])


class Subject(User):
    """A person as the subject of a case: tests need some model, and this room knows no application."""

    answers: dict[int, dict[str, Any]] = {}

    class Meta:
        proxy = True
        app_label = "workflows"

    def case_answers(self) -> dict[str, Any]:
        return self.answers.get(self.pk, {})

    def case_people(self, finder: str) -> QuerySet[User]:
        return User.objects.filter(pk=self.pk) if finder == "applicant" else User.objects.none()

    def case_title(self) -> str:
        return str(self)


def subject(answers: dict[str, Any] | None = None) -> Subject:
    """Something to decide on, which is also its own applicant."""
    person = Subject.objects.get(pk=UserFactory().pk)
    Subject.answers[person.pk] = answers or {}
    return person


def process_version(process: dict[str, Any] | None = None) -> ProcessVersion:
    """A published process: the label's, unless told otherwise."""
    return operations.publish(operations.load(process or label_process()))


def open_case(process: dict[str, Any] | None = None, answers: dict[str, Any] | None = None) -> Case:
    """A case that stands where it comes to by itself."""
    target = subject(answers)
    return engine.open_case(target, process_version(process), target)
