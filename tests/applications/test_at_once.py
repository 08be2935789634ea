"""Many applicants, and a publication, at the same moment: on connections of their own that really commit."""

import json
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection, connections
from django.test import Client
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from cms.applications.exchange import bundles
from cms.applications.models import Application
from cms.applications.models.application import Submission
from cms.applications.publication import releases
from cms.applications.writing import meeting, submission
from cms.workflows import chain
from cms.workflows.models import Case, JournalEntry
from tests.accounts.factories import UserFactory
from tests.applications.factories import ApplicationFactory, ProcedureFactory, bundle

APPLICANTS = 200

pytestmark = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="SQLite lets one writer in at a time: there is nothing to try"
)


def at_once(works: Iterable[Callable[[], Any]]) -> list[Any]:
    """Do all works together, each on a connection of its own, as many at a time as the server takes."""
    works = list(works)

    def alone(work: Callable[[], Any]) -> Any:
        try:
            return work()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(min(len(works), free_connections())) as threads:
        return list(threads.map(alone, works))


def free_connections() -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int"
            " - (SELECT count(*) FROM pg_stat_activity)::int"
        )
        return max(10, cursor.fetchone()[0] - 20)


def marks(application: Application, section: str) -> str:
    """What the page of a section says that it had on screen."""
    return json.dumps(meeting.marks(application, application.release.form.section(section)))


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


class Applicant:
    """Somebody who fills in two sections, corrects the first, and sends."""

    def __init__(self, number: int, application: Application) -> None:
        self.number, self.application = number, application
        self.client = signed_in(application.applicant)
        self.told: list[str] = []

    def answers(self) -> dict[str, str]:
        return {
            "nom": f"Le jardin numéro {self.number}, revu",
            "courriel": f"jardin{self.number}@exemple.fr",
            "acces": f"Par la rue numéro {self.number}",
        }

    def apply(self) -> int:
        """Return the status of the last answer."""
        given = self.answers()
        seen = self.save("projet", marks(self.application, "projet"), nom=f"Le jardin numéro {self.number}")
        self.save("projet", seen, nom=given["nom"], courriel=given["courriel"])
        self.save("lieu", marks(self.application, "lieu"), acces=given["acces"])
        url = reverse("applications:submit", args=[self.application.pk])
        return self.client.post(url, {"attestation": "on"}).status_code

    def save(self, section: str, seen: str, **answers: str) -> str:
        url = reverse("applications:autosave", args=[self.application.pk, section])
        said = self.client.post(url, {"seen": seen, "_field": list(answers), **answers}).json()
        self.told.append(said["state"])
        return json.dumps(json.loads(seen) | said["marks"])


@pytest.mark.django_db(transaction=True)
def test_two_hundred_applicants_who_save_and_send_at_once_lose_nothing():
    procedure = ProcedureFactory()
    people = [Applicant(number, ApplicationFactory(procedure=procedure)) for number in range(APPLICANTS)]

    statuses = at_once(one.apply for one in people)

    assert statuses == [302] * APPLICANTS
    assert {state for one in people for state in one.told} == {"saved"}
    stored = {one.pk: one for one in Application.objects.select_related("case")}
    sent = {one.application_id: one for one in Submission.objects.filter(number=1)}
    assert len(stored) == len(sent) == Case.objects.count() == APPLICANTS
    for one in people:
        application = stored[one.application.pk]
        # Three saves, then what sending makes of them.
        assert (application.revision, application.case.node) == (4, "lecture")
        assert one.answers().items() <= application.answers.items()
        assert sent[application.pk].answers == application.answers
    # Every number was given once, and none is missing.
    numbers = sorted(int(one.reference.rpartition("-")[2]) for one in stored.values())
    assert numbers == list(range(1, APPLICANTS + 1))
    for kind in (JournalEntry.Kind.OPENED, JournalEntry.Kind.MOVED):
        assert JournalEntry.objects.filter(kind=kind).count() == APPLICANTS
    assert list(chain.breaks(Case.objects.all())) == []
    receipts = DBTaskResult.objects.filter(task_path__endswith="send_receipt")
    assert receipts.count() == APPLICANTS


