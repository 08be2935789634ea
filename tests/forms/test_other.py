"""“Other” among choices: as posted, in rules, in words, and with answers given before it was offered."""

import pytest
from django.template.loader import render_to_string

from cms.forms import answers
from cms.forms.errors import SpecError
from cms.forms.rendering import section_context
from cms.forms.spec import Form
from tests.forms.samples import form_json, text

CHOICES = [{"value": "ecole", "label": "École"}, {"value": "club", "label": "Club"}]


def a_form(kind: str, *more, **options) -> Form:
    field = {"key": "lieu", "type": kind, "label": "Lieu", "choices": CHOICES, "other": True, **options}
    return Form.from_json(form_json(field, *more))


def read(form: Form, data: dict, stored=None) -> answers.Reading:
    return answers.read(form, form.sections[0], answers.posted({"_field": "lieu", **data}), stored or {})


@pytest.mark.parametrize(
    ("kind", "data", "stored"),
    [
        ("choice", {"lieu": "ecole", "lieu.text": ""}, "ecole"),
        ("choice", {"lieu": "_other", "lieu.text": "Un parc"}, {"code": "_other", "text": "Un parc"}),
        ("choice", {"lieu.text": "Un parc"}, {"code": "_other", "text": "Un parc"}),
        ("choice", {"lieu": "", "lieu.text": "Un parc"}, None),
        ("choice", {"lieu": "ecole", "lieu.text": "Un parc"}, "ecole"),
        ("choice", {"lieu.text": ""}, None),
        ("choices", {"lieu": ["_other", "club"], "lieu.text": "Parc"}, ["club", {"code": "_other", "text": "Parc"}]),
        ("choices", {"lieu": ["club"], "lieu.text": "Un parc"}, ["club"]),
        ("choices", {"lieu.text": ""}, []),
    ],
)
def test_what_is_posted(kind, data, stored):
    assert read(a_form(kind), data).values == {"lieu": stored}


@pytest.mark.parametrize("kind", ["choice", "choices"])
def test_other_without_words_is_kept_and_asked_for(kind):
    reading = read(a_form(kind), {"lieu": "_other", "lieu.text": " "})

    assert reading.values
    assert [(one.id, one.message) for one in reading.problems] == [("f-lieu.text", "Précisez, avec vos mots.")]


@pytest.mark.parametrize("kind", ["choice", "choices"])
@pytest.mark.parametrize("value", ["_other", "autre", "Un autre lieu"])
def test_a_rule_reads_that_it_is_other(kind, value):
    show = {"field": "lieu", "operator": "contains" if kind == "choices" else "equals", "value": value}
    options = {} if value != "Un autre lieu" else {"other_label": value}
    form = a_form(kind, text(show_when=show), **options)
    other = {"code": "_other", "text": "Un parc"}

    assert "titre" in answers.visible(form, {"lieu": [other] if kind == "choices" else other})
    assert "titre" not in answers.visible(form, {"lieu": ["ecole"] if kind == "choices" else "ecole"})


def test_a_rule_may_name_a_choice_by_its_words():
    show = {"field": "lieu", "operator": "one_of", "value": ["École", "club"]}
    form = a_form("choice", text(show_when=show))

    assert form.field("titre").show_when.value == ["ecole", "club"]


def test_the_words_are_shown():
    field = a_form("choices").field("lieu")

    assert answers.in_words(field, ["club", {"code": "_other", "text": "Un parc"}]) == "Club, Autre\u00a0: Un parc"
    assert answers.in_words(a_form("choice").field("lieu"), {"code": "_other", "text": ""}) == "Autre"


def test_an_answer_is_refused_words_when_other_is_not_offered():
    with pytest.raises(answers.FieldError):
        field = a_form("choice", other=False).field("lieu")
        field.kind.clean(field, {"code": "_other", "text": "Un parc"})


def test_no_choice_takes_the_place_of_other():
    with pytest.raises(SpecError, match="_other"):
        a_form("choice", choices=[*CHOICES, {"value": "_other", "label": "Rien"}])


@pytest.mark.parametrize(("kind", "look"), [("choice", "radio"), ("choice", "list"), ("choices", None)])
def test_the_words_are_on_the_page_whatever_the_look(kind, look):
    form = a_form(kind, **({"look": look} if look else {}))
    other = {"code": "_other", "text": "Un <parc>"}
    context = section_context(form, form.sections[0], {"lieu": [other] if kind == "choices" else other})
    html = render_to_string("forms/section.html", context)

    assert 'value="Un &lt;parc&gt;"' in html
    assert ('value="_other" selected' if look == "list" else 'value="_other" checked') in html
