"""Rows of fields in an application: their files, what they calculate, who may apply."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cms.applications.admin import answers as admin_answers
from cms.applications.decisions.tags import Filling
from cms.applications.models import Application
from cms.applications.papers.receipts import print_document
from cms.applications.writing import submission
from cms.applications.writing.completeness import Incomplete
from tests.applications.factories import ApplicationFactory, ProcedureFactory, ask_correction, bundle, pdf

pytestmark = pytest.mark.django_db

ROWS = {
    "key": "achats",
    "type": "group",
    "label": "Achats",
    "item": "Achat",
    "fields": [
        {"key": "objet", "type": "text", "label": "Objet", "required": True},
        {"key": "prix", "type": "amount", "label": "Prix"},
        {"key": "devis", "type": "file", "label": "Devis", "families": ["document"], "max_size": 1},
    ],
}
TOTAL = {
    "key": "total",
    "type": "calculated",
    "label": "Total",
    "shown_as": "amount",
    "formula": {"op": "sum", "of": ["achats.prix"]},
}
LIMIT = {
    "key": "plafond",
    "eligible_when": {"field": "total", "operator": "at_most", "value": 1000},
    "message": "L’aide s’arrête à 1 000 €.",
    "fields": ["achats"],
}


def a_bundle() -> dict:
    data = bundle()
    data["form"]["sections"][0]["fields"].append(TOTAL)
    data["form"]["sections"][1]["fields"].append(ROWS)
    data["form"]["rules"] = [LIMIT]
    return data


@pytest.fixture
def draft(client) -> Application:
    made = ApplicationFactory(procedure=ProcedureFactory(data=a_bundle()), complete=True)
    client.force_login(made.applicant)
    return made


def step(application: Application, section: str = "lieu") -> str:
    return reverse("applications:step", args=[application.pk, section])


def send(client, application: Application, *rows: tuple[str, str, str], **more):
    application.refresh_from_db()
    data: dict = {"revision": application.revision, "_field": ["achats"], "achats._rows": [row[0] for row in rows]}
    for row_id, what, price in rows:
        data |= {f"achats.{row_id}.objet": what, f"achats.{row_id}.prix": price}
    response = client.post(step(application), data | more)
    application.refresh_from_db()
    return response


def names(application: Application) -> list[list[str]]:
    return [[file["name"] for file in row.get("devis", [])] for row in application.answers["achats"]]


def test_a_file_goes_to_its_row_and_stays_there_when_the_row_moves(client, draft):
    send(client, draft, ("r1", "Terre", "10"), ("r2", "Graines", "5"), **{"achats.r2.devis": pdf("graines.pdf")})
    assert names(draft) == [[], ["graines.pdf"]]

    send(client, draft, ("r1", "Terre", "10"), ("r2", "Graines", "5"), **{"_up:achats.r2": "1"})

    assert [row["objet"] for row in draft.answers["achats"]] == ["Graines", "Terre"]
    assert names(draft) == [["graines.pdf"], []]
    assert draft.attachments.count() == 1


def test_a_file_is_kept_when_another_answer_of_its_new_row_is_refused(client, draft):
    response = send(client, draft, ("r8", "Terre", "cher"), **{"achats.r8.devis": pdf("terre.pdf")})

    assert response.status_code == 422
    assert "terre.pdf" in response.content.decode()
    send(client, draft, ("r8", "Terre", "10"))
    assert names(draft) == [["terre.pdf"]]


def test_a_file_that_is_refused_says_so_at_its_row(client, draft):
    virus = SimpleUploadedFile("devis.pdf", b"MZ\x90\x00", "application/pdf")
    response = send(client, draft, ("r1", "Terre", "10"), **{"achats.r1.devis": virus})

    assert response.status_code == 422
    assert 'id="f-achats.r1.devis-error"' in response.content.decode()
    assert draft.attachments.count() == 0


def test_a_row_that_is_removed_takes_its_file_with_it(client, draft):
    send(client, draft, ("r1", "Terre", "10"), **{"achats.r1.devis": pdf()})
    send(client, draft, ("r1", "Terre", "10"), **{"_remove:achats.r1": "1"})

    assert draft.answers["achats"] == []
    assert draft.attachments.count() == 0


def test_a_value_of_another_step_is_calculated_at_the_save(client, draft):
    send(client, draft, ("r1", "Terre", "10,50"), ("r2", "Graines", "5"))

    assert draft.answers["total"] == "15.50"
    assert "15,50" in client.get(step(draft, "projet")).content.decode()


def test_rows_are_saved_while_one_types(client, draft):
    url = reverse("applications:autosave", args=[draft.pk, "lieu"])
    data = {"revision": draft.revision, "_field": ["achats"], "achats._rows": ["r1"], "achats.r1.objet": "Terre"}

    assert client.post(url, data).json()["state"] == "saved"
    draft.refresh_from_db()
    assert draft.answers["achats"] == [{"id": "r1", "objet": "Terre"}]


def test_who_may_not_apply_is_told_at_once_and_at_each_step_and_cannot_send(client, draft):
    response = send(client, draft, ("r1", "Terre", "5000"))

    assert response.status_code == 422
    words = "ne vous permettent pas de déposer de dossier"
    assert words in response.content.decode()
    assert words in client.get(step(draft, "pieces")).content.decode()
    with pytest.raises(Incomplete):
        submission.submit(draft, draft.applicant)
    send(client, draft, ("r1", "Terre", "500"))
    assert words not in client.get(step(draft, "pieces")).content.decode()
    submission.submit(draft, draft.applicant)


def test_rows_are_in_the_receipt_in_mails_and_before_the_agents(client, draft):
    send(client, draft, ("r1", "Terre", "10"), **{"achats.r1.devis": pdf()})
    sent = submission.submit(draft, draft.applicant)

    receipt = {field.key: text for _section, rows in print_document(sent).context["sections"] for field, text in rows}
    assert receipt["achats"].startswith("Achat 1\nObjet\u00a0: Terre\nPrix\u00a0: 10\u202f€")
    assert "Objet\u00a0: Terre" in Filling(sent).fill("{answer:achats}")
    shown = {row.key: row for section in admin_answers.sections(sent) for row in section.rows}
    ((name, inner),) = shown["achats"].groups
    assert name == "Achat 1"
    assert inner[2].files[0]["name"] == "plan.pdf"


def test_rows_are_corrected_as_any_other_answer(client):
    data = a_bundle()
    data["process"]["nodes"][3]["opens_fields"] = ["achats"]
    made = ApplicationFactory(
        procedure=ProcedureFactory(data=data),
        answers={
            "nom": "Roses",
            "courriel": "a@b.fr",
            "achats": [{"id": "r1", "objet": "Terre", "prix": "10.00"}],
        },
        submitted=True,
    )
    client.force_login(made.applicant)
    made = ask_correction(made)

    send(client, made, ("r1", "Terre", "20"))

    assert made.answers["total"] == "10.00"
    assert made.pending == {"achats": [{"id": "r1", "objet": "Terre", "prix": "20.00"}], "total": "20.00"}
