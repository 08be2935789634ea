"""Filling in, reading again and sending, through their addresses, as a browser without JavaScript does."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.applications.models import Application, Procedure
from cms.workflows.models import Case
from tests.applications.factories import ApplicationFactory, UserFactory, ask_correction, pdf

pytestmark = pytest.mark.django_db

PROJET = {"_field": ["nom", "courriel", "aide"]}


@pytest.fixture
def draft(client) -> Application:
    made = ApplicationFactory()
    client.force_login(made.applicant)
    return made


def address(application: Application, end: str) -> str:
    return f"/mon-espace/dossiers/{application.pk}/{end}"


def send(client, application: Application, section: str = "projet", **data: object):
    application.refresh_from_db()
    return client.post(address(application, f"etapes/{section}/"), {"revision": application.revision} | data)


def page(response) -> str:
    return response.content.decode()


def test_a_section_is_a_page_with_the_bridge_and_its_questions(client, draft):
    shown = page(client.get(address(draft, "etapes/projet/")))
    for text in ("Votre projet", "Nom du jardin", "Le lieu", "Relire et envoyer", 'aria-current="step"'):
        assert text in shown
    assert "Montant de l’aide" not in shown


def test_saving_goes_on_to_the_next_section(client, draft):
    response = send(client, draft, **PROJET, nom="Les roses", courriel="roses@exemple.fr")
    assert response["Location"] == address(draft, "etapes/lieu/")
    response = send(client, draft, "pieces", _field=["plan"])
    assert response["Location"] == address(draft, "relecture/")


def test_what_is_refused_is_shown_as_typed_with_a_link_to_it_and_the_rest_is_saved(client, draft):
    response = send(client, draft, **PROJET, nom="Les roses", courriel="roses(a)exemple.fr")
    shown = page(response)
    assert response.status_code == 422
    assert 'value="roses(a)exemple.fr"' in shown
    assert 'href="#f-courriel"' in shown
    assert 'aria-invalid="true"' in shown
    draft.refresh_from_db()
    assert draft.answers["nom"] == "Les roses"


def test_one_may_go_on_all_the_same_and_comes_back_to_what_was_typed(client, draft):
    response = send(client, draft, **PROJET, nom="", courriel="roses(a)exemple.fr", go="anyway")
    assert response["Location"] == address(draft, "etapes/lieu/")
    shown = page(client.get(address(draft, "etapes/projet/")))
    assert 'value="roses(a)exemple.fr"' in shown
    assert 'href="#f-courriel"' in shown


def test_going_back_saves_too(client, draft):
    response = send(client, draft, "lieu", _field=["acces"], acces="Par le tramway", go="previous")
    assert response["Location"] == address(draft, "etapes/projet/")
    draft.refresh_from_db()
    assert draft.answers["acces"] == "Par le tramway"


def test_the_questions_follow_the_answers(client, draft):
    data = PROJET | {"revision": 0, "aide": "yes"}
    shown = page(client.post(address(draft, "etapes/projet/questions/"), data))
    assert "Montant de l’aide" in shown
    draft.refresh_from_db()
    assert draft.answers == {}, "asking which questions there are saves nothing"


def test_a_stale_page_is_told_keeps_what_was_typed_and_can_then_be_saved(client, draft):
    send(client, draft, **PROJET, nom="Écrit sur le téléphone")
    response = client.post(address(draft, "etapes/projet/"), PROJET | {"revision": 0, "nom": "Écrit sur l’ordinateur"})
    shown = page(response)
    assert response.status_code == 409
    assert "Écrit sur l’ordinateur" in shown
    assert "autre onglet" in shown
    draft.refresh_from_db()
    assert draft.answers["nom"] == "Écrit sur le téléphone"
    assert f'name="revision" value="{draft.revision}"' in shown


@pytest.mark.parametrize("revision", ["", "x", "-1", "٣", "9" * 40])
def test_a_revision_that_is_no_number_is_not_an_error(client, draft, revision):
    response = client.post(address(draft, "etapes/projet/"), PROJET | {"revision": revision, "nom": "Les roses"})
    assert response.status_code in {302, 422}


def test_an_unknown_section_is_not_found(client, draft):
    assert client.get(address(draft, "etapes/ailleurs/")).status_code == 404


# --- While typing ---


def autosave(client, application: Application, **data: object):
    return client.post(address(application, "etapes/projet/enregistrer/"), PROJET | data)


def test_what_is_typed_is_saved_and_the_page_learns_its_revision(client, draft):
    answer = autosave(client, draft, nom="Les ro", revision=0).json()
    assert (answer["state"], answer["revision"]) == ("saved", 1)
    assert answer["message"].startswith("Enregistré à ")
    assert autosave(client, draft, nom="Les roses", revision=1).json()["revision"] == 2
    draft.refresh_from_db()
    assert draft.answers["nom"] == "Les roses"


def test_a_stale_tab_is_told_while_typing(client, draft):
    autosave(client, draft, nom="Ici", revision=0)
    response = autosave(client, draft, nom="Là", revision=0)
    assert (response.status_code, response.json()["state"]) == (409, "stale")
    draft.refresh_from_db()
    assert draft.answers["nom"] == "Ici"


def test_a_session_that_ended_is_told_while_typing(client, draft):
    client.logout()
    response = autosave(client, draft, nom="Ici", revision=0)
    assert (response.status_code, response.json()["state"]) == (401, "signed_out")


def test_an_application_that_was_sent_meanwhile_is_told_while_typing(client):
    sent = ApplicationFactory(submitted=True)
    client.force_login(sent.applicant)
    response = autosave(client, sent, nom="Autre")
    assert (response.status_code, response.json()["state"]) == (409, "closed")


def test_saving_while_typing_takes_few_queries(client, draft):
    autosave(client, draft, nom="Les", revision=0)
    with CaptureQueriesContext(connection) as captured:
        autosave(client, draft, nom="Les roses", revision=1)
    assert len(captured) <= 10


def test_a_step_takes_few_queries(client, draft):
    client.get(address(draft, "etapes/projet/"))
    with CaptureQueriesContext(connection) as captured:
        client.get(address(draft, "etapes/projet/"))
    assert len(captured) <= 6


# --- Files ---


def test_a_file_is_sent_with_its_section(client, draft):
    response = send(client, draft, "pieces", _field=["plan"], plan=pdf("Plan.pdf"))
    assert response.status_code == 302
    shown = page(client.get(address(draft, "etapes/pieces/")))
    attachment = draft.attachments.get()
    assert f"/mon-espace/fichiers/{attachment.pk}/" in shown
    assert "Plan.pdf" in shown


def test_a_refused_file_is_said_and_the_page_stays_whatever_the_button(client, draft):
    bad = SimpleUploadedFile("plan.pdf", b"MZ\x90\x00" + b"\0" * 500, "application/pdf")
    response = send(client, draft, "pieces", _field=["plan"], plan=bad, go="anyway")
    assert response.status_code == 422
    assert "programme" in page(response)


# --- Reading again and sending ---


def test_the_review_lists_answers_problems_and_links(client, draft):
    send(client, draft, **PROJET, nom="Les roses", courriel="roses(a)exemple.fr", go="anyway")
    shown = page(client.get(address(draft, "relecture/")))
    assert "Les roses" in shown
    assert f"{address(draft, 'etapes/projet/')}?verifier=1#f-courriel" in shown
    assert "Envoyer mon dossier" not in shown


def test_coming_from_the_review_shows_all_that_lacks(client, draft):
    assert "#f-nom" not in page(client.get(address(draft, "etapes/projet/")))
    assert "#f-nom" in page(client.get(address(draft, "etapes/projet/?verifier=1")))


def complete(client, draft: Application) -> None:
    send(client, draft, **PROJET, nom="Les roses", courriel="roses@exemple.fr")


def test_sending_leads_to_the_receipt_and_a_second_time_too(client, draft):
    complete(client, draft)
    response = client.post(address(draft, "envoyer/"), {"attestation": "on"})
    assert response["Location"] == address(draft, "recepisse/")
    draft.refresh_from_db()
    assert draft.reference in page(client.get(response["Location"]))
    again = client.post(address(draft, "envoyer/"), {"attestation": "on"}, follow=True)
    assert "déjà envoyé" in page(again)
    assert Case.objects.count() == 1


def test_without_the_attestation_nothing_is_sent(client, draft):
    complete(client, draft)
    response = client.post(address(draft, "envoyer/"))
    assert response.status_code == 422
    assert "Cochez cette case" in page(response)
    draft.refresh_from_db()
    assert draft.is_draft


def test_an_incomplete_application_sent_all_the_same_is_refused_with_the_list(client, draft):
    response = client.post(address(draft, "envoyer/"), {"attestation": "on"})
    assert response.status_code == 422
    assert "#f-nom" in page(response)


def test_sent_after_the_closing_date_is_refused_with_words(client, draft):
    complete(client, draft)
    Procedure.objects.update(closes_at=timezone.now() - timedelta(minutes=1))
    response = client.post(address(draft, "envoyer/"), {"attestation": "on"})
    assert response.status_code == 409
    assert "gardé" in page(response)


def test_there_is_no_receipt_before_sending(client, draft):
    for end in ("recepisse/", "recepisse/pdf/"):
        assert client.get(address(draft, end))["Location"] == address(draft, "relecture/")


def test_the_receipt_is_a_pdf(client):
    sent = ApplicationFactory(submitted=True)
    client.force_login(sent.applicant)
    response = client.get(address(sent, "recepisse/pdf/"))
    assert response["Content-Type"] == "application/pdf"
    assert b"".join(response.streaming_content).startswith(b"%PDF-")
    response.close()
    assert "attachment" in response["Content-Disposition"]


# --- Corrections ---


def test_a_correction_opens_only_its_fields_and_sends_again(client):
    asked = ask_correction(ApplicationFactory(submitted=True))
    client.force_login(asked.applicant)
    shown = page(client.get(address(asked, "etapes/projet/")))
    assert "Précisez l’adresse." in shown
    assert 'name="courriel"' in shown
    assert 'name="nom"' not in shown
    assert "Le jardin des roses" in shown
    assert client.get(address(asked, "etapes/lieu/")).status_code == 302
    send(client, asked, _field=["courriel", "nom"], courriel="lilas@exemple.fr", nom="Pirate")
    response = client.post(address(asked, "envoyer/"), {"attestation": "on", "comment": "Voilà."})
    assert response["Location"] == address(asked, "")
    asked.refresh_from_db()
    assert (asked.answers["courriel"], asked.answers["nom"]) == ("lilas@exemple.fr", "Le jardin des roses")
    assert Case.objects.get(pk=asked.case_id).node == "lecture"


def test_an_application_that_waits_for_nothing_cannot_be_filled_in(client):
    sent = ApplicationFactory(submitted=True)
    client.force_login(sent.applicant)
    assert client.get(address(sent, "etapes/projet/"))["Location"] == address(sent, "")
    assert client.post(address(sent, "etapes/projet/"), PROJET | {"nom": "x"})["Location"] == address(sent, "")
    assert client.get(address(sent, "relecture/"))["Location"] == address(sent, "recepisse/")


def test_nobody_fills_in_without_signing_in(client):
    draft = ApplicationFactory()
    assert client.get(address(draft, "etapes/projet/"))["Location"].startswith("/connexion/")
    client.force_login(UserFactory())
    assert client.post(address(draft, "etapes/projet/"), PROJET | {"nom": "x"}).status_code == 404
