"""How words are read, whatever marks and signs they carry."""

import pytest
from django.utils.html import escape
from hypothesis import given
from hypothesis import strategies as st

from search.folding import LONGEST_WORD, fold, read
from search.highlighting import marked, passage
from search.request import SearchRequest, terms
from search.stemming import stem


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("L’Île-d’Yeu", ["ile", "yeu"]),
        ("l'eau qu’il boit", ["eau", "il", "boit"]),
        ("jusqu’à l’été", ["a", "ete"]),
        ("Œuvre Æther", ["oeuvre", "aether"]),
        ("C’est la 3ᵉ fois", ["est", "la", "3e", "fois"]),
        ("vitamine C", ["vitamine", "c"]),
        ("snake_case", ["snake", "case"]),
        ("½", ["12"]),
        ("…!?", []),
    ],
)
def test_words_are_folded_and_lose_the_elided_article(text, expected):
    assert [word.folded for word in read(text)] == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("entreprise", "entreprises"),
        ("infirmier", "infirmieres"),
        ("conducteur", "conductrices"),
        ("vendeur", "vendeuses"),
        ("journal", "journaux"),
        ("orienter", "orientation"),
        ("lyceenne", "lyceens"),
    ],
)
def test_forms_of_a_word_share_a_stem(one, other):
    assert stem(one) == stem(other)


@pytest.mark.parametrize(("one", "other"), [("metier", "metro"), ("stage", "stade"), ("apprenti", "apparent")])
def test_other_words_do_not(one, other):
    assert stem(one) != stem(other)


def test_each_word_is_looked_for_once_and_common_words_not_at_all():
    assert [term.exact for term in terms("Le stage et la visite du STAGE")] == ["stage", "visite"]


def test_common_words_alone_are_looked_for():
    assert [term.exact for term in terms("à la")] == ["a", "la"]


def test_a_request_is_cut_to_what_an_engine_can_bear():
    request = SearchRequest.of("mot " * 1000, {"kind": [str(n) for n in range(1000)], "autre": ["x"]}, page=-4)

    assert len(request.query) <= 300
    assert len(request.filters["kind"]) == 50
    assert "autre" not in request.filters
    assert request.page == 1


@given(st.text())
def test_words_stand_where_they_say(text):
    for word in read(text):
        assert 0 <= word.start < word.end <= len(text)
        assert word.folded
        assert len(word.folded) <= LONGEST_WORD


@given(st.text())
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(st.text(), st.text())
def test_what_is_marked_is_the_text_itself_and_nothing_else(text, query):
    unmarked = marked(text, terms(query)).replace("<mark>", "").replace("</mark>", "")

    assert unmarked == escape(text)


def test_a_passage_begins_and_ends_between_words():
    text = "Premier " * 60 + "soudure " + "dernier " * 60

    shown = passage([text], terms("soudure"))

    assert shown.startswith("… Premier ")
    assert shown.endswith("dernier …")
    assert "<mark>soudure</mark>" in shown


def test_the_text_with_most_of_the_words_is_shown():
    assert "<mark>atelier</mark> de <mark>soudure</mark>" in passage(
        ["Un atelier.", "Un atelier de soudure."], terms("atelier soudure")
    )
