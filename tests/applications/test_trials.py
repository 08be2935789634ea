"""An editor tries a procedure alone, on all sides, and throws it away without a trace."""

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from cms.applications import groups
from cms.applications.admin import inbox
from cms.applications.commitments import asking, mails
from cms.applications.decisions import grants
from cms.applications.exchange import bundles, copies
from cms.applications.models import Application, Grant, IssuedDocument, Procedure, Release, Transfer
from cms.applications.models.application import ReferenceCounter
from cms.applications.papers import receipts
from cms.applications.people import access, coauthors, conversation, doors, transfers
from cms.applications.people.access import Right
from cms.applications.publication import releases, trials
from cms.applications.writing import submission
from cms.workflows import engine, outbox
from cms.workflows.models import Case, JournalEntry
from tests.applications import visit

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    groups.set_up()
    visit.person("Agents")
    person = visit.person("Éditeurs", email="editrice@exemple.fr")
    client.force_login(person)
    return person


def tried(editor, data=None) -> Application:
    """A trial of a procedure that nobody published, sent."""
    procedure = bundles.load(data or visit.bundle(), publish=False)
    begun = trials.start(procedure, editor)
    begun.answers = {"titre": "Un essai", "aide": "4000.00", "communes": [visit.place()]}
    begun.save()
    return submission.submit(begun, editor)


def test_a_procedure_that_is_neither_published_nor_open_can_be_tried_from_end_to_end(editor):
    sent = tried(editor)
    assert sent.reference.startswith("ESSAI-")
    case = Case.objects.get(pk=sent.case_id)
    for action in ("transmettre", "aider"):
        engine.perform(case, action, editor)
        case.refresh_from_db()
    outbox.run_case(case.pk)
    assert case.outcome == "accepted"
    assert {address for message in mail.outbox for address in message.recipients()} == {editor.email}
    assert not case.effects.undone().exists()


def test_a_trial_is_counted_nowhere(editor):
    agent = visit.person("Agents")
    sent = tried(editor)
    case = Case.objects.get(pk=sent.case_id)
    for action in ("transmettre", "aider"):
        engine.perform(case, action, editor)
        case.refresh_from_db()
    outbox.run_case(case.pk)
    assert not Grant.objects.exists()
    assert not ReferenceCounter.objects.exists()
    for user in (agent, editor, visit.person("Comité")):
        assert not inbox.awaiting(user).exists()
        assert not inbox.visible_to(user).exists()
    assert Procedure.objects.get().releases.genuine().count() == 0


def test_a_paper_of_a_trial_proves_nothing(editor, client):
    sent = tried(editor)
    case = Case.objects.get(pk=sent.case_id)
    for action in ("transmettre", "aider"):
        engine.perform(case, action, editor)
        case.refresh_from_db()
    outbox.run_case(case.pk)
    paper = IssuedDocument.objects.get()
    assert client.get(reverse("applications:verify", args=[paper.code])).status_code == 404


def test_nobody_else_sees_a_trial_or_acts_on_it(editor, client):
    sent = tried(editor)
    agent = visit.person("Agents")
    with pytest.raises(engine.NotAllowed):
        engine.perform(Case.objects.get(pk=sent.case_id), "transmettre", agent)
    page = reverse("applications_inbox:case", args=[sent.pk])
    assert client.get(page).status_code == 200
    client.force_login(agent)
    assert client.get(page).status_code == 404


def test_one_action_deletes_all_trials_and_leaves_the_rest(editor):
    sent = tried(editor)
    procedure = sent.release.procedure
    trials.start(procedure, visit.person("Éditeurs"))
    releases.publish(procedure)
    procedure.refresh_from_db()
    genuine = visit.application(procedure)
    entries = JournalEntry.objects.filter(case=genuine.case_id).count()
    assert trials.discard(procedure, editor) == 2
    assert list(Application.objects.all()) == [genuine]
    assert list(Case.objects.all()) == [Case.objects.get(pk=genuine.case_id)]
    assert JournalEntry.objects.count() == entries > 0
    assert list(Release.objects.all()) == [procedure.current_release]


