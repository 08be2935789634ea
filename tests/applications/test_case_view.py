"""One application in the inbox: reading it, acting on it."""

import pytest
from django.core import mail
from django.urls import reverse

from cms.applications import groups
from cms.applications.decisions import documents
from cms.applications.models import Grant
from cms.snippets.models import Fund
from cms.workflows import engine
from cms.workflows.models import Effect, JournalEntry
from tests.applications import visit

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def rights():
    groups.set_up()


def signed_in(client, *names, **fields):
    person = visit.person(*names, **fields)
    client.force_login(person)
    return person


def case_page(application) -> str:
    return reverse("applications_inbox:case", args=[application.pk])


def action_page(application, transition: str) -> str:
    return reverse("applications_inbox:act", args=[application.pk, transition])


def act(client, application, transition, **data):
    application.case.refresh_from_db()
    return client.post(action_page(application, transition), {"seen_revision": application.case.revision} | data)


def before_committee(**answers):
    submitted = visit.application(**answers)
    engine.perform(submitted.case, "transmettre", visit.person("Agents"))
    return submitted


@pytest.mark.parametrize(
    ("names", "status"),
    [(["Agents"], 200), (["Comité"], 200), (["Jury"], 404), (["Éditeurs"], 404), (["Relecteurs"], 404)],
)
def test_who_may_read_an_application(client, names, status):
    signed_in(client, *names)
    assert client.get(case_page(visit.application())).status_code == status


def test_a_superuser_plays_no_role(client):
    signed_in(client, is_superuser=True)
    assert client.get(case_page(visit.application())).status_code == 404


def test_it_shows_answers_history_and_instructions(client):
    signed_in(client, "Agents")
    submitted = visit.application(titre="La <forge>", resume="Une ligne\nune autre")
    text = client.get(case_page(submitted)).content.decode()
    assert "La &lt;forge&gt;" in text and "La <forge>" not in text
    assert "Une ligne<br>une autre" in text
    assert "Lisez tout." in text
    assert str(submitted.applicant) in text


def test_only_the_actions_of_the_reader_are_offered(client):
    submitted = visit.application()
    signed_in(client, "Agents")
    agents = client.get(case_page(submitted)).content.decode()
    assert action_page(submitted, "transmettre") in agents
    client.logout()
    signed_in(client, "Comité")
    assert action_page(submitted, "transmettre") not in client.get(case_page(submitted)).content.decode()


def test_an_action_says_what_will_follow_then_does_it(client):
    agent = signed_in(client, "Agents")
    submitted = visit.application()
    page = client.get(action_page(submitted, "completer")).content.decode()
    assert "Une précision pour Une matinée à la fonderie" in page
    response = act(client, submitted, "completer", comment="Combien d’élèves ?", asked=["titre"])
    assert response.status_code == 302
    submitted.case.refresh_from_db()
    assert submitted.case.node == "complement"
    entry = submitted.case.journal.get(transition="completer")
    assert (entry.actor, entry.comment, entry.public) == (agent, "Combien d’élèves ?", True)
    assert "Combien d’élèves ?" in client.get(case_page(submitted)).content.decode()


def test_a_comment_that_is_needed_is_asked_for_and_nothing_moves(client):
    signed_in(client, "Agents")
    submitted = visit.application()
    for comment in ("", "   \n"):
        response = act(client, submitted, "completer", comment=comment, asked=["titre"])
        assert response.status_code == 422
        assert response.context["form"].errors["comment"]
    submitted.case.refresh_from_db()
    assert submitted.case.node == "lecture"


def test_a_second_agent_is_told_that_the_case_has_moved_and_keeps_their_comment(client):
    first = visit.person("Agents", first_name="Anne", last_name="Le Goff")
    signed_in(client, "Agents")
    submitted = visit.application()
    seen = submitted.case.revision
    engine.perform(submitted.case, "transmettre", first)
    response = client.post(
        action_page(submitted, "completer"),
        {"seen_revision": seen, "comment": "Il manque la liste des élèves.", "asked": ["titre"]},
    )
    assert response.status_code == 409
    text = response.content.decode()
    assert "Anne Le Goff" in text and "Transmettre" in text
    assert "Il manque la liste des élèves." in text
    submitted.case.refresh_from_db()
    assert submitted.case.node == "comite"
    assert not submitted.case.journal.filter(transition="completer").exists()


def test_the_same_decision_taken_twice_counts_once(client):
    signed_in(client, "Comité")
    submitted = before_committee(communes=[visit.place()])
    first = act(client, submitted, "aider", amount="3000")
    second = client.post(action_page(submitted, "aider"), {"seen_revision": submitted.case.revision, "amount": "3000"})
    assert (first.status_code, second.status_code) == (302, 409)
    visit.settle(submitted)
    assert JournalEntry.objects.filter(transition="aider").count() == 1
    assert Grant.objects.get().amount == 3000


