"""Patterns and masks: what an editor may ask, what it costs, what is said."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.forms.errors import FieldError, SpecError
from cms.forms.spec import Form
from tests.forms.samples import form_json


def a_field(**options):
    data = {"key": "question", "type": "formatted", "label": "Question", **options}
    return Form.from_json(form_json(data)).field("question")


def refusal(field, raw) -> str:
    with pytest.raises(FieldError) as error:
        field.kind.clean(field, raw)
    return error.value.message


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({}, "dites de quoi la réponse est composée"),
        ({"pattern": "("}, "pas une expression régulière"),
        ({"pattern": "(?=a)b"}, "pas une expression régulière"),
        ({"pattern": r"(a)\1"}, "pas une expression régulière"),
        ({"pattern": "((a{100}){100}){100}"}, "trop coûteuse"),
        ({"pattern": "[0-9]{3}", "example": "12"}, "l’exemple n’a pas la forme demandée"),
        ({"made_of": "figures", "minimum": 4, "maximum": 3}, "minimal de caractères dépasse"),
        ({"made_of": "runes"}, "figures"),
    ],
)
def test_what_nobody_could_answer_is_refused_at_publication(options, words):
    with pytest.raises(SpecError) as error:
        a_field(**options)

    assert words in str(error.value)


@pytest.mark.parametrize("pattern", ["(a+)+$", "(a|a)*b", "(a*)*b", "(.*)*x", "([a-z]+)*[0-9]"])
def test_no_pattern_holds_a_request(pattern):
    field = a_field(pattern=pattern)
    begun = time.perf_counter()

    assert "forme demandée" in refusal(field, "a" * 199 + "!")
    assert time.perf_counter() - begun < 1


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"made_of": "figures"}, "Écrivez seulement des chiffres."),
        ({"made_of": "letters", "minimum": 2}, "Écrivez 2 lettres au moins."),
        ({"made_of": "letters_figures", "maximum": 4}, "Écrivez 4 lettres ou chiffres au plus."),
        ({"made_of": "figures", "minimum": 4, "maximum": 6}, "Écrivez de 4 à 6 chiffres."),
        ({"made_of": "figures", "minimum": 1, "maximum": 1}, "Écrivez 1 chiffre."),
    ],
)
def test_a_mask_says_what_it_asks(options, words):
    assert refusal(a_field(**options), "!" * 9) == words


@given(st.text(max_size=210))
def test_what_a_mask_keeps_is_made_of_what_it_says(raw):
    field = a_field(made_of="figures", maximum=20)
    try:
        stored = field.kind.clean(field, raw)
    except FieldError:
        return
    assert stored is None or (stored.isdecimal() and stored.isascii() and len(stored) <= 20)
