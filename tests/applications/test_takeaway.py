"""What people take away: the application on paper, their data in one file."""

import io
import json
import zipfile

import pytest
from django.core.exceptions import PermissionDenied

from cms.applications.models import Application
from cms.applications.papers import export, paper, receipts
from cms.applications.people import coauthors, conversation
from cms.applications.writing import attachments, submission
from cms.workflows import engine
from cms.workflows.models import Case
from exports import pdf as printing
from tests.applications.factories import ApplicationFactory, UserFactory, agent, pdf
from tests.exports import verapdf

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent() -> Application:
    draft = ApplicationFactory(complete=True)
    attachments.attach(draft, draft.applicant, draft.release.form.field("plan"), pdf("Plan.pdf"))
    submission.submit(draft, draft.applicant)
    return Application.objects.with_standing().get(pk=draft.pk)


def content(file) -> dict[str, bytes]:
    with file, zipfile.ZipFile(io.BytesIO(file.read())) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def test_one_file_holds_answers_files_messages_and_history(sent):
    judge = agent()
    conversation.write(sent, sent.applicant, "Bonjour.", [pdf("Plan.pdf")])
    conversation.write(sent, judge, "Bien reçu.")
    engine.perform(Case.objects.get(pk=sent.case_id), "arbitrer", judge, comment="Faible, entre nous.")
    sent = Application.objects.with_standing().get(pk=sent.pk)
    found = content(export.of_application(sent, sent.applicant))
    told = json.loads(found["dossier.json"])
    assert {row["key"]: row["answer"] for row in told["answers"]}["courriel"] == "roses@exemple.fr"
    assert told["submissions"][0]["answers"]["nom"] == "Le jardin des roses"
    assert [row["text"] for row in json.loads(found["messages.json"])] == ["Bonjour.", "Bien reçu."]
    files = [name for name in found if name.startswith("fichiers/")]
    assert len(files) == 2, "two files of one name are both there"
    assert all(found[name].startswith(b"%PDF") for name in files)
    everything = b"".join(found.values()).decode("utf-8", "replace")
    assert "entre nous" not in everything
    assert judge.email not in everything


def test_a_person_takes_all_that_is_theirs_and_nothing_of_others(sent):
    other = ApplicationFactory(submitted=True, procedure=sent.release.procedure)
    coauthors.invite(other, other.applicant, sent.applicant.email, "view")
    found = content(export.of_person(sent.applicant))
    assert f"{sent.reference}/dossier.json" in found
    assert not [name for name in found if other.reference in name]
    assert json.loads(found["compte.json"])["email"] == sent.applicant.email


def test_comments_among_the_applicants_are_theirs(sent):
    lea = UserFactory()
    coauthors.invite(sent, sent.applicant, lea.email, "comment")
    conversation.write(sent, lea, "Entre nous.", internal=True)
    assert "Entre nous." in content(export.of_application(sent, lea))["messages.json"].decode()
    with pytest.raises(PermissionDenied):
        export.of_application(sent, agent())


def sent_by(response) -> bytes:
    """The file; read to its end, the response closes it."""
    return b"".join(response.streaming_content)


def test_the_pages_give_both(client, sent):
    client.force_login(sent.applicant)
    for address in (f"/mon-espace/dossiers/{sent.pk}/donnees/", "/mon-espace/mes-donnees/"):
        response = client.get(address)
        assert response["Content-Type"] == "application/zip"
        assert sent_by(response).startswith(b"PK")
    assert sent_by(client.get(f"/mon-espace/dossiers/{sent.pk}/envois/1/pdf/")).startswith(b"%PDF-")
    assert client.get(f"/mon-espace/dossiers/{sent.pk}/envois/2/pdf/").status_code == 404
    client.force_login(UserFactory())
    assert client.get(f"/mon-espace/dossiers/{sent.pk}/envois/1/pdf/").status_code == 404


def test_the_copy_stays_as_it_was_sent(sent):
    first = paper.print_document(sent, sent.submissions.get(number=1))
    Application.objects.filter(pk=sent.pk).update(answers={"nom": "Autre"})
    again = paper.print_document(Application.objects.get(pk=sent.pk), sent.submissions.get(number=1))
    assert first.context["sections"] == again.context["sections"]
    assert [one["name"] for one in first.context["files"]] == ["Plan.pdf"]


@pytest.mark.verapdf
def test_copy_and_receipt_are_accessible_documents(sent, tmp_path):
    verapdf.needed()
    documents = {
        "copy.pdf": paper.print_document(sent, sent.submissions.get(number=1)),
        "receipt.pdf": receipts.print_document(sent),
    }
    paths = [tmp_path / name for name in documents]
    for path in paths:
        path.write_bytes(printing.render(documents[path.name]))
    assert verapdf.validate(paths) == {path: [] for path in paths}
