"""Words in braces, in mails and documents."""

import pytest
from django.utils import formats

from cms.applications.decisions import documents, messages, tags
from cms.applications.decisions.tags import Filling
from cms.workflows import engine
from tests.applications import visit

pytestmark = pytest.mark.django_db


def test_a_text_is_filled_with_what_the_application_says():
    place = visit.place()
    submitted = visit.application(communes=[place])
    text = "{reference} {title} {procedure} {territory} {answer:communes}"
    filled = Filling(submitted).fill(text)
    assert filled == (
        f"{submitted.reference} Une matinée à la fonderie Aide aux visites d’entreprise"
        f" {submitted.territory.name} {place['name']}"
    )


def test_the_link_leads_the_applicant_to_their_space_and_others_to_the_inbox():
    submitted = visit.application()
    assert f"/mon-espace/dossiers/{submitted.pk}" in Filling(submitted).fill("{link}")
    assert f"/admin/instruction/dossiers/{submitted.pk}" in Filling(submitted, for_applicant=False).fill("{link}")


@pytest.mark.parametrize(("transition", "seen_by_applicant"), [("transmettre", False), ("completer", True)])
def test_the_applicant_reads_only_the_comments_meant_for_them(transition, seen_by_applicant):
    data = visit.bundle()
    for row in data["process"]["transitions"]:
        row["comment"] = "none" if row.get("automatic") else "optional"
    submitted = visit.application(visit.publish(data))
    entry = engine.perform(submitted.case, transition, visit.person("Agents"), comment="Entre nous")
    assert ("Entre nous" in Filling(submitted, entry).fill("{comment}")) is seen_by_applicant
    assert "Entre nous" in Filling(submitted, entry, for_applicant=False).fill("{comment}")


def test_an_answer_that_was_not_given_leaves_nothing():
    assert Filling(visit.application()).fill("[{answer:resume}]") == "[]"


def test_braces_in_an_answer_are_not_taken_for_a_tag():
    submitted = visit.application(titre="{comment} {reference}")
    assert Filling(submitted).fill("{title}") == "{comment} {reference}"


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("{reference} et {answer:titre}", []),
        ("{refrence}", ["{refrence}"]),
        ("{answer:absent}", ["{answer:absent}"]),
        ("{answer}", ["{answer}"]),
        ("{title:titre}", ["{title:titre}"]),
        ("{document:attestation} {document:autre}", ["{document:autre}"]),
        ("des accolades { libres } et {}", []),
    ],
)
def test_tags_that_nothing_replaces_are_named(text, wrong):
    assert tags.unknown(text, fields=["titre"], documents=["attestation"]) == wrong


def test_amounts_are_written_as_french_readers_do():
    separator = formats.get_format("THOUSAND_SEPARATOR")
    assert tags.euros("12000.00") == f"12{separator}000\N{NO-BREAK SPACE}€"
    assert tags.euros("12.50") == "12,50\N{NO-BREAK SPACE}€"


@pytest.mark.parametrize(
    ("letter", "without_a_name", "with_a_name"),
    [
        ("Bonjour {applicant},\n\nMerci.", "Bonjour,\n\nMerci.", "Bonjour Rose Le Goff,\n\nMerci."),
        ("Bonjour\u202f{applicant}\u202f!", "Bonjour\u202f!", "Bonjour\u202fRose Le Goff\u202f!"),
        (
            "Dossier de {applicant}\nÀ lire.",
            "Dossier de classe@exemple.fr\nÀ lire.",
            "Dossier de Rose Le Goff\nÀ lire.",
        ),
        ("Bonjour,\n\nDe {applicant},", "Bonjour,\n\nDe classe@exemple.fr,", "Bonjour,\n\nDe Rose Le Goff,"),
    ],
)
def test_a_letter_does_not_greet_by_an_address(letter, without_a_name, with_a_name):
    submitted = visit.application()
    submitted.applicant.first_name = submitted.applicant.last_name = ""
    assert Filling(submitted).fill_letter(letter) == without_a_name
    submitted.applicant.first_name, submitted.applicant.last_name = "Rose", "Le Goff"
    assert Filling(submitted).fill_letter(letter) == with_a_name


IBAN = "FR7630006000011234567890189"


def with_accounts():
    """The procedure, with a bank account asked for by itself and in rows."""
    data = visit.bundle()
    data["procedure"]["retention_months"] = 24
    account = {"key": "compte", "type": "iban", "label": "Compte"}
    data["form"]["sections"][0]["fields"] += [
        account,
        {"key": "classes", "type": "group", "label": "Classes", "item": "Classe", "fields": [account]},
    ]
    data["messages"] += [
        {"key": "a_la_classe", "subject": "Compte {answer:compte}", "body": "{answer:compte} {answer:classes}"},
        {"key": "aux_agents", "to": "role:agent", "subject": "Compte", "body": "{answer:compte} {answer:classes}"},
    ]
    data["documents"][0]["body"] = "Versée sur {answer:compte}.\n\n{answer:classes}"
    answers = {"compte": IBAN, "classes": [{"id": "r1", "compte": IBAN}]}
    return visit.application(visit.publish(data), **answers)


@pytest.mark.parametrize("message", ["a_la_classe", "aux_agents"])
def test_no_mail_carries_a_whole_bank_account_whoever_receives_it(message):
    visit.person("Agents")
    mail = messages.compose(with_accounts(), message, None)
    for text in (mail.subject, mail.body, mail.alternatives[0].content):
        written = "".join(text.split())
        assert "FR••" in written or text == "Compte"
        assert IBAN[4:20] not in written


def test_no_document_carries_a_whole_bank_account():
    issued = documents.issue_for(with_accounts(), "attestation", None)
    written = "".join(issued.content["body"].split())
    assert IBAN[4:20] not in written
    assert written.count("FR••") == 2
