"""Partners' commitment: asked by a link, answered without an account, counted, proved, never told to others."""

import copy
import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from cms.applications import groups
from cms.applications.commitments import asking, links, mails, offers, sealing
from cms.applications.commitments.answering import OfferChanged, answer
from cms.applications.commitments.links import LinkDead
from cms.applications.exchange.bundles import check
from cms.applications.models import Application, Commitment
from cms.applications.models.commitment import fingerprint
from cms.applications.writing import drafts, submission
from cms.applications.writing.completeness import Incomplete, remaining
from cms.forms import answers
from cms.workflows.chain import breaks
from cms.workflows.models import Case
from tests.applications.factories import ProcedureFactory, UserFactory, agent, ask_correction, bundle

pytestmark = pytest.mark.django_db

SCHOOL = {
    "kind": "school",
    "name": "Lycée des Dunes",
    "contact": "Ana Petit",
    "email": "ana@lycee.example",
    "siret": "",
}
FIRM = {"kind": "company", "name": "Fonderie Roy", "contact": "Jo Roy", "email": "jo@roy.example", "siret": ""}


def data(**options):
    made = bundle()
    made["procedure"]["title_field"] = "nom"
    made["form"]["sections"][1]["fields"].append(
        {
            "key": "partenaires",
            "type": "partners",
            "label": "Vos partenaires",
            "confirmation_text": "Ouvrir le jardin aux classes.",
            "confirmation": {"school": 1},
            "confirmation_fields": ["acces"],
            **options,
        }
    )
    made["process"]["nodes"][3]["opens_fields"] = ["*"]
    return made


def draft(*rows, **options) -> Application:
    procedure = ProcedureFactory(data=data(**options))
    given = {
        "nom": "Les roses",
        "courriel": "roses@exemple.fr",
        "acces": "Par le bus 12.",
        "partenaires": [dict(row) for row in rows or (SCHOOL, FIRM)],
    }
    made = Application.objects.create(
        release=procedure.current_release, applicant=UserFactory(), answers=given, title="Les roses"
    )
    return fresh(made)


def fresh(application: Application) -> Application:
    return Application.objects.with_standing().get(pk=application.pk)


def asked(*rows, **options) -> Application:
    application = draft(*rows, **options)
    asking.ask(application, application.applicant)
    return fresh(application)


def commitment_of(application: Application, name: str = "Lycée des Dunes") -> Commitment:
    return application.commitments.alive().get(name=name)


def seen(application: Application, name: str = "Lycée des Dunes") -> str:
    return fingerprint(offers.offer(application, application.release.form.field("partenaires"), name))


def reply(application: Application, name: str = "Lycée des Dunes", confirms: bool = True) -> Commitment:
    pk = commitment_of(application, name).pk
    return answer(pk, confirms=confirms, signatory="Ana Petit", position="Proviseure", seen=seen(application, name))


def page(commitment: Commitment) -> str:
    return reverse("applications:commitment", args=[links.token(commitment)])


def change(application: Application, **values) -> None:
    section = application.release.form.section("lieu")
    posted = {}
    for key, value in values.items():
        if key == "partenaires":
            posted["_field"] = [key]
            for place, row in enumerate(value):
                posted |= {f"partenaires.{place}.{part}": text for part, text in row.items()}
        else:
            posted[key] = value
    drafts.save(application, application.applicant, section, answers.posted(posted))


# --- Asking ---


def test_each_partner_is_written_to_and_the_mail_holds_its_own_link_and_nothing_of_the_other():
    application = asked()
    queued = DBTaskResult.objects.filter(task_path__endswith="mails.send_request")
    assert queued.count() == 2
    for one in application.commitments.all():
        mails.send_request.func(str(one.pk))
    to_school = next(one for one in mail.outbox if one.to == ["ana@lycee.example"])
    assert page(commitment_of(application)) in to_school.body
    assert "Fonderie" not in to_school.body
    assert "jo@roy.example" not in to_school.body


def test_pressing_again_at_once_writes_to_nobody():
    application = asked()
    with pytest.raises(asking.NobodyToAsk):
        asking.ask(application, application.applicant)
    with pytest.raises(asking.NobodyToAsk):
        asking.ask(application, application.applicant, "partenaires.0")
    Commitment.objects.update(sent_at=timezone.now() - 2 * asking.PAUSE)
    assert asking.ask(application, application.applicant, "partenaires.0") == 1


def test_nobody_else_asks():
    application = draft()
    with pytest.raises(PermissionDenied):
        asking.ask(application, UserFactory())
    assert not Commitment.objects.exists()


def test_one_address_is_not_flooded(monkeypatch):
    monkeypatch.setattr(asking, "MAILS_AN_ADDRESS", 2)
    rows = [SCHOOL | {"name": f"Lycée {n}", "email": "inonde@lycee.example"} for n in range(4)]
    application = draft(*rows)
    assert asking.ask(application, application.applicant) == 2


