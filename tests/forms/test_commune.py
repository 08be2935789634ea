"""Communes, with and without JavaScript."""

import pytest
from django.urls import reverse

from cms.forms import answers
from cms.forms.rendering import section_context
from cms.forms.spec import Form
from cms.snippets.models import Commune, Departement
from tests.forms.samples import form_json

pytestmark = pytest.mark.django_db

FORM = Form.from_json(form_json({"key": "communes", "type": "commune", "label": "Communes", "required": True}))


@pytest.fixture(autouse=True)
def places():
    departement = Departement.objects.create(code="44", name="Loire-Atlantique")
    for code, name, postcode in (
        ("44109", "Nantes", "44000"),
        ("44184", "Saint-Nazaire", "44600"),
        ("44190", "Saint-Sébastien-sur-Loire", "44230"),
        ("44006", "Saint-Sébastien", "44231"),
    ):
        Commune.objects.create(
            insee_code=code, name=name, postcodes=[postcode], population=1000, departement=departement
        )


def read(**data) -> answers.Reading:
    names = {name.replace("__", "."): value for name, value in data.items()}
    return answers.read(FORM, FORM.sections[0], answers.posted(names), {})


def codes(reading) -> list[str]:
    return [one["code"] for one in reading.values["communes"]]


def test_ticked_communes_are_stored_by_code_and_name():
    assert read(communes=["44109"]).values == {"communes": [{"code": "44109", "name": "Nantes"}]}


def test_what_is_left_in_the_search_box_is_understood():
    assert codes(read(communes=["44109"], communes__search="44600; st sebastien")) == ["44109", "44184", "44006"]


def test_an_ambiguous_name_lists_the_communes_it_may_mean_and_loses_nothing():
    reading = read(communes=["44109"], communes__search="saint")

    assert "communes" not in reading.values
    assert [one.message for one in reading.problems] == [
        "«\u202fsaint\u202f» peut désigner plusieurs communes\u00a0: cochez la bonne dans la liste."
    ]
    [widget] = section_context(FORM, FORM.sections[0], {}, reading.problems, reading.raw)["widgets"]
    assert [one["name"] for one in widget.more["chosen"]] == ["Nantes"]
    assert {one.name for one in widget.more["candidates"]} >= {"Saint-Nazaire", "Saint-Sébastien"}


def test_an_unknown_name_says_what_to_do():
    assert "«\u202fParis\u202f»" in read(communes__search="Paris").problems[0].message


def test_the_search_button_takes_the_only_commune_found():
    reading = read(communes__search="nantes", **{"_search:communes": "1"})

    assert reading.action == "search:communes"
    assert codes(reading) == ["44109"]
    assert reading.raw == {}


@pytest.mark.parametrize("bad", [["xx"], ["99999"], [{"code": 3}], {"codes": "44109"}, {"search": ["a"]}, 3])
def test_bad_values_are_refused_with_words(bad):
    field = FORM.field("communes")

    with pytest.raises(answers.FieldError) as refusal:
        field.kind.clean(field, bad)

    assert refusal.value.message


@pytest.mark.parametrize(
    ("typed", "found"), [("nant", "Nantes"), ("44600", "Saint-Nazaire"), ("", None), ("\x00", None), ("x" * 5000, None)]
)
def test_communes_are_offered_while_typing(client, typed, found):
    response = client.get(reverse("forms:communes"), {"q": typed, "field": "communes"})

    assert response.status_code == 200
    assert ("checkbox" in response.content.decode()) is (found is not None)
    assert (found or "Aucune commune") in response.content.decode()
