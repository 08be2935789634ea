"""The public page that says whether a document holds."""

import pytest
from django.urls import reverse

from cms.applications.decisions import documents
from cms.applications.models import IssuedDocument
from tests.applications import visit

pytestmark = pytest.mark.django_db


@pytest.fixture
def certificate() -> IssuedDocument:
    applicant = visit.person(first_name="Solène", last_name="Kerbrat", email="solene@exemple.fr")
    submitted = visit.application(applicant=applicant, communes=[visit.place()])
    return documents.issue_for(submitted, "attestation", None)


def page(client, code: str):
    return client.get(reverse("applications:verify", args=[code]))


def test_anybody_reads_that_a_document_is_valid(client, certificate):
    response = page(client, certificate.code)
    assert response.status_code == 200
    text = response.content.decode()
    for words in ("Une matinée à la fonderie", certificate.content["territory"], certificate.content["reference"]):
        assert words in text
    assert "verdict valid" in text


def test_no_person_is_named(client, certificate):
    text = page(client, certificate.code).content.decode()
    for secret in ("Solène", "Kerbrat", "solene@exemple.fr", str(certificate.application.pk)):
        assert secret not in text


def test_a_revoked_document_is_told_so_without_the_reason(client, certificate):
    certificate.revoked_at = certificate.issued_at
    certificate.revocation_reason = "Dossier frauduleux"
    certificate.save()
    text = page(client, certificate.code).content.decode()
    assert "verdict revoked" in text and "verdict valid" not in text
    assert "frauduleux" not in text


@pytest.mark.parametrize("code", ["inconnu", "a" * 500, "<script>", "é"])
def test_an_unknown_code_is_told_so(client, certificate, code):
    response = page(client, code)
    assert response.status_code == 404
    assert "verdict unknown" in response.content.decode()
    assert "<script>" not in response.content.decode().partition("<main")[2].partition("</main>")[0]


def test_a_code_in_other_capitals_is_another_code(client, certificate):
    certificate.code = "AbCdEfGhIjKlMnOp"
    certificate.save()
    assert page(client, "abcdefghijklmnop").status_code == 404


def test_it_is_kept_from_search_engines_and_from_caches(client, certificate):
    response = page(client, certificate.code)
    assert "noindex" in response["X-Robots-Tag"]
    assert "no-store" in response["Cache-Control"]
    assert response["Referrer-Policy"] == "no-referrer"


def test_it_costs_few_queries_and_sets_no_cookie(client, certificate, django_assert_max_num_queries):
    page(client, "echauffement")
    with django_assert_max_num_queries(8):
        response = page(client, certificate.code)
    assert not response.cookies


def test_codes_cannot_be_guessed():
    codes = {IssuedDocument._meta.get_field("code").get_default() for _ in range(50)}
    assert len(codes) == 50
    assert all(len(code) >= 16 for code in codes)


def test_it_takes_no_post(client, certificate):
    assert client.post(reverse("applications:verify", args=[certificate.code])).status_code == 405
