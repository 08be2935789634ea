"""Documents that a decision issues."""

import pikepdf
import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from cms.applications import groups
from cms.applications.decisions import documents
from cms.applications.models import IssuedDocument
from cms.workflows import engine
from exports import pdf
from tests.applications import visit
from tests.exports import verapdf

pytestmark = pytest.mark.django_db


@pytest.fixture
def certificate() -> IssuedDocument:
    submitted = visit.application(communes=[visit.place()])
    engine.perform(submitted.case, "transmettre", visit.person("Agents"))
    engine.perform(submitted.case, "aider", visit.person("Comité"))
    visit.settle(submitted)
    return IssuedDocument.objects.select_related("application").get()


def test_it_says_what_the_editor_wrote_with_the_tags_replaced(certificate):
    content = certificate.content
    assert content["subject"] == "Une matinée à la fonderie"
    assert content["reference"] == certificate.application.reference
    assert content["territory"] == certificate.application.territory.name
    assert "{" not in content["body"]
    assert "Une matinée à la fonderie reçoit 4" in content["body"]


def test_it_stays_as_it_was_issued_when_the_application_is_renamed(certificate):
    application = certificate.application
    application.title = "Autre chose"
    application.save()
    assert documents.issue_for(application, "attestation", None).content["subject"] == "Une matinée à la fonderie"
    assert IssuedDocument.objects.count() == 1


def test_the_file_is_one_tagged_page_that_carries_the_address_of_its_verification(certificate, tmp_path):
    file = tmp_path / "certificat.pdf"
    file.write_bytes(pdf.render(documents.print_document(certificate)))
    with pikepdf.open(file) as opened:
        assert len(opened.pages) == 1
        assert opened.Root.MarkInfo.Marked
        assert str(opened.Root.Lang) == "fr"
        links = [str(note.A.URI) for note in opened.pages[0].get("/Annots", []) if "/A" in note]
    # The address is written on two lines: each is a link.
    assert set(links) == {f"http://testserver/verification/{certificate.code}/"}


@pytest.mark.verapdf
def test_the_file_is_valid_pdf_ua(certificate, tmp_path):
    verapdf.needed()
    file = tmp_path / "certificat.pdf"
    file.write_bytes(pdf.render(documents.print_document(certificate)))
    assert verapdf.validate([file]) == {file: []}


def test_long_words_still_fit_on_the_page(certificate, tmp_path):
    certificate.content |= {"subject": "Un nom d’initiative vraiment très long " * 4, "body": "Une phrase. " * 60}
    file = tmp_path / "long.pdf"
    file.write_bytes(pdf.render(documents.print_document(certificate)))
    with pikepdf.open(file) as opened:
        assert len(opened.pages) == 1


@pytest.mark.parametrize(
    ("who", "status"),
    [("applicant", 200), ("agent", 200), ("committee", 200), ("other applicant", 404), ("editor", 404)],
)
def test_who_may_open_the_file(certificate, client, who, status):
    people = {
        "applicant": certificate.application.applicant,
        "agent": visit.person("Agents"),
        "committee": visit.person("Comité"),
        "other applicant": visit.application(applicant=visit.person()).applicant,
        "editor": visit.person("Éditeurs"),
    }
    client.force_login(people[who])
    response = client.get(reverse("applications:document", args=[certificate.pk]))
    assert response.status_code == status
    if status == 200:
        assert b"".join(response.streaming_content).startswith(b"%PDF-")
        response.close()
        assert response["Content-Type"] == "application/pdf"
        assert "private" in response["Cache-Control"] or "no-store" in response["Cache-Control"]


def test_a_visitor_signs_in_first(certificate, client):
    response = client.get(reverse("applications:document", args=[certificate.pk]))
    assert response.status_code == 302
    assert reverse("accounts:sign_in") in response["Location"]


def test_a_document_that_does_not_exist_is_not_found(client):
    client.force_login(visit.person("Agents"))
    assert client.get(reverse("applications:document", args=[999_999])).status_code == 404


def test_only_those_who_may_revoke_do_and_it_is_written_in_the_journal(certificate):
    groups.set_up()
    with pytest.raises(PermissionDenied):
        documents.revoke(certificate, visit.person("Comité"), "Erreur")
    agent = visit.person("Agents")
    documents.revoke(certificate, agent, "Émis par erreur")
    documents.revoke(certificate, agent, "Encore")
    certificate.refresh_from_db()
    assert not certificate.is_valid
    assert certificate.revocation_reason == "Émis par erreur"
    notes = certificate.application.case.journal.filter(kind="note")
    assert [(note.actor, note.comment, note.public) for note in notes] == [(agent, "Émis par erreur", False)]
