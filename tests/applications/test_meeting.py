"""Two people on one application: they see each other, and neither overwrites the other unseen."""

import html
import json
import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.applications.models import Application, Presence
from cms.applications.people import coauthors
from tests.applications.factories import ApplicationFactory, UserFactory, pdf

pytestmark = pytest.mark.django_db

PROJET = ["nom", "courriel", "aide"]


class Writer:
    """Somebody with a page of the application open: posts what the page holds, as a browser without JavaScript."""

    def __init__(self, application: Application, user) -> None:
        self.client = Client()
        self.client.force_login(user)
        self.user = user
        self.application = application

    def open(self, section: str = "projet") -> "Writer":
        self.section = section
        self.address = f"/mon-espace/dossiers/{self.application.pk}/etapes/{section}/"
        self._read(self.client.get(self.address))
        return self

    def _read(self, response) -> None:
        self.page = response.content.decode()
        found = re.search(r'name="seen" value="([^"]*)"', self.page)
        self.seen = html.unescape(found[1]) if found else self.seen

    def save(self, **data):
        self._read(response := self.client.post(self.address, self._data(data)))
        return response

    def autosave(self, **data) -> dict:
        answer = self.client.post(f"{self.address}enregistrer/", self._data(data)).json()
        self.seen = json.dumps({**json.loads(self.seen), **answer.get("marks", {})})
        return answer

    def _data(self, data: dict) -> dict:
        fields = [key for key in data if not key.startswith(("_", "go"))]
        return {"seen": self.seen, "_field": fields} | {key.replace("__", "."): value for key, value in data.items()}


@pytest.fixture
def draft() -> Application:
    return ApplicationFactory(answers={"nom": "Avant", "courriel": "avant@exemple.fr"})


@pytest.fixture
def two(draft) -> tuple[Writer, Writer]:
    lea = UserFactory(first_name="Léa", last_name="Martin")
    coauthors.invite(draft, draft.applicant, lea.email, "edit")
    return Writer(draft, draft.applicant).open(), Writer(draft, lea).open()


def stored(draft: Application) -> dict:
    return Application.objects.get(pk=draft.pk).working_answers


def test_two_who_write_different_answers_both_keep_theirs(draft, two):
    owner, lea = two
    lea.save(nom="De Léa", courriel="avant@exemple.fr")
    response = owner.save(nom="Avant", courriel="mienne@exemple.fr")
    assert response.status_code == 302
    assert (stored(draft)["nom"], stored(draft)["courriel"]) == ("De Léa", "mienne@exemple.fr")


def test_an_answer_that_both_changed_is_held_back_and_both_are_shown(draft, two):
    owner, lea = two
    lea.save(nom="De Léa")
    response = owner.save(nom="Du propriétaire", courriel="mienne@exemple.fr", go="leave")
    assert response.status_code == 409
    assert stored(draft)["nom"] == "De Léa"
    assert stored(draft)["courriel"] == "mienne@exemple.fr", "the rest is saved"
    for text in ("De Léa", 'value="Du propriétaire"', "Léa Martin", "Garder ma réponse"):
        assert text in owner.page


def theirs(page: str) -> str:
    return re.search(r'name="_theirs.nom" value="([^"]+)"', page)[1]


@pytest.mark.parametrize(("choice", "kept"), [("mine", "Du propriétaire"), ("theirs", "De Léa")])
def test_the_person_chooses(draft, two, choice, kept):
    owner, lea = two
    lea.save(nom="De Léa")
    owner.save(nom="Du propriétaire")
    choose = {"_choice__nom": choice, "_theirs__nom": theirs(owner.page)}
    response = owner.save(nom="Du propriétaire", courriel="avant@exemple.fr", **choose)
    assert response.status_code == 302
    assert stored(draft)["nom"] == kept


def test_without_a_choice_it_is_asked_again(draft, two):
    owner, lea = two
    lea.save(nom="De Léa")
    owner.save(nom="Du propriétaire")
    assert owner.save(nom="Du propriétaire").status_code == 409
    assert stored(draft)["nom"] == "De Léa"


