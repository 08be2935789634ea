"""Processes, people and subjects to test with."""

from typing import Any

import factory
from django.contrib.auth.models import Group

from cms.accounts.models import User
from cms.workflows import engine, operations
from cms.workflows.models import Case, ProcessVersion

LABEL: dict[str, Any] = {
    "key": "label",
    "name": "Label",
    "roles": [
        {"key": "applicant", "label": "Porteur", "finder": "applicant"},
        {"key": "agents", "label": "Agents", "finder": "group", "group": "Agents"},
        {"key": "committee", "label": "Comité", "finder": "group", "group": "Comité"},
    ],
    "nodes": [
        {"key": "received", "label": "Reçu", "kind": "start", "deadline_days": 10},
        {"key": "completion", "label": "À compléter", "kind": "applicant", "opens_fields": ["*"]},
        {"key": "committee", "label": "Comité", "kind": "review", "quorum": 2},
        {"key": "labelled", "label": "Labellisé", "kind": "end", "outcome": "accepted"},
        {"key": "refused", "label": "Refusé", "kind": "end", "outcome": "refused"},
    ],
    "transitions": [
        {"key": "admissible", "label": "Déclarer recevable", "source": "received", "target": "committee", "roles": ["agents"], "comment": "optional"},
        {"key": "ask", "label": "Demander un complément", "source": "received", "target": "completion", "roles": ["agents"], "comment": "required", "comment_public": True},
        {"key": "resubmit", "label": "Renvoyer", "source": "completion", "target": "received", "roles": ["applicant"]},
        {"key": "label", "label": "Labelliser", "source": "committee", "target": "labelled", "roles": ["committee"]},
        {"key": "refuse", "label": "Refuser", "source": "committee", "target": "refused", "roles": ["committee"], "comment": "required"},
        {"key": "withdraw", "label": "Retirer", "source": "committee", "target": "refused", "roles": ["applicant"]},
    ],
}  # fmt: skip


class UserFactory(factory.django.DjangoModelFactory):
    """A person; `UserFactory(groups=["Agents"])` is in groups, which are made when they do not exist."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"personne{n}@passerelle.example")
    first_name = factory.Sequence(lambda n: f"Camille {n}")
    last_name = "Durand"

    @factory.post_generation
    def groups(self, create: bool, names: list[str] | None, **kwargs: Any) -> None:
        for name in names or []:
            self.groups.add(Group.objects.get_or_create(name=name)[0])


def process_version(process: dict[str, Any] | None = None, **changes: Any) -> ProcessVersion:
    """A published process: the label's, unless told otherwise."""
    return operations.publish(operations.load((process or LABEL) | changes))


def subject(answers: dict[str, Any] | None = None, applicant: User | None = None) -> User:
    """Something to decide on: a saved model that answers the questions of `CaseSubject`."""
    person = applicant or UserFactory()
    SubjectUser.answers[person.pk] = answers or {}
    return SubjectUser.objects.get(pk=person.pk)


class SubjectUser(User):
    """A person as the subject of a case: the tests need a model, and this room knows no application."""

    answers: dict[int, dict[str, Any]] = {}

    class Meta:
        proxy = True
        app_label = "workflows"

    def case_answers(self) -> dict[str, Any]:
        return self.answers.get(self.pk, {})

    def case_people(self, finder: str) -> Any:
        return User.objects.filter(pk=self.pk) if finder == "applicant" else User.objects.none()

    def case_title(self) -> str:
        return str(self)


def open_case(
    process: dict[str, Any] | None = None, answers: dict[str, Any] | None = None, applicant: User | None = None
) -> Case:
    """A case that stands at the start."""
    target = subject(answers, applicant)
    return engine.open_case(target, process_version(process), applicant or target)
