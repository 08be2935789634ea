"""Choices of two levels: as lines for the editor, in rules, on the page."""

import pytest
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from cms.forms import answers
from cms.forms.blocks.tree import from_text, to_text
from cms.forms.errors import SpecError
from cms.forms.rendering import section_context
from cms.forms.spec import Form
from tests.forms.samples import form_json, text
from tests.forms.types_table import TREE

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z"), exclude_characters="-|"), min_size=1)
CHOICE = st.fixed_dictionaries({"value": WORDS, "label": WORDS})


def a_form(*more, tree=TREE, **options) -> Form:
    return Form.from_json(
        form_json({"key": "metier", "type": "linkedchoices", "label": "Métier", "tree": tree, **options}, *more)
    )


@given(st.lists(st.tuples(CHOICE, st.lists(CHOICE, max_size=4)), max_size=4))
def test_the_lines_of_an_editor_say_the_choices(rows):
    tree = [{**parent, "choices": inner} for parent, inner in rows]

    assert from_text(to_text(tree)) == tree


def test_an_editor_writes_choices_as_lines():
    lines = "Industrie\n- Soudure\n  - Usinage | us\n\nSoin\n-Infirmerie"

    assert to_text(from_text(lines)) == "Industrie\n- Soudure\n- Usinage | us\nSoin\n- Infirmerie"


@pytest.mark.parametrize(
    ("tree", "words"),
    [
        (["Industrie"], "au moins deux choix"),
        (["Industrie", "Soin"], "aucun choix n’a de second niveau"),
        ([{"label": "A", "choices": ["x", "X"]}, "B"], "différent"),
        ([{"label": "A", "choices": ["x"]}, "a"], "différent"),
        ([{"label": "A | b", "choices": ["x"]}, "B"], "une barre"),
        ([{"label": "A", "choices": "x"}, "B"], "liste de choix"),
        ("A", "liste de choix"),
        ([{"label": "A", "choices": [3]}], "une valeur et un intitulé"),
    ],
)
def test_what_cannot_be_chosen_is_refused_at_publication(tree, words):
    with pytest.raises(SpecError) as error:
        a_form(tree=tree)

    assert words in str(error.value)


def test_a_rule_reads_the_second_level_or_the_first():
    second = {"field": "metier", "operator": "equals", "value": "Soudure"}
    first = {"field": "metier.parent", "operator": "equals", "value": "Soin"}
    form = a_form(text("a", show_when=second), text("b", show_when=first))

    assert answers.visible(form, {"metier": {"parent": "ind", "code": "sou"}}) == {"metier", "a"}
    assert answers.visible(form, {"metier": {"parent": "Soin", "code": ""}}) == {"metier", "b"}


def test_the_second_level_is_asked_for_where_there_is_one():
    form = a_form(required=True)

    assert [one.id for one in answers.problems(form, {})] == ["f-metier.parent"]
    assert [one.id for one in answers.problems(form, {"metier": {"parent": "Soin", "code": ""}})] == ["f-metier.code"]
    assert answers.problems(form, {"metier": {"parent": "Sans idée", "code": ""}}) == []


def test_only_the_chosen_pair_is_selected():
    form = a_form(first_label="Secteur")
    context = section_context(form, form.sections[0], {"metier": {"parent": "Soin", "code": "Autre"}})
    html = render_to_string("forms/section.html", context)

    assert html.count("selected") == 2
    assert "Secteur" in html
    assert answers.in_words(form.field("metier"), {"parent": "Soin", "code": "Autre"}) == "Soin, Autre"
