"""The simulator in the admin: playing, correcting, waiting, saving a run and what becomes of it at publication."""

import re
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import translation

from cms.accounts.models import User
from cms.applications.exchange import bundles
from cms.applications.models import Application, Procedure, SavedRun
from cms.applications.publication import releases
from cms.applications.simulation import keeping, operations, saving
from cms.workflows.models import Case
from tests.accounts.factories import UserFactory
from tests.applications.factories import ApplicationFactory, agent
from tests.applications.test_simulation import ANSWERS, ARBITRATE, FIRST, SECOND, garden, rows

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_french():
    with translation.override("fr"):
        yield


@pytest.fixture
def procedure() -> Procedure:
    return bundles.load(garden())


def editor() -> User:
    user = agent()
    codes = ["change_procedure", "add_procedure", "access_admin", "publish_procedure"]
    user.user_permissions.set(Permission.objects.filter(codename__in=codes))
    return user


@pytest.fixture
def client(procedure) -> Client:
    client = Client()
    client.force_login(editor())
    return client


def at(procedure: Procedure, name: str = "simulation", *args: Any) -> str:
    return reverse(f"procedures_admin:{name}", args=[procedure.pk, *args])


def deed(role: str, key: str, **values: Any) -> dict[str, Any]:
    return {"do": "act", "deed": f"{role} {key}"} | {f"{role}.{key}-{name}": value for name, value in values.items()}


def do(client: Client, procedure: Procedure, **data: Any) -> str:
    answer = client.post(at(procedure), data, follow=True)
    assert answer.status_code == 200, answer.content.decode()[-3000:]
    return answer.content.decode()


def test_a_procedure_is_played_to_its_end_and_the_run_is_kept(client, procedure) -> None:
    before = {name: count for name, count in rows().items() if name != "sessions.Session"}
    assert "Commencer la simulation" in client.get(at(procedure)).content.decode()
    do(client, procedure, do="begin")
    do(client, procedure, do="wait", days="8", unit="working_days")
    page = do(client, procedure, **deed("agent", "arbitrer", seen_revision="1", comment="À voir."))
    assert "À voir." in page and "donne un avis" not in page
    do(client, procedure, **deed("jury", "accepter", seen_revision="2"), reviewer="1")
    page = do(client, procedure, **deed("jury", "accepter", seen_revision="2"), reviewer="2")
    assert "Bravo pour" in page and "Diplôme" in page and "Le circuit est terminé" in page
    after = {name: count for name, count in rows().items() if name != "sessions.Session"}
    assert after == before and mail.outbox == []

    page = do(client, procedure, do="save", label="Un accord")

    saved = SavedRun.objects.get()
    assert (saved.key, saved.label, saved.ends) == ("un-accord", "Un accord", "oui")
    assert saved.steps[-1] == {"expect": {"node": "oui", "mails": ["bravo"], "documents": ["diplome"]}}
    assert "se déroule comme" in page
    assert releases.all_faults(procedure) == [one for one in releases.all_faults(procedure) if not one.refuses]


def test_what_lacks_in_an_action_is_told_on_the_page(client, procedure) -> None:
    do(client, procedure, do="begin")

    answer = client.post(at(procedure), deed("agent", "demander", seen_revision="1"))

    assert answer.status_code == 422
    assert "il est nécessaire" in answer.content.decode() or "commentaire" in answer.content.decode()


def test_the_applicant_corrects_in_the_simulator(client, procedure) -> None:
    do(client, procedure, do="begin")
    asked = deed("agent", "demander", seen_revision="1", comment="Précisez.", asked=["courriel"])
    assert "Corriger les réponses" in do(client, procedure, **asked)
    answers = at(procedure, "simulation_answers")
    page = client.get(answers).content.decode()
    assert 'name="courriel"' in page and 'name="nom"' not in page

    client.post(answers, {"_field": ["courriel"], "courriel": "lys@exemple.fr"})
    do(client, procedure, **deed("porteur", "renvoyer", seen_revision="2"))

    step = client.session[f"simulation-{procedure.pk}"]["steps"][-1]
    assert step == {"role": "porteur", "transition": "renvoyer", "answers": {"courriel": "lys@exemple.fr"}}


def test_made_answers_are_changed_before_the_first_step(client, procedure) -> None:
    do(client, procedure, do="begin")
    answers = at(procedure, "simulation_answers")

    wrong = client.post(answers, {"_field": ["nom", "courriel"], "nom": "Les lys", "courriel": "non"})
    right = client.post(answers, {"_field": ["nom"], "nom": "Les lys"}, follow=True)

    assert wrong.status_code == 422 and "adresse électronique" in wrong.content.decode()
    assert client.session[f"simulation-{procedure.pk}"]["answers"]["nom"] == "Les lys"
    assert right.status_code == 200


@pytest.mark.parametrize(
    "data",
    [
        {"do": "act"},
        {"do": "act", "deed": "rien du tout"},
        {"do": "wait", "days": "9" * 5000},
        {"do": "wait", "days": "-3"},
        {"do": "begin", "source": "pas-un-dossier", "people-jury": "٣٣٣"},
        {"do": "save", "label": " "},
        {"do": "autre"},
        {"do": "undo"},
    ],
)
def test_whatever_is_sent_is_answered(client, procedure, data) -> None:
    do(client, procedure, do="begin")
    assert client.post(at(procedure), data, follow=True).status_code in (200, 422)
    assert client.post(at(procedure), data, follow=True).status_code in (200, 422)