def test_a_choice_holds_only_for_what_was_read(draft, two):
    owner, lea = two
    lea.save(nom="De Léa")
    owner.save(nom="Du propriétaire")
    read = theirs(owner.page)
    lea.open().save(nom="De Léa, encore")
    response = owner.save(nom="Du propriétaire", _choice__nom="mine", _theirs__nom=read)
    assert response.status_code == 409
    assert "De Léa, encore" in owner.page


def test_what_could_not_be_stored_is_not_overwritten_either(draft, two):
    owner, lea = two
    lea.save(courriel="lea(a)exemple.fr", go="anyway")
    response = owner.save(courriel="mienne@exemple.fr")
    assert response.status_code == 409
    assert "lea(a)exemple.fr" in owner.page
    assert Application.objects.get(pk=draft.pk).typed == {"courriel": "lea(a)exemple.fr"}


def test_a_file_takes_the_place_of_no_file_that_was_not_seen(draft, two):
    owner, lea = two
    owner.open("pieces")
    lea.open("pieces").save(plan=pdf("de-lea.pdf"))
    response = owner.client.post(owner.address, {"seen": owner.seen, "_field": ["plan"], "plan": pdf("moi.pdf")})
    assert response.status_code == 422
    assert [one["name"] for one in stored(draft)["plan"]] == ["de-lea.pdf"]


def test_the_same_answer_twice_is_no_conflict(two):
    owner, lea = two
    lea.save(nom="Pareil")
    assert owner.save(nom="Pareil", courriel="avant@exemple.fr").status_code == 302


@pytest.mark.parametrize("seen", ["", "[]", "{", "null", "[" * 5000, '{"nom": [1]}', '{"nom": "x"}'])
def test_nonsense_about_what_was_seen_is_no_error(draft, two, seen):
    owner, _lea = two
    owner.seen = seen
    assert owner.save(nom="Nouveau", courriel="avant@exemple.fr").status_code in (302, 409)


# --- While typing ---


def test_while_typing_the_page_learns_what_was_changed_elsewhere_and_goes_on_saving(draft, two):
    owner, lea = two
    assert lea.autosave(nom="De Léa")["conflicts"] == ""
    answer = owner.autosave(nom="Du propriétaire", courriel="mienne@exemple.fr")
    assert answer["state"] == "saved"
    assert "De Léa" in answer["conflicts"]
    assert set(answer["marks"]) == {"courriel"}
    assert stored(draft)["nom"] == "De Léa"
    assert "De Léa" in owner.autosave(nom="Du propriétaire", courriel="autre@exemple.fr")["conflicts"]
    assert stored(draft)["courriel"] == "autre@exemple.fr"


def test_an_answer_that_the_page_did_not_touch_is_not_put_back_while_typing(draft, two):
    owner, lea = two
    lea.autosave(nom="De Léa")
    for mail in ("a@exemple.fr", "b@exemple.fr"):
        assert owner.autosave(nom="Avant", courriel=mail)["conflicts"] == ""
    assert stored(draft)["nom"] == "De Léa"


def test_they_see_each_other(two):
    owner, lea = two
    assert "Léa Martin a aussi cette page ouverte" in owner.autosave(nom="x")["others"]
    lea.open("lieu")
    assert "Léa Martin est sur" in owner.autosave(nom="y")["others"]
    Presence.objects.filter(user=lea.user).update(seen_at=timezone.now() - timedelta(minutes=5))
    assert owner.autosave(nom="z")["others"] == ""


def test_nobody_is_there_on_an_application_of_one(draft):
    alone = Writer(draft, draft.applicant).open()
    alone.autosave(nom="x")
    assert not Presence.objects.exists()


def test_saving_takes_few_queries_for_two_as_well(two):
    owner, lea = two
    for writer, most in ((owner, 13), (lea, 14)):
        writer.autosave(nom="x")
        with CaptureQueriesContext(connection) as captured:
            writer.autosave(nom="y", courriel="avant@exemple.fr")
        assert len(captured) <= most, [one["sql"] for one in captured]
