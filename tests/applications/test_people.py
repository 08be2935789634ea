"""Co-authors, handing over, withdrawing: through the mail, the link and the pages."""

import re

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied

from cms.accounts.models import User
from cms.applications.models import Application, CoAuthor, Transfer
from cms.applications.people import access, coauthors, transfers
from cms.applications.people.access import Right
from cms.applications.people.coauthors import PeopleRefused
from cms.applications.writing import withdrawal
from cms.workflows.models import Case, JournalEntry
from tests.applications.factories import ApplicationFactory, UserFactory, agent, ask_correction

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(client) -> Application:
    made = ApplicationFactory(complete=True)
    client.force_login(made.applicant)
    return made


def page(response) -> str:
    return response.content.decode()


def address(application: Application, end: str = "personnes/") -> str:
    return f"/mon-espace/dossiers/{application.pk}/{end}"


def link_in(message) -> str:
    return re.search(r"http\S+?(/(?:mon-espace|connexion)/\S+)", message.body)[1]


def invite(application: Application, email: str, role: str = "edit") -> CoAuthor:
    place = coauthors.invite(application, application.applicant, email, role)
    coauthors.send_invitation.call(place.pk)
    return place


def test_the_invited_person_signs_in_by_the_mailed_link_and_finds_the_application(client, draft):
    client.post(address(draft), {"do": "invite", "email": " Lea@Exemple.fr ", "role": "comment"})
    place = CoAuthor.objects.get()
    assert (place.email, place.role) == ("lea@exemple.fr", "comment")
    coauthors.send_invitation.call(place.pk)
    client.logout()
    door = link_in(mail.outbox[-1])
    assert mail.outbox[-1].to == ["lea@exemple.fr"]
    assert "Jardins des métiers" in page(client.get(door))
    client.post(door)
    assert mail.outbox[-1].to == ["lea@exemple.fr"], "the sign-in link goes to who was invited, whoever presses"
    response = client.post(link_in(mail.outbox[-1]))
    assert response["Location"] == address(draft, "")
    shown = page(client.get("/mon-espace/"))
    assert "Jardins des métiers" in shown
    assert client.get(door)["Location"] == address(draft, "")


def test_a_link_that_no_longer_holds_says_so(client, draft):
    place = invite(draft, "lea@exemple.fr")
    door = link_in(mail.outbox[-1])
    coauthors.remove(place, draft.applicant)
    client.logout()
    for wrong in (door, "/mon-espace/invitations/nonsense/", door[:-5] + "/"):
        assert client.get(wrong).status_code == 410
        assert client.post(wrong).status_code == 410


def test_the_mail_of_an_invitation_that_was_taken_back_does_not_leave(draft):
    place = coauthors.invite(draft, draft.applicant, "lea@exemple.fr", "view")
    coauthors.remove(place, draft.applicant)
    coauthors.send_invitation.call(place.pk)
    assert not mail.outbox