def test_the_button_works_without_a_script_and_says_how_many_mails_leave(client):
    application = draft()
    client.force_login(application.applicant)
    review = client.get(reverse("applications:review", args=[application.pk]))
    assert "Demander leur accord" in review.content.decode()
    response = client.post(reverse("applications:ask_partners", args=[application.pk]), follow=True)
    assert "2 courriels partent" in response.content.decode()
    client.force_login(UserFactory())
    assert client.post(reverse("applications:ask_partners", args=[application.pk])).status_code == 404


# --- Answering ---


def test_a_partner_reads_the_title_and_the_named_fields_and_never_the_rest(client):
    application = asked()
    text = client.get(page(commitment_of(application))).content.decode()
    assert "Les roses" in text
    assert "Par le bus 12." in text
    assert "Ouvrir le jardin aux classes." in text
    assert "roses@exemple.fr" not in text
    assert "Fonderie" not in text
    assert application.applicant.email not in text


def test_it_confirms_without_an_account_and_may_change_its_mind_until_the_application_leaves(client):
    application = asked()
    address = page(commitment_of(application))
    posted = {"signatory": "Ana Petit", "position": "Proviseure", "decision": "confirm", "seen": seen(application)}
    assert client.post(address, posted).status_code == 302
    assert "Vous avez confirmé" in client.get(address).content.decode()
    one = commitment_of(application)
    assert (one.answer, one.signatory, one.position) == ("confirmed", "Ana Petit", "Proviseure")
    assert one.agreed["text"] == "Ouvrir le jardin aux classes."
    assert one.agreed_hash == fingerprint(one.agreed)
    client.post(address, posted | {"decision": "decline"})
    assert commitment_of(application).answer == "declined"
    assert any("accord d’un établissement" in problem.message for problem in remaining(fresh(application)))
    client.post(address, posted)
    submission.submit(fresh(application), application.applicant)
    response = client.post(address, posted | {"decision": "decline"})
    assert commitment_of(application).answer == "confirmed"
    assert "ne peut plus changer" in response.content.decode()


@pytest.mark.parametrize(
    "wrong",
    [{"signatory": ""}, {"position": " "}, {"signatory": "x" * 201}, {"decision": "peut-être"}, {"signatory": "\x01"}],
)
def test_an_answer_that_lacks_something_is_shown_again_with_words(client, wrong):
    application = asked()
    posted = {"signatory": "Ana", "position": "Proviseure", "decision": "confirm", "seen": seen(application)} | wrong
    response = client.post(page(commitment_of(application)), posted)
    # A control character is refused at the door, before the view.
    assert response.status_code in (400, 422)
    assert commitment_of(application).answer == ""


def test_what_was_read_must_be_what_the_application_says():
    application = asked()
    before = seen(application)
    change(application, acces="Par le train.")
    with pytest.raises(OfferChanged):
        answer(commitment_of(application).pk, confirms=True, signatory="A", position="B", seen=before)


def test_a_confirmation_counts_no_more_once_what_was_read_has_changed():
    application = asked()
    reply(application)
    assert not remaining(fresh(application))
    change(fresh(application), acces="Par le train.")
    [problem] = remaining(fresh(application))
    assert "Lycée des Dunes" in problem.message
    asking.ask(fresh(application), application.applicant)
    assert commitment_of(application).answer == ""
    reply(fresh(application))
    assert not remaining(fresh(application))


# --- Links that die ---


@pytest.mark.parametrize(
    "rows",
    [[FIRM], [SCHOOL | {"email": "autre@lycee.example"}, FIRM], [SCHOOL | {"contact": "Léo Bel"}, FIRM]],
    ids=["removed", "another address", "another person"],
)
def test_a_link_dies_when_its_partner_is_removed_or_its_contact_changes(client, rows):
    application = asked()
    one = commitment_of(application)
    reply(application)
    change(fresh(application), partenaires=rows)
    response = client.get(page(one))
    assert response.status_code == 410
    assert "Les roses" not in response.content.decode()
    with pytest.raises(LinkDead):
        answer(one.pk, confirms=True, signatory="A", position="B", seen=seen(application))
    assert remaining(fresh(application))


def test_a_link_expires_and_can_be_renewed(client):
    application = asked()
    Commitment.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    response = client.get(page(commitment_of(application)))
    assert response.status_code == 410
    assert "expiré" in response.content.decode()
    Commitment.objects.update(sent_at=timezone.now() - 2 * asking.PAUSE)
    assert asking.ask(fresh(application), application.applicant) == 2
    assert client.get(page(commitment_of(application))).status_code == 200


