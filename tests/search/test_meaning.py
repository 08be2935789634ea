"""A slip of the finger is put right; a poor answer is made helpful."""

import pytest

from search.engines.embedded import EmbeddedEngine
from search.finding import find
from search.request import SearchRequest
from tests.search.factories import SearchDocumentFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def catalogue():
    EmbeddedEngine().index(
        [
            SearchDocumentFactory(title="Visite d’entreprise", body="Pour les élèves de Nantes."),
            SearchDocumentFactory(title="Les métiers verts", body="Des métiers d’avenir."),
            SearchDocumentFactory(title="Le menuisier", body="Un métier du bois."),
        ]
    )


def answer(query: str):
    return find(SearchRequest.of(query))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("vistie", "visite"),
        ("metirs verts", "métiers verts"),
        ("enterprize", "entreprise"),
        ("eleve de nante", ""),
        ("les nanets", "les Nantes"),
        ("menuiser", "menuisier"),
        ("zzzzzz", ""),
        ("ver", ""),
        ("123456", ""),
        ("", ""),
    ],
)
def test_a_misspelt_word_is_put_right_as_documents_write_it(catalogue, typed, meant):
    assert answer(typed).meant == meant


def test_nothing_is_proposed_when_something_is_found(catalogue):
    response = answer("visite")

    assert (response.total, response.meant, response.partial) == (1, "", False)


def test_when_nothing_has_all_the_words_what_has_some_is_shown_and_said(catalogue):
    response = answer("visite menuisier")

    assert response.partial
    assert {result.title for result in response.results} == {"Visite d’entreprise", "Le menuisier"}


def test_a_proposal_that_would_find_nothing_is_not_made(catalogue):
    response = find(SearchRequest.of("vistie", {"kind": ("rien",)}))

    assert response.meant == ""


def test_the_vocabulary_follows_the_documents(catalogue):
    assert answer("soudure").meant == ""

    EmbeddedEngine().index([SearchDocumentFactory(title="La soudure")])

    assert answer("soudrue").meant == "soudure"
