"""The applicant's space and the public pages of procedures, through their addresses."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from cms.applications.exchange import bundles
from cms.applications.models import Application, Procedure
from cms.workflows import engine
from cms.workflows.models import Case
from tests.applications.factories import (
    ApplicationFactory,
    ProcedureFactory,
    UserFactory,
    agent,
    ask_correction,
    bundle,
)

pytestmark = pytest.mark.django_db


def page(response) -> str:
    return response.content.decode()


def queries(client, address: str) -> int:
    client.get(address)  # what is remembered between pages is remembered from here on
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


# --- Public pages ---


def test_the_list_tells_open_soon_and_closed_apart(client):
    ProcedureFactory(slug="ouverte", title="Une ouverte")
    ProcedureFactory(slug="bientot", title="Une bientôt", soon=True)
    ProcedureFactory(slug="close", title="Une close", closed=True)
    shown = page(client.get("/demarches/"))
    places = [shown.index(text) for text in ("Une ouverte", "Bientôt", "Une bientôt", "Closes", "Une close")]
    assert places == sorted(places)


def test_the_list_takes_the_same_queries_however_many_procedures(client):
    ProcedureFactory()
    one = queries(client, "/demarches/")
    for n in range(4):
        ProcedureFactory(slug=f"autre-{n}", title=f"Autre {n}")
    assert queries(client, "/demarches/") == one <= 4


def test_the_list_says_when_there_is_nothing(client):
    assert "Aucune démarche" in page(client.get("/demarches/"))


def test_a_procedure_says_what_is_asked_how_long_it_takes_and_what_to_prepare(client):
    ProcedureFactory()
    shown = page(client.get("/demarches/jardin/"))
    for text in (
        "Pour les établissements",
        "Votre projet",
        "Plan du jardin",
        "Environ 15 minutes",
        "Commencer ma demande",
    ):
        assert text in shown


def test_a_procedure_that_is_not_published_is_not_found(client):
    bundles.load(bundle(), publish=False)
    assert client.get("/demarches/jardin/").status_code == 404
    assert client.post("/demarches/jardin/commencer/").status_code == 404


def test_a_closed_procedure_has_no_button(client):
    ProcedureFactory(closed=True)
    assert "Commencer ma demande" not in page(client.get("/demarches/jardin/"))


def test_reading_the_list_sets_no_cookie(client):
    ProcedureFactory()
    assert not client.get("/demarches/").cookies


# --- Beginning ---


def test_beginning_signs_in_first_and_then_goes_on_by_itself(client):
    ProcedureFactory()
    response = client.post("/demarches/jardin/commencer/")
    assert response["Location"] == "/connexion/?next=/demarches/jardin/commencer/"
    user = UserFactory()
    session = client.session
    begun = session["begun_procedure"]
    client.force_login(user)
    session = client.session
    session["begun_procedure"] = begun
    session.save()
    response = client.get("/demarches/jardin/commencer/")
    draft = Application.objects.get(applicant=user)
    assert response["Location"] == f"/mon-espace/dossiers/{draft.pk}/etapes/projet/"


def test_opening_the_address_alone_begins_nothing(client):
    ProcedureFactory()
    client.force_login(UserFactory())
    assert "Commencer ma demande" in page(client.get("/demarches/jardin/commencer/"))
    assert not Application.objects.exists()


def test_a_second_draft_is_begun_only_when_it_is_asked_for(client):
    draft = ApplicationFactory()
    client.force_login(draft.applicant)
    shown = page(client.post("/demarches/jardin/commencer/"))
    assert "Vous avez déjà commencé" in shown
    assert Application.objects.count() == 1
    client.post("/demarches/jardin/commencer/", {"another": "1"})
    assert Application.objects.count() == 2


def test_beginning_a_closed_procedure_is_refused_with_words(client):
    ProcedureFactory(closed=True)
    client.force_login(UserFactory())
    response = client.post("/demarches/jardin/commencer/")
    assert response.status_code == 409
    assert "fermé" in page(response)
    assert not Application.objects.exists()


# --- The space ---


def test_the_space_asks_to_sign_in(client):
    assert client.get("/mon-espace/")["Location"] == "/connexion/?next=/mon-espace/"


def test_an_empty_space_says_what_will_be_there(client):
    client.force_login(UserFactory())
    shown = page(client.get("/mon-espace/"))
    assert "Rien ici" in shown
    assert "/demarches/" in shown


def test_the_space_lists_my_applications_with_their_state_and_next_step(client):
    me = UserFactory()
    procedure = ProcedureFactory()
    ApplicationFactory(procedure=procedure, applicant=me)
    sent = ApplicationFactory(procedure=procedure, applicant=me, submitted=True)
    asked = ask_correction(ApplicationFactory(procedure=procedure, applicant=me, submitted=True))
    ApplicationFactory(procedure=procedure, submitted=True)  # somebody else's
    client.force_login(me)
    shown = page(client.get("/mon-espace/"))
    assert shown.count('<article class="dossier') == 3
    for text in (
        "Brouillon",
        "Continuer",
        "Un agent vous lit.",
        sent.reference,
        "Compléter mon dossier",
        asked.reference,
    ):
        assert text in shown
    assert shown.index("À vous de jouer") < shown.index(asked.reference) < shown.index("Un agent vous lit.")


def test_the_space_takes_the_same_queries_however_many_applications(client):
    me = UserFactory()
    procedure = ProcedureFactory()
    ApplicationFactory(procedure=procedure, applicant=me, submitted=True)
    client.force_login(me)
    one = queries(client, "/mon-espace/")
    for _ in range(3):
        ApplicationFactory(procedure=procedure, applicant=me, submitted=True)
        ApplicationFactory(procedure=procedure, applicant=me)
        ask_correction(ApplicationFactory(procedure=procedure, applicant=me, submitted=True))
    assert queries(client, "/mon-espace/") == one <= 6


def test_an_application_shows_its_state_history_and_answers(client):
    sent = ask_correction(ApplicationFactory(submitted=True))
    client.force_login(sent.applicant)
    shown = page(client.get(f"/mon-espace/dossiers/{sent.pk}/"))
    for text in (
        sent.reference,
        "À compléter",
        "Il nous manque quelque chose.",
        "Précisez l’adresse.",
        "Le jardin des roses",
    ):
        assert text in shown


def test_an_application_takes_few_queries(client):
    sent = ask_correction(ApplicationFactory(submitted=True))
    client.force_login(sent.applicant)
    assert queries(client, f"/mon-espace/dossiers/{sent.pk}/") <= 15


def test_what_agents_say_among_themselves_is_not_on_the_page(client):
    sent = ApplicationFactory(submitted=True)
    case = Case.objects.get(pk=sent.case_id)
    engine.perform(case, "arbitrer", agent(), comment="Entre nous : fragile.")
    client.force_login(sent.applicant)
    assert "Entre nous" not in page(client.get(f"/mon-espace/dossiers/{sent.pk}/"))


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("get", ""),
        ("get", "reprendre/"),
        ("post", "supprimer/"),
        ("post", "actions/retirer/"),
        ("get", "etapes/projet/"),
        ("post", "etapes/projet/"),
        ("post", "etapes/projet/enregistrer/"),
        ("post", "etapes/projet/questions/"),
        ("get", "relecture/"),
        ("post", "envoyer/"),
        ("get", "recepisse/"),
        ("get", "recepisse/pdf/"),
    ],
)
def test_another_persons_application_does_not_exist(client, method, path):
    for application in (ApplicationFactory(), ApplicationFactory(submitted=True)):
        client.force_login(UserFactory())
        assert getattr(client, method)(f"/mon-espace/dossiers/{application.pk}/{path}").status_code == 404
        client.force_login(agent())
        assert getattr(client, method)(f"/mon-espace/dossiers/{application.pk}/{path}").status_code == 404


def test_a_draft_is_deleted_by_its_button_and_a_sent_one_is_not(client):
    draft = ApplicationFactory()
    client.force_login(draft.applicant)
    assert client.post(f"/mon-espace/dossiers/{draft.pk}/supprimer/")["Location"] == "/mon-espace/"
    sent = ApplicationFactory(submitted=True, applicant=draft.applicant)
    client.post(f"/mon-espace/dossiers/{sent.pk}/supprimer/")
    assert list(Application.objects.all()) == [sent]


def test_withdrawing_is_offered_and_done(client):
    sent = ApplicationFactory(submitted=True)
    client.force_login(sent.applicant)
    address = f"/mon-espace/dossiers/{sent.pk}/"
    assert "Retirer ma demande" in page(client.get(address))
    revision = sent.case.revision
    client.post(f"{address}actions/retirer/", {"case_revision": revision})
    assert Case.objects.get(pk=sent.case_id).outcome == "withdrawn"


def test_withdrawing_what_has_just_moved_is_told_and_not_done(client):
    sent = ApplicationFactory(submitted=True)
    client.force_login(sent.applicant)
    seen = sent.case.revision
    engine.perform(Case.objects.get(pk=sent.case_id), "arbitrer", agent())
    response = client.post(f"/mon-espace/dossiers/{sent.pk}/actions/retirer/", {"case_revision": seen})
    assert response.status_code == 409
    assert Case.objects.get(pk=sent.case_id).outcome == ""


@pytest.mark.parametrize("key", ["accepter", "demander", "prendre", "inconnue"])
def test_what_is_not_the_applicants_to_do_is_refused_with_words(client, key):
    sent = ApplicationFactory(submitted=True)
    client.force_login(sent.applicant)
    response = client.post(f"/mon-espace/dossiers/{sent.pk}/actions/{key}/")
    assert response.status_code == 409
    assert Case.objects.get(pk=sent.case_id).node == "lecture"


def test_a_draft_of_a_procedure_that_closed_is_kept_and_says_so(client):
    draft = ApplicationFactory(complete=True)
    Procedure.objects.update(closes_at=timezone.now() - timedelta(hours=1))
    client.force_login(draft.applicant)
    assert "vos réponses sont gardées" in page(client.get("/mon-espace/"))
    assert "Le jardin des roses" in page(client.get(f"/mon-espace/dossiers/{draft.pk}/"))
