"""Each field type: what it stores, what it refuses and in which words."""

import pytest

from cms.forms import types
from cms.forms.errors import FieldError
from cms.forms.spec import Field, Form
from tests.forms.samples import form_json
from tests.forms.types_table import TABLE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nantes")]

GOOD = [(key, options, raw, stored) for key, options, good, _bad in TABLE for raw, stored in good]
BAD = [(key, options, raw, words) for key, options, _good, bad in TABLE for raw, words in bad]


def a_field(key: str, options: dict) -> Field:
    return Form.from_json(form_json({"key": "question", "type": key, "label": "Question", **options})).field("question")


def test_the_table_has_every_type():
    assert {row[0] for row in TABLE} == {kind.key for kind in types.every()}


@pytest.mark.parametrize(("key", "options", "raw", "stored"), GOOD)
def test_a_good_value_is_stored_clean(key, options, raw, stored):
    field = a_field(key, options)

    assert field.kind.clean(field, raw) == stored


@pytest.mark.parametrize(("key", "options", "raw", "stored"), GOOD)
def test_a_stored_value_is_clean_already(key, options, raw, stored):
    field = a_field(key, options)

    assert field.kind.clean(field, stored) == stored


@pytest.mark.parametrize(("key", "options", "raw", "words"), BAD)
def test_a_bad_value_is_refused_with_words_that_help(key, options, raw, words):
    field = a_field(key, options)

    with pytest.raises(FieldError) as refusal:
        field.kind.clean(field, raw)

    assert words in refusal.value.message