@pytest.mark.parametrize(
    ("names", "transition", "status"),
    [
        (["Agents"], "transmettre", 302),
        (["Comité"], "transmettre", 409),
        (["Agents"], "aider", 409),
        (["Jury"], "transmettre", 404),
        (["Agents"], "absente", 404),
        (["Agents"], "enregistrer", 409),
    ],
)
def test_who_may_act(client, names, transition, status):
    signed_in(client, *names)
    submitted = visit.application(communes=[visit.place()])
    assert act(client, submitted, transition, amount="10").status_code == status
    submitted.case.refresh_from_db()
    assert (submitted.case.node == "comite") is (status == 302)


@pytest.mark.parametrize("seen", ["", "abc", "-1", "99999999999999999999"])
def test_a_forged_form_is_refused_without_an_error(client, seen):
    signed_in(client, "Agents")
    submitted = visit.application()
    response = client.post(action_page(submitted, "transmettre"), {"seen_revision": seen})
    assert response.status_code in (409, 422)
    submitted.case.refresh_from_db()
    assert submitted.case.node == "lecture"


class TestAmount:
    def test_it_is_proposed_with_what_remains(self, client):
        signed_in(client, "Comité")
        submitted = before_committee(communes=[visit.place(amount=9_000)])
        form = client.get(action_page(submitted, "aider")).context["form"]
        assert form["amount"].value() == 4000
        help_text = str(form["amount"].help_text)
        assert "4" in help_text and "9" in help_text

    @pytest.mark.parametrize("amount", ["0", "-5", "4000.01", "douze", "", "9e99", "NaN"])
    def test_a_wrong_amount_is_refused(self, client, amount):
        signed_in(client, "Comité")
        submitted = before_committee(communes=[visit.place()])
        response = act(client, submitted, "aider", amount=amount)
        assert response.status_code == 422
        assert response.context["form"].errors["amount"]

    def test_more_than_what_remains_is_refused_before_anything_moves(self, client):
        signed_in(client, "Comité")
        submitted = before_committee(communes=[visit.place(amount=1_000)])
        response = act(client, submitted, "aider", amount="4000")
        assert response.status_code == 422
        submitted.case.refresh_from_db()
        assert submitted.case.is_open

    def test_a_french_amount_is_understood(self, client):
        signed_in(client, "Comité")
        submitted = before_committee(communes=[visit.place()])
        assert act(client, submitted, "aider", amount="3500,50").status_code == 302
        visit.settle(submitted)
        assert str(Grant.objects.get().amount) == "3500.50"


class TestFailures:
    @pytest.fixture
    def failed(self, client):
        """A decision whose grant was refused: another one emptied the fund meanwhile."""
        submitted = before_committee(communes=[visit.place()])
        engine.perform(submitted.case, "aider", visit.person("Comité"))
        Fund.objects.update(amount=100)
        visit.settle(submitted)
        return submitted

    def test_the_case_says_what_failed_and_why(self, client, failed):
        signed_in(client, "Agents")
        text = client.get(case_page(failed)).content.decode()
        effect = failed.case.effects.get(kind="grant")
        assert reverse("applications_inbox:retry", args=[effect.pk]) in text
        assert "GrantRefused" not in text
        assert "100" in text

    def test_it_runs_once_the_cause_is_mended(self, client, failed):
        signed_in(client, "Agents")
        effect = failed.case.effects.get(kind="grant")
        Fund.objects.update(amount=50_000)
        response = client.post(reverse("applications_inbox:retry", args=[effect.pk]))
        assert response.status_code == 302
        visit.settle(failed)
        assert Grant.objects.get().amount == 4000
        assert not Effect.objects.undone().exists()
        assert mail.outbox[-1].subject == "Votre visite est aidée"

    @pytest.mark.parametrize(("names", "status"), [(["Jury"], 404), (["Éditeurs"], 404)])
    def test_others_may_not_have_it_run(self, client, failed, names, status):
        signed_in(client, *names)
        effect = failed.case.effects.get(kind="grant")
        assert client.post(reverse("applications_inbox:retry", args=[effect.pk])).status_code == status


class TestRevocation:
    @pytest.fixture
    def issued(self):
        return documents.issue_for(visit.application(), "attestation", None)

    def test_an_agent_revokes_with_a_reason(self, client, issued):
        signed_in(client, "Agents")
        url = reverse("applications_inbox:revoke", args=[issued.pk])
        assert client.get(url).status_code == 200
        assert client.post(url, {"reason": ""}).status_code == 422
        assert client.post(url, {"reason": "Émis par erreur"}).status_code == 302
        issued.refresh_from_db()
        assert not issued.is_valid
        assert "Émis par erreur" in client.get(case_page(issued.application)).content.decode()

    def test_a_committee_member_may_not(self, client, issued):
        signed_in(client, "Comité")
        response = client.post(reverse("applications_inbox:revoke", args=[issued.pk]), {"reason": "Non"})
        assert response.status_code in (302, 403)
        issued.refresh_from_db()
        assert issued.is_valid


def test_the_page_costs_few_queries_whatever_happened(client, django_assert_max_num_queries):
    signed_in(client, "Agents")
    submitted = before_committee(communes=[visit.place()])
    visit.settle(submitted)
    client.get(case_page(submitted))
    with django_assert_max_num_queries(35):
        client.get(case_page(submitted))
