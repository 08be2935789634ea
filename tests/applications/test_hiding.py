"""What a role does not see: on the case, on paper, in files and in mails; and internal answers that stay inside."""

import pytest
from django.urls import reverse

from cms.applications import groups
from cms.applications.decisions import messages
from cms.applications.models import Application
from cms.applications.people import hiding
from cms.workflows import engine
from tests.applications import visit

pytestmark = pytest.mark.django_db


def bundle():
    data = visit.bundle()
    process = data["process"]
    process["roles"][2]["hides"] = ["resume"]
    process["fields"] = [
        {"key": "avis", "type": "longtext", "label": "Avis de l’agent", "required": True},
        {"key": "suite", "type": "text", "label": "Suite", "public": True},
    ]
    process["nodes"][1]["fills"] = ["avis", "suite"]
    data["messages"].append({"key": "jury", "to": "role:comite", "subject": "Jury", "body": "[{answer:resume}]"})
    data["messages"].append(
        {"key": "mot", "to": "applicant", "subject": "Mot", "body": "[{answer:avis}] [{answer:suite}]"}
    )
    return data


@pytest.fixture
def submitted():
    groups.set_up()
    visit.person("Comité", email="comite@exemple.fr")
    return visit.application(visit.publish(bundle()), resume="Trois élèves nommés.")


def page(client, person, submitted):
    client.force_login(person)
    return client.get(reverse("applications_inbox:case", args=[submitted.pk]))


def test_a_role_does_not_see_what_it_hides(client, submitted):
    agent, member = visit.person("Agents"), visit.person("Comité")
    assert "Trois élèves" in page(client, agent, submitted).content.decode()
    seen = page(client, member, submitted).content.decode()
    assert "Trois élèves" not in seen
    paper = reverse("applications:application_pdf", args=[submitted.pk, 1])
    assert paper not in seen
    assert client.get(paper).status_code == 404
    assert hiding.from_person(member, submitted) == {"resume"}


def test_who_plays_another_role_as_well_sees_what_that_one_shows(client, submitted):
    both = visit.person("Agents")
    both.groups.add(*visit.person("Comité").groups.all())
    assert "Trois élèves" in page(client, both, submitted).content.decode()


def test_a_mail_to_a_role_leaves_out_what_it_hides(submitted):
    assert "[]" in messages.compose(submitted, "jury", None).body


def test_internal_answers_are_asked_at_their_step_and_stay_inside(client, submitted):
    agent = visit.person("Agents")
    client.force_login(agent)
    url = reverse("applications_inbox:act", args=[submitted.pk, "transmettre"])
    assert "Avis de l’agent" in client.get(url).content.decode()
    revision = submitted.case.revision
    refused = client.post(url, {"seen_revision": revision, "own-suite": "Réponse en mai"})
    assert refused.status_code == 422
    said = {"seen_revision": revision, "own-avis": "Fragile, à suivre", "own-suite": "Réponse en mai"}
    assert client.post(url, said).status_code == 302
    found = Application.objects.with_standing().get(pk=submitted.pk)
    assert found.case.internal == {"avis": "Fragile, à suivre", "suite": "Réponse en mai"}
    assert found.case.journal.last().data == {"filled": ["avis", "suite"]}
    assert "Fragile, à suivre" in page(client, agent, submitted).content.decode()
    assert messages.compose(found, "mot", None).body.startswith("[] [Réponse en mai]")
    client.force_login(found.applicant)
    own = client.get(reverse("applications:application", args=[found.pk])).content.decode()
    assert "Réponse en mai" in own
    assert "Fragile" not in own


def test_the_engine_asks_for_them_too(submitted):
    agent = visit.person("Agents")
    for filled in ({}, {"avis": ""}, {"avis": "Oui", "autre": "x"}):
        with pytest.raises(engine.OwnFieldsRefused):
            engine.perform(submitted.case, "transmettre", agent, filled=filled)
    engine.perform(submitted.case, "completer", agent, comment="Précisez.", filled={"avis": "À préciser"})
