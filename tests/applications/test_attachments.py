"""Files: received with the answer, judged by their content, given only to those who may see them."""

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.datastructures import MultiValueDict

from cms.applications.models import Application, Attachment
from cms.applications.models.attachment import PrivateStorage
from cms.applications.writing import attachments, drafts
from cms.applications.writing.submission import submit
from cms.forms.answers import posted
from cms.forms.errors import FieldError
from tests.applications.factories import ApplicationFactory, UserFactory, agent, pdf

pytestmark = pytest.mark.django_db


def field(application: Application, key: str = "plan"):
    return application.release.form.field(key)


def attach(application: Application, upload=None, key: str = "plan") -> Attachment:
    return attachments.attach(application, application.applicant, field(application, key), upload or pdf())


def stored_files() -> list[str]:
    storage = PrivateStorage()
    found, folders = [], ["attachments"]
    while folders:
        folder = folders.pop()
        if storage.exists(folder):
            inner, files = storage.listdir(folder)
            folders += [f"{folder}/{name}" for name in inner]
            found += [f"{folder}/{name}" for name in files]
    return found


def test_a_file_becomes_the_answer_under_a_name_that_says_nothing():
    draft = ApplicationFactory()
    attachment = attach(draft, pdf("Plan du jardin.pdf"))
    draft.refresh_from_db()
    assert draft.answers["plan"] == [attachment.as_answer()]
    assert (attachment.name, attachment.content_type) == ("Plan du jardin.pdf", "application/pdf")
    assert "Plan" not in attachment.file.name
    assert draft.revision == 1


def test_a_second_file_takes_the_place_of_the_first_where_one_is_asked(django_capture_on_commit_callbacks):
    draft = ApplicationFactory()
    with django_capture_on_commit_callbacks(execute=True):
        attach(draft)
        second = attach(draft, pdf("autre.pdf"))
    draft.refresh_from_db()
    assert [row["id"] for row in draft.answers["plan"]] == [str(second.pk)]
    assert list(draft.attachments.all()) == [second]
    assert stored_files() == [second.file.name]


def test_one_file_too_many_is_refused_and_the_others_stay():
    draft = ApplicationFactory()
    for n in range(2):
        attach(draft, pdf(f"photo{n}.pdf"), "photos")
    with pytest.raises(FieldError):
        attach(draft, pdf("encore.pdf"), "photos")
    draft.refresh_from_db()
    assert len(draft.answers["photos"]) == draft.attachments.count() == len(stored_files()) == 2


@pytest.mark.parametrize(
    "upload",
    [
        lambda: SimpleUploadedFile("plan.pdf", b"MZ\x90\x00" + b"\0" * 4096, "application/pdf"),
        lambda: SimpleUploadedFile("plan.pdf", b"", "application/pdf"),
        lambda: SimpleUploadedFile("plan.pdf", b"%PDF-1.7\n" + b"0" * 1_100_000, "application/pdf"),
        lambda: SimpleUploadedFile("plan.pdf", b"<html><script>alert(1)</script>", "application/pdf"),
    ],
    ids=["programme", "empty", "too big", "web page"],
)
def test_a_bad_file_is_refused_with_words_and_the_rest_of_the_section_is_kept(upload):
    draft = ApplicationFactory()
    section = draft.release.form.section("pieces")
    files = MultiValueDict({"plan": [upload()], "photos": [pdf("photo.pdf")]})
    saved = drafts.save(draft, draft.applicant, section, posted({"_field": ["plan", "photos"]}), files)
    assert [problem.field_key for problem in saved.refused_files] == ["plan"]
    assert len(saved.refused_files[0].message) > 20
    assert [row["name"] for row in saved.application.answers["photos"]] == ["photo.pdf"]
    assert "plan" not in {one.field_key for one in draft.attachments.all()}


def test_a_file_is_removed_by_its_button(django_capture_on_commit_callbacks):
    draft = ApplicationFactory()
    with django_capture_on_commit_callbacks(execute=True):
        attach(draft)
        section = draft.release.form.section("pieces")
        saved = drafts.save(draft, draft.applicant, section, posted({"_field": ["plan"], "_remove:plan.0": "x"}))
    assert saved.application.answers["plan"] == []
    assert saved.action
    assert not draft.attachments.exists()
    assert stored_files() == []


def test_deleting_a_draft_deletes_its_files(django_capture_on_commit_callbacks):
    draft = ApplicationFactory()
    with django_capture_on_commit_callbacks(execute=True):
        attach(draft)
        drafts.delete(draft, draft.applicant)
    assert stored_files() == []


def test_a_transaction_that_fails_leaves_no_file_behind(monkeypatch):
    draft = ApplicationFactory()
    monkeypatch.setattr(attachments, "write", lambda *args: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        attach(draft)
    assert stored_files() == []
    assert not Attachment.objects.exists()


def test_only_the_applicant_attaches_and_only_while_it_is_open():
    draft = ApplicationFactory()
    with pytest.raises(PermissionDenied):
        attachments.attach(draft, UserFactory(), field(draft), pdf())
    sent = ApplicationFactory(submitted=True)
    with pytest.raises(PermissionDenied):
        attach(sent)


def download(client, attachment: Attachment):
    return client.get(reverse("applications:attachment", args=[attachment.pk]))


def test_the_file_is_given_back_as_a_download_that_no_browser_runs(client):
    draft = ApplicationFactory()
    attachment = attach(draft, pdf("Plan d’été.pdf"))
    client.force_login(draft.applicant)
    response = download(client, attachment)
    assert response.getvalue().startswith(b"%PDF-")
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("attachment")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert "no-store" in response["Cache-Control"]


def test_who_may_open_a_file(client):
    draft = ApplicationFactory(complete=True)
    attachment = attach(draft)
    draft.refresh_from_db()
    of_the_house = agent()

    def may(user) -> bool:
        client.logout()
        if user:
            client.force_login(user)
        response = download(client, attachment)
        response.getvalue()  # read to its end: closed half read, it would take the connection of the test with it
        return response.status_code == 200

    assert may(draft.applicant)
    assert not may(UserFactory())
    assert not may(None)
    assert not may(of_the_house), "a draft is its applicant's alone"
    submit(draft, draft.applicant)
    assert may(of_the_house)
    assert may(draft.applicant)
    assert not may(UserFactory())


def test_a_file_that_is_missing_or_unknown_is_not_an_error(client):
    draft = ApplicationFactory()
    attachment = attach(draft)
    PrivateStorage().delete(attachment.file.name)
    client.force_login(draft.applicant)
    assert download(client, attachment).status_code == 404
    assert client.get("/mon-espace/fichiers/00000000-0000-0000-0000-000000000000/").status_code == 404