@pytest.mark.parametrize(
    ("email", "role"),
    [("", "view"), ("lea", "view"), ("lea@exemple.fr", "owner"), ("lea@exemple.fr", ""), ("a" * 300 + "@b.fr", "view")],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(client, draft, email, role):
    response = client.post(address(draft), {"do": "invite", "email": email, "role": role})
    assert response.status_code == 422
    assert 'role="alert"' in page(response)
    assert not CoAuthor.objects.exists()


@pytest.mark.parametrize(
    "data", [{}, {"do": "remove"}, {"do": "role", "place": "x"}, {"do": "remove", "place": "9" * 40}]
)
def test_nonsense_is_refused_with_words(client, draft, data):
    assert client.post(address(draft), data).status_code == 422


def test_nobody_is_there_twice_and_the_owner_not_at_all(draft):
    invite(draft, "lea@exemple.fr")
    for email in ("LEA@exemple.fr", draft.applicant.email.upper()):
        with pytest.raises(PeopleRefused):
            coauthors.invite(draft, draft.applicant, email, "view")


def test_strangers_cannot_be_flooded(draft, monkeypatch):
    monkeypatch.setattr(coauthors, "MOST_A_DAY", 2)
    for number in range(2):
        coauthors.remove(invite(draft, f"p{number}@exemple.fr"), draft.applicant)
    with pytest.raises(PeopleRefused):
        coauthors.invite(draft, draft.applicant, "encore@exemple.fr", "view")


def test_a_role_changes_and_a_place_ends_at_once(client, draft):
    lea = UserFactory()
    place = invite(draft, lea.email, "view")
    client.post(address(draft), {"do": "role", "place": place.pk, "role": "edit"})
    assert access.right_of(lea, draft) == Right.EDIT
    client.post(address(draft), {"do": "remove", "place": place.pk})
    assert access.right_of(lea, draft) == Right.NONE
    client.force_login(lea)
    assert client.get(address(draft, "")).status_code == 404


def test_a_co_author_leaves_and_removes_nobody_else(client, draft):
    lea = UserFactory()
    invite(draft, lea.email)
    other = invite(draft, "autre@exemple.fr")
    client.force_login(lea)
    assert client.post(address(draft), {"do": "remove", "place": other.pk}).status_code == 403
    client.post(address(draft, "quitter/"))
    assert access.right_of(lea, draft) == Right.NONE
    assert draft.co_authors.current().count() == 1


def test_the_journal_tells_who_came_by_numbers_alone(draft):
    sent = ApplicationFactory(submitted=True, procedure=draft.release.procedure)
    place = invite(sent, "lea@exemple.fr", "view")
    coauthors.change_role(place, sent.applicant, "edit")
    coauthors.remove(place, sent.applicant)
    notes = sent.case.journal.filter(kind=JournalEntry.Kind.NOTE)
    assert [one.data["people"] for one in notes] == ["invited", "changed", "removed"]
    assert "exemple.fr" not in str([one.data for one in notes])


# --- Handing over ---


def test_an_application_changes_hands_when_the_other_accepts(client, draft):
    lea = UserFactory()
    invite(draft, lea.email, "view")
    client.post(address(draft), {"do": "offer", "to": lea.email})
    transfer = Transfer.objects.get()
    transfers.send_offer.call(transfer.pk)
    assert mail.outbox[-1].to == [lea.email]
    assert access.right_of(lea, draft) == Right.VIEW, "nothing changes before"
    client.force_login(lea)
    assert link_in(mail.outbox[-1])
    assert client.get(link_in(mail.outbox[-1]))["Location"] == "/mon-espace/"
    assert "On vous le propose" in page(client.get("/mon-espace/"))
    before = draft.applicant
    client.post(f"/mon-espace/offres/{transfer.pk}/", {"answer": "accept"})
    draft = Application.objects.get(pk=draft.pk)
    assert draft.applicant == lea
    assert access.right_of(before, draft) == Right.EDIT
    transfers.send_answer.call(transfer.pk)
    assert mail.outbox[-1].to == [before.email]


def test_the_case_follows_the_new_owner():
    sent = ApplicationFactory(submitted=True)
    before, lea = sent.applicant, UserFactory()
    transfers.accept(transfers.offer(sent, before, lea.email), lea)
    case = Case.objects.get(pk=sent.case_id)
    assert list(case.parts.filter(role="porteur").values_list("user", flat=True)) == [lea.pk]
    assert case.journal.last().data == {
        "people": "transferred",
        "transfer": Transfer.objects.get().pk,
        "from": before.pk,
        "to": lea.pk,
    }
    sent = Application.objects.with_standing().get(pk=sent.pk)
    assert withdrawal.way(sent, lea) is not None
    assert withdrawal.way(sent, before) is None


def test_only_the_person_to_whom_it_is_offered_answers(client, draft):
    transfer = transfers.offer(draft, draft.applicant, "lea@exemple.fr")
    client.force_login(UserFactory())
    assert client.post(f"/mon-espace/offres/{transfer.pk}/", {"answer": "accept"}).status_code == 404
    with pytest.raises(PermissionDenied):
        transfers.accept(transfer, UserFactory())


def test_an_offer_that_was_taken_back_or_declined_cannot_be_accepted(draft):
    lea = UserFactory()
    first = transfers.offer(draft, draft.applicant, lea.email)
    with pytest.raises(PeopleRefused):
        transfers.offer(draft, draft.applicant, "autre@exemple.fr")
    transfers.cancel(first, draft.applicant)
    second = transfers.offer(draft, draft.applicant, lea.email)
    transfers.decline(second, lea)
    for transfer in (first, second):
        with pytest.raises(PeopleRefused):
            transfers.accept(transfer, lea)
    assert Application.objects.get(pk=draft.pk).applicant == draft.applicant


# --- Withdrawing ---


def test_withdrawing_takes_the_way_of_the_process(client):
    sent = ApplicationFactory(submitted=True)
    client.force_login(sent.applicant)
    assert 'action="' + address(sent, "retirer/") in page(client.get(address(sent, "")))
    client.post(address(sent, "retirer/"), {"comment": "Je renonce."})
    assert Case.objects.get(pk=sent.case_id).outcome == "withdrawn"
    response = client.post(address(sent, "retirer/"))
    assert response.status_code == 409
    assert "ne peut plus être retiré" in page(response)


def test_withdrawing_is_refused_with_words_where_the_process_has_no_way(client):
    from cms.workflows import engine

    sent = ApplicationFactory(submitted=True)
    engine.perform(Case.objects.get(pk=sent.case_id), "arbitrer", agent())
    client.force_login(sent.applicant)
    response = client.post(address(sent, "retirer/"))
    assert response.status_code == 409
    assert "ne vous permet pas" in page(response)
    assert Case.objects.get(pk=sent.case_id).is_open


def test_a_draft_is_not_withdrawn(draft):
    with pytest.raises(PermissionDenied):
        withdrawal.withdraw(draft, draft.applicant)


def test_the_account_of_an_invited_address_is_made_by_signing_in_and_not_before(draft):
    invite(draft, "nouvelle@exemple.fr")
    assert not User.objects.filter(email="nouvelle@exemple.fr").exists()


@pytest.mark.parametrize("role", ["view", "comment", "edit"])
@pytest.mark.parametrize("state", ["draft", "correction"])
def test_only_the_owner_reads_that_they_send(client, role, state):
    application = (
        ApplicationFactory(complete=True) if state == "draft" else ask_correction(ApplicationFactory(submitted=True))
    )
    other = UserFactory()
    invite(application, other.email, role)
    sending = ("puis envoyez", "Relisez et envoyez", "envoyez-les", "J’enverrai plus tard", "Relire et envoyer")
    seen = {}
    for person in (application.applicant, other):
        client.force_login(person)
        pages = [client.get(address(application, end), follow=True) for end in ("", "relecture/", "etapes/projet/")]
        pages.append(client.get("/mon-espace/"))
        seen[person] = " ".join(map(page, pages))
    assert any(words in seen[application.applicant] for words in sending)
    assert not [words for words in sending if words in seen[other]]
    assert ("Compléter mon dossier" in seen[other] or "Continuer" in seen[other]) == (role == "edit")
    if role == "edit":
        assert "propriétaire du dossier" in seen[other]


def test_a_co_author_who_writes_reads_who_sends_once_all_is_there(client, draft):
    other = UserFactory()
    invite(draft, other.email, "edit")
    client.force_login(other)
    assert f"{draft.applicant} pourra ensuite envoyer le dossier" in page(client.get(address(draft, "relecture/")))