def test_the_journal_of_what_is_no_trial_cannot_be_passed_off_as_one():
    sent = visit.application()
    entry = JournalEntry.objects.filter(case=sent.case_id).first()
    for change in (lambda rows: rows.update(is_trial=True), lambda rows: rows.delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            change(JournalEntry.objects.filter(pk=entry.pk))


def test_the_database_keeps_a_release_and_a_form_version_as_they_are():
    release = visit.publish().current_release
    for statement in (
        "UPDATE applications_release SET number = 9 WHERE id = %s",
        "UPDATE applications_release SET is_trial = true WHERE id = %s",
        "DELETE FROM applications_release WHERE id = %s",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, [release.pk])


def test_who_may_not_change_procedures_tries_none(editor):
    procedure = visit.publish()
    agent = visit.person("Agents")
    with pytest.raises(PermissionDenied):
        trials.start(procedure, agent)
    with pytest.raises(PermissionDenied):
        trials.discard(procedure, agent)


def test_what_only_keeps_from_publishing_does_not_keep_from_trying(editor):
    data = visit.bundle()
    data["form"]["sections"][0]["fields"][3]["label"] = "Question"
    procedure = bundles.load(data, publish=False)
    with pytest.raises(releases.PublicationRefused):
        releases.publish(procedure)
    assert trials.start(procedure, editor).is_trial
    data["form"]["sections"][0]["fields"].pop(0)
    with pytest.raises(releases.PublicationRefused):
        trials.start(bundles.load(data, publish=False), editor)


def test_publishing_after_a_trial_makes_the_first_version(editor):
    sent = tried(editor)
    assert releases.publish(sent.release.procedure).number == 1


def test_the_screen_begins_a_trial_and_deletes_it(editor, client):
    procedure = bundles.load(visit.bundle(), publish=False)
    url = reverse("procedures_admin:trials", args=[procedure.pk])
    page = client.post(url, follow=True).content.decode()
    begun = Application.objects.get()
    assert begun.is_trial
    assert "n’est qu’un essai" in page
    assert "Un essai suit la démarche" in client.get(url).content.decode()
    client.post(url, {"discard": "1"})
    assert not Application.objects.exists()
    client.force_login(visit.person("Agents"))
    assert client.post(url).status_code in (302, 403)
    assert not Application.objects.exists()


def test_a_grant_of_a_trial_is_only_noted(editor):
    sent = tried(editor)
    assert grants.fund_of(sent, timezone.localdate().year) is not None
    case = Case.objects.get(pk=sent.case_id)
    for action in ("transmettre", "aider"):
        engine.perform(case, action, editor)
        case.refresh_from_db()
    outbox.run_case(case.pk)
    assert case.effects.get(kind="grant").result == {"trial": True}


def test_a_copy_is_a_procedure_of_its_own(editor):
    original = visit.publish()
    copy = copies.copy(original, editor)
    again = copies.copy(original, editor)
    assert (copy.title, copy.slug, copy.current_release) == (
        "Copie de Aide aux visites d’entreprise",
        "visite-copie",
        None,
    )
    assert again.slug == "visite-copie-2"
    assert len({original.form_id, copy.form_id, again.form_id}) == 3
    assert len({original.process_id, copy.process_id, again.process_id}) == 3
    before, after = bundles.dump(original), bundles.dump(copy)
    assert [before[part] for part in ("messages", "documents")] == [after[part] for part in ("messages", "documents")]
    assert before["form"]["sections"] == after["form"]["sections"]
    assert releases.publish(copy).number == 1


def test_a_copy_is_made_from_the_list_by_those_who_may(editor, client):
    original = visit.publish()
    url = reverse("procedures_admin:copy_of", args=[original.pk])
    assert url in client.get(reverse("procedures_admin:index")).content.decode()
    assert client.get(url).status_code == 200
    response = client.post(url)
    assert response.url == reverse("procedures_admin:edit", args=[Procedure.objects.get(slug="visite-copie").pk])
    with pytest.raises(PermissionDenied):
        copies.copy(original, visit.person("Agents"))


def test_the_mails_of_a_trial_reach_whoever_tries_and_no_address_that_was_typed(editor, client):
    data = visit.bundle()
    partner = {"key": "partenaires", "type": "partners", "label": "Partenaires", "confirmation_text": "Nous aidons."}
    data["form"]["sections"][0]["fields"].append(partner)
    begun = trials.start(bundles.load(data, publish=False), editor)
    typed = "vraie.personne@exemple.fr"
    begun.answers = {
        "titre": "Un essai",
        "partenaires": [{"kind": "school", "name": "Collège", "contact": "Ana", "email": typed, "siret": ""}],
    }
    begun.save()
    invitation = coauthors.invite(begun, editor, typed, "edit")
    offer = transfers.offer(begun, editor, typed)
    asking.ask(Application.objects.with_standing().get(pk=begun.pk), editor)

    coauthors.send_invitation.call(invitation.pk)
    transfers.send_offer.call(offer.pk)
    mails.send_request.call(str(begun.commitments.get().pk))
    sent = submission.submit(begun, editor)
    receipts.send_receipt.call(str(sent.pk))
    outbox.run_case(sent.case_id)
    for message in (
        conversation.write(sent, editor, "Bonjour", internal=True),
        conversation.write(sent, editor, "Bonjour"),
        conversation.write(sent, editor, "Bonjour", as_agent=True),
    ):
        conversation.tell.call(message.pk)

    assert len(mail.outbox) == 9
    assert {address for one in mail.outbox for address in one.recipients()} == {editor.email}


def test_the_doors_in_the_mails_of_a_trial_let_whoever_tries_in_and_nobody_else(editor, client):
    begun = trials.start(bundles.load(visit.bundle(), publish=False), editor)
    other = visit.person(email="vraie.personne@exemple.fr")
    invitation = coauthors.invite(begun, editor, other.email, "edit")
    offer = transfers.offer(begun, editor, other.email)
    door = doors.address(doors.INVITATION, invitation.pk).removeprefix("http://testserver")

    assert client.get(door)["Location"] == f"/mon-espace/dossiers/{begun.pk}/"
    client.logout()
    client.post(door)
    assert mail.outbox[-1].to == [editor.email]

    assert access.right_of(other, begun) == Right.NONE
    assert not Application.objects.shared_with(other).exists()
    assert not Transfer.objects.of(other).exists()
    with pytest.raises(PermissionDenied):
        transfers.accept(offer, other)
