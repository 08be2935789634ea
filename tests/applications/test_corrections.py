"""Corrections: an agent asks, only the named fields open, the applicant sends again."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.datastructures import MultiValueDict

from cms.applications import groups
from cms.applications.applicant.history import history
from cms.applications.models import Application
from cms.applications.writing import changes, corrections, drafts
from cms.applications.writing.completeness import Incomplete
from cms.applications.writing.submission import submit
from cms.forms.answers import posted
from cms.workflows import engine
from cms.workflows.models import Case
from tests.applications.factories import (
    ApplicationFactory,
    ProcedureFactory,
    UserFactory,
    agent,
    ask_correction,
    bundle,
    pdf,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked() -> Application:
    return ask_correction(ApplicationFactory(submitted=True))


def save(application: Application, section: str = "projet", files=None, **data):
    spec = application.release.form.section(section)
    sent = posted({"_field": list(data), **data})
    drafts.save(application, application.applicant, spec, sent, files)
    return Application.objects.with_standing().get(pk=application.pk)


def test_the_applicant_reads_what_is_asked(asked):
    assert corrections.is_correcting(asked)
    assert corrections.comment_on(asked) == "Précisez l’adresse."


def test_only_the_named_fields_open(asked):
    changed = save(asked, nom="Un autre nom", courriel="lilas@exemple.fr")
    assert changed.pending == {"courriel": "lilas@exemple.fr"}
    assert changed.working_answers["nom"] == "Le jardin des roses"


def test_those_who_decide_see_what_was_sent_until_it_is_sent_again(asked):
    changed = save(asked, courriel="lilas@exemple.fr")
    assert changed.answers["courriel"] == "roses@exemple.fr"
    assert changed.case_answers()["courriel"] == "roses@exemple.fr"


def test_sending_again_moves_the_case_and_keeps_both_versions(asked):
    changed = save(asked, courriel="lilas@exemple.fr")
    sent = corrections.resubmit(changed, changed.applicant, "Voilà.")
    case = Case.objects.get(pk=sent.case_id)
    assert case.node == "lecture"
    assert [one.answers["courriel"] for one in sent.submissions.all()] == ["roses@exemple.fr", "lilas@exemple.fr"]
    assert sent.answers["courriel"] == "lilas@exemple.fr"
    assert sent.pending == {}
    entry = case.journal.get(transition="renvoyer")
    assert entry.data == {"changed": ["courriel"], "submission": 2}
    assert sent.reference == asked.reference


def test_sending_again_twice_is_told_and_does_nothing(asked):
    corrections.resubmit(asked, asked.applicant)
    with pytest.raises(corrections.NothingToCorrect):
        corrections.resubmit(asked, asked.applicant)
    assert asked.submissions.count() == 2


def test_a_correction_that_lacks_something_is_not_sent(asked):
    changed = save(asked, courriel="pas une adresse")
    with pytest.raises(Incomplete):
        corrections.resubmit(changed, changed.applicant)
    assert Case.objects.get(pk=changed.case_id).node == "complement"


def test_the_file_that_was_first_sent_stays_when_another_takes_its_place():
    draft = ApplicationFactory(complete=True)
    section = draft.release.form.section("pieces")
    drafts.save(
        draft, draft.applicant, section, posted({"_field": ["plan"]}), MultiValueDict({"plan": [pdf("un.pdf")]})
    )
    draft.refresh_from_db()
    sent = Application.objects.get(pk=draft.pk)
    asked = ask_correction(submit(sent, sent.applicant))
    changed = save(asked, "pieces", MultiValueDict({"plan": [pdf("deux.pdf")]}))
    corrections.resubmit(changed, changed.applicant)
    assert sorted(one.name for one in changed.attachments.all()) == ["deux.pdf", "un.pdf"]


def test_nobody_else_corrects_or_sends_again(asked):
    with pytest.raises(PermissionDenied):
        corrections.resubmit(asked, UserFactory())
    with pytest.raises(PermissionDenied):
        drafts.save(asked, UserFactory(), asked.release.form.section("projet"), posted({"courriel": "x@exemple.fr"}))


def test_withdrawing_is_offered_beside_and_is_not_the_way_to_send_again(asked):
    assert corrections.resubmission(asked, asked.applicant).key == "renvoyer"
    assert [one.key for one in corrections.other_actions(asked, asked.applicant)] == ["abandonner"]
    with pytest.raises(PermissionDenied):
        corrections.act(asked, asked.applicant, "renvoyer")
    corrections.act(asked, asked.applicant, "abandonner")
    assert Case.objects.get(pk=asked.case_id).outcome == "withdrawn"


def test_the_history_tells_the_applicant_what_is_meant_for_them_and_nothing_else():
    sent = ApplicationFactory(submitted=True)
    case = Case.objects.get(pk=sent.case_id)
    engine.perform(case, "arbitrer", agent(), comment="Dossier faible, entre nous.")
    sent = Application.objects.with_standing().get(pk=sent.pk)
    told = history(sent)
    assert [event.label for event in told] == ["Lecture", "Vous avez envoyé votre dossier"]
    assert all("entre nous" not in event.comment for event in told)
    engine.perform(case, "accepter", agent())
    sent = Application.objects.with_standing().get(pk=sent.pk)
    assert history(sent)[0].label == "Accepté"


def test_the_history_shows_a_comment_that_is_for_the_applicant(asked):
    assert history(asked)[0].comment == "Précisez l’adresse."


# --- The agent names the answers ---


def ask(application: Application, *fields: str, by=None, comment: str = "Revoyez ceci.") -> Application:
    corrections.ask(application, by or agent(), "demander", fields, comment=comment)
    return Application.objects.with_standing().get(pk=application.pk)


def test_only_the_answers_that_the_agent_named_open():
    asked = ask(ApplicationFactory(submitted=True), "courriel")
    assert corrections.asked_fields(asked) == {"courriel"}
    form = asked.release.form
    assert corrections.is_open(asked, form.field("courriel"))
    assert not corrections.is_open(asked, form.field("plan"))
    assert not corrections.has_open(asked, form.section("pieces"))
    assert corrections.has_open(asked, form.section("projet"))


def test_a_second_request_names_others():
    asked = ask(ApplicationFactory(submitted=True), "courriel")
    sent = corrections.resubmit(asked, asked.applicant)
    asked = ask(Application.objects.with_standing().get(pk=sent.pk), "plan")
    assert corrections.asked_fields(asked) == {"plan"}


@pytest.mark.parametrize(("fields", "comment"), [((), "x"), (("nom",), "x"), (("inconnu",), "x"), (("courriel",), " ")])
def test_a_request_without_answers_without_reason_or_of_what_the_step_does_not_open_is_refused(fields, comment):
    sent = ApplicationFactory(submitted=True)
    with pytest.raises(engine.TransitionRefused):
        ask(sent, *fields, comment=comment)
    assert Case.objects.get(pk=sent.case_id).node == "lecture"


def test_whoever_does_not_handle_it_asks_nothing():
    sent = ApplicationFactory(submitted=True)
    for somebody in (UserFactory(), sent.applicant):
        with pytest.raises(PermissionDenied):
            ask(sent, "courriel", by=somebody)


def test_the_agent_ticks_answers_on_the_form_of_the_action_and_reads_before_and_after(client):
    sent = ApplicationFactory(submitted=True)
    groups.set_up()
    client.force_login(agent())
    address = reverse("applications_inbox:act", args=[sent.pk, "demander"])
    assert "Adresse du contact" in client.get(address).content.decode()
    case = Case.objects.get(pk=sent.case_id)
    data = {"seen_revision": case.revision, "comment": "Une autre adresse ?"}
    assert client.post(address, data).status_code == 422
    assert client.post(address, data | {"asked": ["nom"]}).status_code == 422
    assert client.post(address, data | {"asked": ["courriel", "plan"]}).status_code == 302
    asked = Application.objects.with_standing().get(pk=sent.pk)
    changed = save(asked, courriel="lilas@exemple.fr")
    corrections.resubmit(changed, changed.applicant)
    told = changes.last_correction(Application.objects.with_standing().get(pk=sent.pk))
    assert [(one.key, one.before, one.after, one.asked, one.changed) for one in told.changes] == [
        ("courriel", "roses@exemple.fr", "lilas@exemple.fr", True, True),
        ("plan", "", "", True, False),
    ]
    shown = client.get(reverse("applications_inbox:case", args=[sent.pk])).content.decode()
    assert "roses@exemple.fr" in shown
    assert "inchangé" in shown


def test_a_question_that_a_correction_calls_for_can_be_answered():
    data = bundle()
    data["process"]["nodes"][3]["opens_fields"] = ["aide"]
    draft = ApplicationFactory(procedure=ProcedureFactory(data=data), complete=True)
    sent = submit(draft, draft.applicant)
    asked = ask(Application.objects.with_standing().get(pk=sent.pk), "aide")
    changed = save(asked, aide="yes", montant="120")
    assert changed.pending == {"aide": True, "montant": "120.00"}
    assert corrections.resubmit(changed, changed.applicant).answers["montant"] == "120.00"
