"""An editor reads beforehand what partners will read."""

import pytest
from django.core import mail
from django.urls import reverse

from cms.applications import groups
from cms.applications.commitments import previews
from cms.applications.exchange import bundles
from cms.applications.models import Application, Commitment, Procedure, Release
from tests.applications import visit

pytestmark = pytest.mark.django_db

TEXT = "Accueillir la classe une journée entière."
SAID = {
    "waiting": ["Je confirme notre engagement", "Votre fonction"],
    "confirmed": ["Vous avez confirmé le", "Je confirme notre engagement"],
    "declined": ["Vous avez décliné le"],
    "sent": ["Le dossier a été envoyé"],
    "expired": ["Ce lien a expiré"],
}


@pytest.fixture
def procedure() -> Procedure:
    """Never published, and with a fault that keeps it from being so: nobody is told how long answers are kept."""
    data = visit.bundle()
    field = {"key": "hotes", "type": "partners", "label": "Qui vous accueille ?", "confirmation_text": TEXT}
    data["form"]["sections"][0]["fields"].append(field | {"confirmation_fields": ["resume"]})
    return bundles.load(data, publish=False)


@pytest.fixture
def editor(client):
    groups.set_up()
    person = visit.person("Éditeurs")
    client.force_login(person)
    return person


def page(client, procedure, state: str):
    return client.get(reverse("procedures_admin:partner_page", args=[procedure.pk, "hotes", state]))


def test_the_mail_and_every_page_of_an_unpublished_procedure_are_shown_and_nothing_is_written(
    client, procedure, editor
):
    screen = reverse("procedures_admin:partners", args=[procedure.pk])
    assert screen in client.get(reverse("procedures_admin:edit", args=[procedure.pk])).content.decode()
    shown = client.get(screen).content.decode()
    assert "Votre accord est attendu" in shown
    for state in previews.STATES:
        assert reverse("procedures_admin:partner_page", args=[procedure.pk, "hotes", state]) in shown
        answer = page(client, procedure, state)
        assert answer.status_code == 200
        said = answer.content.decode()
        assert not [words for words in SAID[state] if words not in said], state
        assert "rien n’est enregistré" in said
        if state != "expired":
            assert TEXT in said
            assert "En deux phrases" in said
    for model in (Application, Commitment, Release):
        assert not model.objects.exists()
    assert mail.outbox == []


def test_the_buttons_of_the_preview_do_nothing(client, procedure, editor):
    url = reverse("procedures_admin:partner_page", args=[procedure.pk, "hotes", "waiting"])
    assert client.post(url, {"decision": "confirm"}).status_code == 405
    assert client.get(url).content.decode().count(" disabled") >= 2
    assert page(client, procedure, "ailleurs").status_code == 404


def test_only_those_who_may_change_procedures_read_it(client, procedure):
    groups.set_up()
    for person in (visit.person("Agents"), visit.person()):
        client.force_login(person)
        assert page(client, procedure, "waiting").status_code in (302, 403)
    client.logout()
    assert page(client, procedure, "waiting").status_code == 302