def test_only_those_who_edit_procedures_simulate_and_keep_runs(procedure) -> None:
    outsider, client = agent(), Client()
    client.force_login(outsider)
    run = operations.made_run(procedure, editor())

    assert client.get(at(procedure)).status_code in (302, 403)
    for attempt in (
        lambda: operations.simulate(procedure, run, outsider),
        lambda: operations.made_run(procedure, outsider),
        lambda: saving.save(procedure, run, "Nom", outsider),
    ):
        with pytest.raises(PermissionDenied):
            attempt()
    kept = saving.save(procedure, run, "Nom", editor())
    for attempt in (
        lambda: saving.rename(kept, "Autre", outsider),
        lambda: saving.record_again(kept, outsider),
        lambda: saving.delete(kept, outsider),
    ):
        with pytest.raises(PermissionDenied):
            attempt()


def test_a_real_application_is_simulated_and_its_people_are_not_kept(client, procedure) -> None:
    real = ApplicationFactory(
        procedure=procedure, submitted=True, answers=ANSWERS | {"aide": True, "montant": "120.00"}
    )
    before = Case.objects.get(pk=real.case_id).revision
    client.get(at(procedure))
    page = do(client, procedure, do="begin", source=str(real.pk))
    assert ANSWERS["courriel"] not in str(dict(client.session))
    do(client, procedure, **deed("agent", "arbitrer", seen_revision="1"))

    do(client, procedure, do="save", label="D’après un vrai dossier")

    kept = SavedRun.objects.get().answers
    assert kept["aide"] is True and kept["montant"] == "120.00"
    assert kept["courriel"] != ANSWERS["courriel"] and kept["nom"] != ANSWERS["nom"]
    assert Case.objects.get(pk=real.case_id).revision == before and page


def test_a_real_application_of_others_is_not_for_those_who_play_no_role_in_it(procedure) -> None:
    real = ApplicationFactory(procedure=procedure, submitted=True)
    stranger = UserFactory()
    stranger.user_permissions.set(Permission.objects.filter(codename="change_procedure"))

    assert list(operations.real_ones(procedure, stranger)) == []
    with pytest.raises(PermissionDenied):
        operations.real_answers(procedure, real.pk, stranger)
    assert Application.objects.count() == 1


def test_a_broken_run_is_a_refusal_that_leads_to_its_screen_and_is_recorded_again(client, procedure) -> None:
    user = editor()
    run = operations.made_run(procedure, user).followed_by(ARBITRATE, FIRST, SECOND)
    saved = saving.save(procedure, run, "Un accord", user)
    procedure.messages.filter(key="bravo").update(subject="Félicitations")
    assert not [one for one in releases.all_faults(procedure) if one.refuses]
    changed = bundles.dump(procedure)
    changed["process"]["transitions"] = [
        one | ({"effects": [{"kind": "document", "document": "diplome"}]} if one["key"] == "accepter" else {})
        for one in changed["process"]["transitions"]
    ]
    bundles.load(changed, publish=False)
    procedure.refresh_from_db()

    page = client.get(reverse("procedures_admin:edit", args=[procedure.pk])).content.decode()
    there = at(procedure, "saved_run", saved.key)
    assert there in page and "ne part pas" in page
    with pytest.raises(releases.PublicationRefused):
        releases.publish(procedure, user)

    assert "ne part pas" in client.get(there).content.decode()
    client.post(there, {"do": "record"})
    assert releases.publish(procedure, user).number == 2
    client.post(there, {"do": "rename", "label": "Un autre nom"})
    assert SavedRun.objects.get(procedure=procedure).label == "Un autre nom"
    client.post(there, {"do": "take"})
    assert len(client.session[f"simulation-{procedure.pk}"]["steps"]) == 3
    client.post(there, {"do": "delete"})
    assert not SavedRun.objects.exists()


def test_a_run_with_a_refused_step_is_not_kept(procedure) -> None:
    user = editor()
    run = operations.made_run(procedure, user).followed_by(FIRST)

    with pytest.raises(saving.NotSaved, match="pas 1"):
        saving.save(procedure, run, "Refusée", user)


def test_a_procedure_with_faults_says_what_to_mend(client, procedure) -> None:
    data = bundles.dump(procedure)
    data["process"]["transitions"] = [one for one in data["process"]["transitions"] if one["key"] != "accepter"]
    bundles.load(data, publish=False)

    answer = client.get(at(procedure))

    assert answer.status_code == 422 and re.search(r"à corriger", answer.content.decode(), re.IGNORECASE)


def test_made_answers_leave_nothing_to_ask_for(procedure) -> None:
    run = operations.made_run(procedure, editor())

    assert {"nom", "courriel", "aide", "montant", "acces"} <= set(run.answers)
    assert operations.simulate(procedure, run, editor()).remarks == ()
    assert keeping.of(procedure) == []
