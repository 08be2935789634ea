"""A form of 150 fields with 60 rules: what a page, a save and a publication ask of the database stays bounded."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cms.accounts.models import User
from cms.applications.exchange import bundles
from cms.applications.models import Application, CoAuthor, Procedure
from cms.applications.people import presence
from cms.applications.publication import releases
from cms.forms.rules import Comparison
from tests.accounts.factories import UserFactory
from tests.applications.factories import ApplicationFactory, ProcedureFactory, bundle

pytestmark = pytest.mark.django_db

TYPES = ("text", "longtext", "integer", "amount", "date", "yesno", "email", "choice", "choices", "file")
CHOICES = {"choices": ["Un", "Deux", "Trois"]}


def large(label: str = "Question") -> dict[str, Any]:
    """A bundle of ten steps of fifteen fields: 45 fields are shown or required by a rule, 15 rules bind the form."""
    data = bundle()
    fields: list[dict[str, Any]] = []
    for number in range(150):
        kind = TYPES[number % len(TYPES)]
        one: dict[str, Any] = {"key": f"q{number}", "type": kind, "label": f"{label} numéro {number}"}
        if kind in ("choice", "choices"):
            one |= CHOICES
        if number % 15 in (3, 8, 12):
            one["show_when"] = {"any": [asked(fields, "yesno"), {"not": asked(fields, "text")}]}
        if number % 15 == 5:
            one["required_when"] = asked(fields, "integer")
        fields.append(one)
    numbers = [one["key"] for one in fields if one["type"] == "integer"]
    fields[14] = {
        "key": "q14",
        "type": "calculated",
        "label": "Somme des nombres",
        "formula": {"op": "sum", "of": numbers},
    }
    rules = [
        {
            "key": f"regle{number}",
            ("eligible_when" if number % 3 == 0 else "valid_when"): {
                "any": [
                    {"field": key, "operator": "is_empty"},
                    {"field": key, "operator": "at_most", "value": 900},
                ]
            },
            "message": f"Le nombre {number} est trop grand.",
            "fields": [key],
        }
        for number, key in enumerate(numbers * 2)
        if number < 20
    ]
    sections = [
        {"key": f"etape{place}", "title": f"Étape {place}", "fields": fields[place * 15 : place * 15 + 15]}
        for place in range(10)
    ]
    data["form"] |= {"sections": sections, "rules": rules}
    data["procedure"] |= {"title_field": "q0", "territory_field": ""}
    data["process"]["nodes"][3]["opens_fields"] = ["q0"]
    return data


def asked(fields: list[dict[str, Any]], kind: str) -> dict[str, Any]:
    """A rule that holds when the last field of that type, or else the first field, is answered."""
    named = next((one["key"] for one in reversed(fields) if one["type"] == kind), fields[0]["key"])
    return {"field": named, "operator": "is_filled"}


@pytest.fixture
def draft(client) -> Application:
    given = {f"q{number}": f"Réponse {number}" for number in range(0, 150, 10)} | {"q2": 12, "q5": True}
    made = ApplicationFactory(procedure=ProcedureFactory(data=large()), answers=given)
    client.force_login(made.applicant)
    return made


def asked_of_the_database(work) -> int:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        work()
    return len(asked)


def test_the_form_is_as_large_as_it_says():
    form = ProcedureFactory(data=large()).current_release.form
    rules = [rule for one in form.fields for rule in (one.show_when, one.required_when) if rule]

    assert sum(1 for _one in form.fields) == 150
    assert len(rules) + len(form.rules) == 60


def test_a_step_asks_the_database_less_than_25_times(client, draft):
    url = reverse("applications:step", args=[draft.pk, "etape3"])
    client.get(url)

    assert asked_of_the_database(lambda: client.get(url)) < 25


def test_a_save_while_typing_asks_the_database_less_than_12_times(client, draft):
    url = reverse("applications:autosave", args=[draft.pk, "etape3"])
    client.post(url, {"revision": draft.revision, "_field": "q50", "q50": "Une réponse"})
    draft.refresh_from_db()
    data = {"revision": draft.revision, "_field": "q50", "q50": "Une autre réponse"}

    assert asked_of_the_database(lambda: client.post(url, data)) < 12
    draft.refresh_from_db()
    assert draft.answers["q50"] == "Une autre réponse"


@pytest.mark.django_db(transaction=True)  # as it is really done: what begins and ends a transaction counts
@pytest.mark.parametrize("who", ["the owner", "a co-author"])
def test_a_save_of_an_application_that_several_people_have_open_asks_the_database_12_times_at_most(client, draft, who):
    writing, _reading = (
        CoAuthor.objects.create(application=draft, email=UserFactory().email, role=role, invited_by=draft.applicant)
        for role in (CoAuthor.Role.EDIT, CoAuthor.Role.VIEW)
    )
    co_author = User.objects.get(email=writing.email)
    me, other = (draft.applicant, co_author) if who == "the owner" else (co_author, draft.applicant)
    presence.arrive(draft, other, draft.release.form.section("etape3"))
    client.force_login(me)
    page = client.get(reverse("applications:step", args=[draft.pk, "etape3"]))
    url = reverse("applications:autosave", args=[draft.pk, "etape3"])
    data = {"revision": draft.revision, "seen": page.context["marks"], "_field": "q50", "q50": "À plusieurs"}

    with CaptureQueriesContext(connection) as asked:
        answer = client.post(url, data)

    assert str(other) in answer.json()["others"]
    draft.refresh_from_db()
    assert draft.answers["q50"] == "À plusieurs"
    assert draft.presences.count() == 2
    assert len(asked) <= 12, "\n".join(one["sql"][:120] for one in asked)


def changed(data: dict[str, Any]) -> Procedure:
    """A published procedure with a change that waits for its publication."""
    bundles.load(data)
    data["form"]["sections"][0]["fields"][0]["label"] = "Un autre intitulé de question"
    return bundles.load(data, publish=False)


def test_publishing_asks_the_database_no_more_than_for_a_small_form():
    small, big = (changed(data) for data in (bundle(slug="petit"), large()))

    counts = [asked_of_the_database(lambda one=one: releases.publish(one)) for one in (small, big)]

    assert Procedure.objects.get(slug="jardin").releases.count() == 2
    assert counts[1] <= counts[0] + 3


def test_publishing_judges_rules_no_more_often_than_the_form_is_large(monkeypatch):
    """What grows with the square of a form is not seen on a small one."""
    procedure = changed(large())
    ApplicationFactory(procedure=procedure, answers={"q2": 12})
    judged = 0
    holds = Comparison.holds

    def counted(self, answers):
        nonlocal judged
        judged += 1
        return holds(self, answers)

    monkeypatch.setattr(Comparison, "holds", counted)
    releases.publish(procedure)

    assert judged < 2_000