@pytest.mark.django_db(transaction=True)
def test_twenty_people_who_write_in_one_application_at_once_lose_nothing():
    application = ApplicationFactory(complete=True)
    fields = {"projet": ("nom", "courriel"), "lieu": ("acces",)}
    people = [UserFactory() for _number in range(19)]
    for person in people:
        application.co_authors.create(email=person.email, role="edit", invited_by=application.applicant)
    # Each writes one answer; of those who write the same one, all but the first are asked to choose.
    jobs = []
    for number, person in enumerate([application.applicant, *people]):
        section = ("projet", "lieu")[number % 2]
        key = fields[section][number // 2 % len(fields[section])]
        value = f"n{number}@exemple.fr" if key == "courriel" else f"Réponse {number}"
        jobs.append((signed_in(person), section, key, value, marks(application, section)))

    def write(job: tuple[Client, str, str, str, str]) -> tuple[str, str, bool]:
        client, section, key, value, seen = job
        url = reverse("applications:autosave", args=[application.pk, section])
        said = client.post(url, {"seen": seen, "_field": key, key: value}).json()
        return key, value, not said["conflicts"]

    results = at_once([lambda job=job: write(job) for job in jobs])

    stored = Application.objects.get(pk=application.pk)
    winners = [(key, value) for key, value, written in results if written]
    assert dict(winners) == {key: stored.answers[key] for key in ("nom", "courriel", "acces")}
    assert len(winners) == stored.revision == 3


@pytest.mark.django_db(transaction=True)
def test_nothing_is_overwritten_when_a_new_form_is_published_while_people_save():
    procedure = ProcedureFactory()
    drafts = [ApplicationFactory(procedure=procedure, answers={"nom": "Avant"}) for _number in range(40)]
    bundles.load(without_access(), publish=False)
    jobs = [(signed_in(one.applicant), one, marks(one, "lieu")) for one in drafts]

    def write(job: tuple[Client, Application, str]) -> str:
        client, one, seen = job
        url = reverse("applications:autosave", args=[one.pk, "lieu"])
        return client.post(url, {"seen": seen, "revision": 0, "_field": "acces", "acces": f"Par {one.pk}"}).json()[
            "state"
        ]

    # The publication sets out in the middle of the saves.
    works: list[Callable[[], Any]] = [lambda job=job: write(job) for job in jobs]
    works.insert(len(works) // 2, lambda: releases.publish(procedure))
    results = at_once(works)

    release = results.pop(len(drafts) // 2)
    for one, state in zip(drafts, results, strict=True):
        now = Application.objects.get(pk=one.pk)
        assert now.answers["nom"] == "Avant"
        if state == "saved":  # what was saved would be lost by the new form: the draft stays on its own
            assert now.answers["acces"] == f"Par {one.pk}"
            assert now.release_id == one.release_id
        else:  # the draft had moved: its page is told, and nothing was written
            assert state == "stale"
            assert "acces" not in now.answers
            assert now.release_id == release.pk


@pytest.mark.django_db(transaction=True)
def test_the_first_applications_of_a_year_are_sent_while_the_procedure_is_published_again():
    procedure = ProcedureFactory()
    drafts = [ApplicationFactory(procedure=procedure, complete=True) for _number in range(12)]
    bundles.load(without_access(), publish=False)
    works: list[Callable[[], Any]] = [lambda one=one: submission.submit(one, one.applicant) for one in drafts]
    works.insert(1, lambda: releases.publish(procedure))

    at_once(works)

    sent = Application.objects.submitted()
    assert {one.case.process_version_id for one in sent} == {one.release.process_version_id for one in sent}
    assert len(sent) == len(drafts)


def without_access() -> dict[str, Any]:
    """The procedure, whose form no longer asks how one gets there."""
    data = bundle()
    data["form"]["sections"][1]["fields"].pop()
    return data
