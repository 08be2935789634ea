"""Messages: who writes to whom, what comes with them, who is told, what is new."""

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cms.applications import groups
from cms.applications.models import Application, Attachment, Message
from cms.applications.people import coauthors, conversation
from cms.applications.people.conversation import MessageRefused
from cms.applications.writing import attachments
from cms.workflows.models import Case, JournalEntry
from tests.applications.factories import ApplicationFactory, UserFactory, agent, pdf

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent() -> Application:
    return ApplicationFactory(submitted=True)


def co_author(application: Application, role: str):
    user = UserFactory()
    coauthors.invite(application, application.applicant, user.email, role)
    return user


def write(application, author, text="Bonjour.", files=(), **how) -> Message:
    message = conversation.write(application, author, text, files, **how)
    conversation.tell.call(message.pk)
    return message


def told() -> set[str]:
    return set(mail.outbox[-1].recipients())


def test_a_message_of_the_applicant_goes_to_the_agents_whom_the_step_waits_for(sent):
    judge = agent()
    write(sent, sent.applicant)
    assert told() == {judge.email}
    assert "Bonjour." not in mail.outbox[-1].body, "what is written is read on the site"


def test_an_answer_goes_to_the_people_of_the_application_and_then_theirs_to_who_answered(sent):
    first, _other = agent(), agent()
    lea = co_author(sent, "view")
    write(sent, first)
    assert told() == {sent.applicant.email, lea.email}
    write(sent, sent.applicant)
    assert told() == {first.email}


def test_a_comment_stays_among_the_people_of_the_application(client, sent):
    judge, lea = agent(), co_author(sent, "comment")
    message = write(sent, lea, "Entre nous.", [pdf("note.pdf")], internal=True)
    assert told() == {sent.applicant.email}
    assert list(conversation.readable(sent, judge)) == []
    file = message.files.get()
    assert not attachments.may_open(judge, file)
    assert attachments.may_open(sent.applicant, file)
    groups.set_up()
    client.force_login(judge)
    assert "Entre nous." not in client.get(reverse("applications_inbox:case", args=[sent.pk])).content.decode()
    assert not sent.case.journal.filter(kind=JournalEntry.Kind.NOTE, data__has_key="message").exists()
    with pytest.raises(PermissionDenied):
        conversation.write(sent, lea, "Aux agents ?")


def test_before_sending_one_writes_to_nobody_else(sent):
    draft = ApplicationFactory(procedure=sent.release.procedure, complete=True)
    with pytest.raises(MessageRefused):
        conversation.write(draft, draft.applicant, "Bonjour.")
    with pytest.raises(PermissionDenied):
        conversation.write(draft, agent(), "Bonjour.")


@pytest.mark.parametrize("text", ["", "  \n ", "\0", "x" * 5001])
def test_an_empty_or_endless_message_is_refused(sent, text):
    with pytest.raises(MessageRefused):
        conversation.write(sent, sent.applicant, text)
    assert not Message.objects.exists()


def test_files_are_judged_as_answers_are_and_nothing_stays_of_a_refused_message(sent, settings):
    bad = SimpleUploadedFile("photo.pdf", b"MZ\x90\x00" + b"\0" * 500, "application/pdf")
    with pytest.raises(MessageRefused, match="programme"):
        conversation.write(sent, sent.applicant, "Voici.", [pdf("bon.pdf"), bad])
    with pytest.raises(MessageRefused):
        conversation.write(sent, sent.applicant, "Voici.", [pdf(f"{n}.pdf") for n in range(6)])
    assert not Message.objects.exists()
    assert not Attachment.objects.exists()


def test_a_file_of_a_message_survives_a_save_of_the_draft():
    draft = ApplicationFactory(complete=True)
    lea = co_author(draft, "edit")
    message = write(draft, lea, files=[pdf()], internal=True)
    attachments.attach(draft, draft.applicant, draft.release.form.field("plan"), pdf("plan2.pdf"))
    assert message.files.count() == 1


def test_the_journal_says_that_there_was_a_message_and_not_what_it_says(sent):
    message = write(sent, sent.applicant, "Mon secret")
    entry = Case.objects.get(pk=sent.case_id).journal.last()
    assert (entry.kind, entry.comment, entry.data) == ("note", "", {"message": message.pk, "side": "applicants"})


def test_what_is_new_is_marked_until_it_was_on_screen(client, sent):
    judge = agent()
    groups.set_up()
    write(sent, judge, "Une question précise.")
    client.force_login(sent.applicant)
    here = f"/mon-espace/dossiers/{sent.pk}/"
    for address in ("/mon-espace/", here):
        assert "1 nouveau message" in client.get(address).content.decode()
    shown = client.get(f"{here}messages/").content.decode()
    assert "Une question précise." in shown
    assert judge.email not in shown, "nobody who handles it is named"
    assert "1 nouveau message" not in client.get(here).content.decode()
    client.post(f"{here}messages/", {"text": "Une réponse."})
    client.force_login(judge)
    case = reverse("applications_inbox:case", args=[sent.pk])
    first, second = (client.get(case).content.decode() for _time in range(2))
    assert "Une réponse." in first
    assert ("w-status--primary" in first, "w-status--primary" in second) == (True, False)


def test_an_agent_writes_from_the_case_and_finds_again_what_was_refused(client, sent):
    judge = agent()
    groups.set_up()
    client.force_login(judge)
    address = reverse("applications_inbox:write", args=[sent.pk])
    assert client.post(address, {"text": "Merci de préciser."}).status_code == 302
    assert sent.exchanges.get().side == "agents"
    bad = SimpleUploadedFile("x.pdf", b"MZ" + b"\0" * 90, "application/pdf")
    response = client.post(address, {"text": "Gardez ceci.", "files": bad})
    assert response.status_code == 422
    assert "Gardez ceci." in response.content.decode()
    client.force_login(UserFactory())
    assert client.post(address, {"text": "x"}).status_code in (302, 403)
    assert sent.exchanges.count() == 1


def test_a_refused_message_is_shown_again_as_it_was_typed(client, sent):
    client.force_login(sent.applicant)
    response = client.post(f"/mon-espace/dossiers/{sent.pk}/messages/", {"text": "y" * 5001})
    assert response.status_code == 422
    assert "y" * 5001 in response.content.decode()