@pytest.mark.parametrize("token", ["x", "a:b:c", "é", "x" * 500])
def test_a_broken_link_says_so(client, token):
    response = client.get(reverse("applications:commitment", args=[token]))
    assert response.status_code == 410
    assert response["Referrer-Policy"] == "same-origin"


def test_one_partner_cannot_open_the_link_of_another_by_its_number(client):
    application = asked()
    token = links.token(commitment_of(application))
    other = links.token(commitment_of(application, "Fonderie Roy"))
    mixed = f"{other.split(':', 1)[0]}:{token.split(':', 1)[1]}"
    assert client.get(reverse("applications:commitment", args=[mixed])).status_code == 410


def test_knocking_too_often_is_slowed_down(client, monkeypatch):
    monkeypatch.setattr("cms.applications.commitments.views.PAGES_AN_ORIGIN", 3)
    address = reverse("applications:commitment", args=["x"])
    assert [client.get(address, REMOTE_ADDR="203.0.113.9").status_code for _n in range(4)] == [410, 410, 410, 429]


# --- Submission ---


def test_it_cannot_be_sent_before_the_minimum_has_confirmed_and_says_who_is_missing():
    application = asked()
    with pytest.raises(Incomplete) as refusal:
        submission.submit(application, application.applicant)
    [problem] = refusal.value.problems
    assert problem.field_key == "partenaires"
    assert "Lycée des Dunes (pas encore de réponse)" in problem.message
    reply(application, "Fonderie Roy")
    with pytest.raises(Incomplete):
        submission.submit(application, application.applicant)
    reply(application)
    assert submission.submit(application, application.applicant).reference


def test_the_journal_keeps_the_fingerprint_and_no_name_and_agents_and_receipt_show_the_proof(client):
    groups.set_up()
    application = asked()
    confirmed = reply(application)
    sent = submission.submit(application, application.applicant)
    case = Case.objects.get(pk=sent.case_id)
    entry = case.journal.get(kind="note")
    [facts] = entry.data["commitments"]
    assert facts["agreed"] == confirmed.agreed_hash
    assert "Ana" not in str(entry.data)
    assert not list(breaks(Case.objects.all()))
    client.force_login(agent())
    text = client.get(reverse("applications_inbox:case", args=[sent.pk])).content.decode()
    assert confirmed.agreed_hash in text
    assert "Proviseure" in text
    assert [one.pk for one in sealing.sealed(fresh(sent))] == [confirmed.pk]


def test_what_was_sent_holds_in_a_correction_and_a_new_partner_has_to_confirm():
    application = asked()
    reply(application)
    sent = submission.submit(application, application.applicant)
    agent_case = Case.objects.get(pk=sent.case_id)
    assert agent_case.node == "lecture"
    ask_correction(sent)
    change(fresh(sent), acces="Par le train.")
    assert not remaining(fresh(sent))
    other = SCHOOL | {"name": "Collège du Parc", "email": "direction@parc.example"}
    change(fresh(sent), partenaires=[other, FIRM])
    [problem] = remaining(fresh(sent))
    assert "Collège du Parc" in problem.message
    asking.ask(fresh(sent), application.applicant)
    reply(fresh(sent), "Collège du Parc")
    assert not remaining(fresh(sent))


# --- Reminders ---


def test_silent_partners_are_reminded_twice_and_no_more():
    application = asked()
    reply(application, "Fonderie Roy")
    now = timezone.now()
    sent = []
    for days in range(0, 30, 4):
        moment = now + timedelta(days=days)
        sent.append(asking.remind(moment))
    assert sum(sent) == 2
    assert commitment_of(application).reminders == 2


def test_nobody_is_reminded_of_what_was_sent_or_revoked():
    application = asked()
    reply(application)
    submission.submit(application, application.applicant)
    assert asking.remind(timezone.now() + timedelta(days=8)) == 0


def test_a_mail_that_waited_does_not_leave_once_its_link_is_dead():
    application = asked()
    one = commitment_of(application)
    change(application, partenaires=[FIRM])
    mails.send_request.func(str(one.pk))
    assert not mail.outbox


def test_the_applicant_is_told_of_an_answer():
    application = asked()
    one = reply(application, confirms=False)
    mails.tell_applicant.func(str(one.pk))
    assert mail.outbox[0].to == [application.applicant.email]
    assert re.search("Lycée des Dunes a décliné", mail.outbox[0].subject)


# --- What an editor may set ---


def test_a_minimum_needs_a_text_and_partners_enough():
    without = copy.deepcopy(data(confirmation_text=""))
    assert any("engage" in str(problem) for problem in check(without))
    too_many = data(minimum={"company": 1}, maximum=1)
    assert any("partenaires" in str(problem) for problem in check(too_many))
