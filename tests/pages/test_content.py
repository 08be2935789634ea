"""Content pages: every block is shown as what it is."""

import pytest
from wagtail.rich_text import RichText

from tests.pages.factories import ContentPageFactory

pytestmark = pytest.mark.django_db


def read(client, *blocks) -> str:
    ContentPageFactory(title="Une page", slug="une-page", summary="Un résumé", body=list(blocks))
    response = client.get("/une-page/")
    assert response.status_code == 200
    return response.content.decode()


def test_text_has_french_typography(client):
    assert "<p>Qui\u202f? L’eau.</p>" in read(client, ("text", RichText("<p>Qui ? L'eau.</p>")))


def test_questions_open_without_javascript(client):
    text = read(
        client, ("questions", {"title": "FAQ", "questions": [{"question": "Où ?", "answer": RichText("<p>Ici</p>")}]})
    )

    assert "<summary>Où\u202f?</summary>" in text


def test_a_table_has_a_caption_and_named_rows(client):
    text = read(
        client,
        ("table", {"caption": "Durées", "headers": ["Quoi", "Temps"], "rows": [{"cells": ["Compte", "un an"]}]}),
    )

    assert "<caption>Durées</caption>" in text
    assert '<th scope="col">Quoi</th>' in text
    assert '<th scope="row">Compte</th><td>un an</td>' in text


def test_a_call_to_action_leads_to_a_page_before_an_address(client):
    page = ContentPageFactory(slug="but")

    text = read(
        client,
        ("call_to_action", {"title": "Agir", "text": "", "link": {"text": "Y aller", "page": page, "url": "/autre/"}}),
    )

    assert '<a class="button" href="/but/">Y aller</a>' in text


def test_the_measures_of_an_axis_can_be_linked_to(client):
    measure = {"number": 4, "title": "Le label", "text": "…", "link": {"text": "Demander", "page": None, "url": "/d/"}}

    text = read(client, ("axis", {"number": 1, "title": "Découvrir", "text": "", "measures": [measure]}))

    assert 'id="axe-1"' in text
    assert '<li id="mesure-4">' in text
    assert '<a href="/d/">Demander</a>' in text


def test_quotation(client):
    assert "<blockquote><p>L’eau</p></blockquote>" in read(client, ("quote", {"text": "L'eau", "author": "Ana"}))


def test_the_way_back_is_shown(client):
    parent = ContentPageFactory(title="Aide", slug="aide")
    ContentPageFactory(parent=parent, title="Contact", slug="contact")

    text = client.get("/aide/contact/").content.decode()

    assert '<a href="/">Accueil</a>' in text
    assert '<a href="/aide/">Aide</a>' in text
    assert '<span aria-current="page">Contact</span>' in text


def test_search_reads_all_the_blocks():
    page = ContentPageFactory(
        body=[
            ("text", RichText("<p>bateau</p>")),
            ("questions", {"title": "", "questions": [{"question": "phare", "answer": RichText("<p>marée</p>")}]}),
        ]
    )

    body = page.search_body()

    assert all(word in body for word in ("bateau", "phare", "marée"))
