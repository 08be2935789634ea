"""A form's definition: read, checked, written again."""

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cms.forms import operations
from cms.forms.blocks.body import body_of, form_json, rules_of
from cms.forms.rules import RuleError, evaluate, fields_of, parse
from cms.forms.schema import FORM_SCHEMA
from cms.forms.spec import Form, SpecError
from tests.forms.forms_strategy import forms
from tests.forms.samples import form_json as a_form
from tests.forms.samples import text

PARTS = st.sampled_from(["field", "operator", "value", "all", "any", "not"])
LEAVES = st.none() | st.booleans() | st.integers() | st.text()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ([], "doit être un objet"),
        (a_form(), None),
        ({"key": "a", "name": "A", "sections": []}, "pas d’étape"),
        (a_form({"key": "x", "type": "couleur", "label": "Teinte"}), "«\u202fTeinte\u202f»\u00a0: type «\u202fcouleur"),
        (
            a_form(text(), text("titre2", label="Titre")),
            "Titre\u202f»\u00a0: cet intitulé est utilisé deux fois",
        ),
        (a_form(text(), text(label="Autre")), "le nom court «\u202ftitre\u202f» est utilisé deux fois"),
        (a_form(text("Titre")), "doit commencer par une lettre minuscule"),
        (a_form(text(couleur="bleu")), "«\u202fcouleur\u202f» n’est pas connu ici"),
        (a_form(text(max_length=0)), "option «\u202fmax_length\u202f»\u00a0: il faut un nombre de 1 ou plus"),
        (a_form(text(max_length="dix")), "il faut un nombre entier"),
        (
            a_form({"key": "x", "type": "choice", "label": "Teinte"}),
            "il faut au moins deux choix",
        ),
        (a_form(text(label=" ")), "«\u202flabel\u202f» manque"),
        (
            a_form(text(show_when={"field": "absent", "operator": "is_filled"})),
            "«\u202fTitre\u202f»\u00a0: sa condition porte sur la question «\u202fabsent\u202f», qui n’existe pas",
        ),
        (
            a_form(text(), text("suite", show_when={"field": "titre", "operator": "ressemble", "value": "x"})),
            "«\u202fSuite\u202f»\u00a0: Opérateur «\u202fressemble\u202f» inconnu",
        ),
        (
            a_form(
                {"key": "n", "type": "integer", "label": "Nombre"},
                text(show_when={"field": "n", "operator": "at_least", "value": "beaucoup"}),
            ),
            "sa condition sur «\u202fNombre\u202f» ne peut jamais être vraie",
        ),
        (
            a_form(
                text("un", show_when={"field": "deux", "operator": "is_filled"}),
                text("deux", show_when={"field": "un", "operator": "is_filled"}),
            ),
            "s’attendent l’une l’autre pour s’afficher\u00a0: Un, Deux",
        ),
        (
            a_form(text("un"), show_when={"field": "un", "operator": "is_filled"}),
            "s’attendent l’une l’autre",
        ),
        (
            a_form(text(), rules=[{"key": "r", "valid_when": {"field": "z", "operator": "is_empty"}, "message": "m"}]),
            "Règle «\u202fr\u202f»",
        ),
    ],
)
def test_what_does_not_hold_is_named(data, words):
    if words is None:
        assert Form.from_json(data).sections[0].fields == ()
        return
    with pytest.raises(SpecError) as refusal:
        Form.from_json(data)

    assert words in str(refusal.value)


def test_all_faults_are_said_at_once():
    with pytest.raises(SpecError) as refusal:
        Form.from_json(a_form(text(label=""), text("Deux")))

    assert [fault.path for fault in refusal.value.faults] == [
        ("sections", 0, "fields", 0, "label"),
        ("sections", 0, "fields", 1, "key"),
    ]


@pytest.mark.parametrize(
    ("rule", "answers", "holds"),
    [
        ({"field": "a", "operator": "equals", "value": "x"}, {"a": "x"}, True),
        ({"field": "a", "operator": "equals", "value": "x"}, {}, False),
        ({"field": "a", "operator": "equals", "value": True}, {"a": True}, True),
        ({"field": "a", "operator": "equals", "value": True}, {"a": 1}, False),
        ({"field": "a", "operator": "equals", "value": 3}, {"a": "3.00"}, True),
        ({"field": "a", "operator": "differs", "value": "x"}, {}, True),
        ({"field": "a", "operator": "one_of", "value": ["x", "y"]}, {"a": "y"}, True),
        ({"field": "a", "operator": "contains", "value": "44109"}, {"a": [{"code": "44109", "name": "N"}]}, True),
        ({"field": "a", "operator": "contains", "value": "NANT"}, {"a": "Saint-Nantes"}, True),
        ({"field": "a", "operator": "lacks", "value": "x"}, {"a": ["y"]}, True),
        ({"field": "a", "operator": "at_least", "value": "1000"}, {"a": "1000.00"}, True),
        ({"field": "a", "operator": "at_least", "value": 2}, {"a": ["x"]}, False),
        ({"field": "a", "operator": "at_most", "value": 2}, {}, False),
        ({"field": "a", "operator": "before", "value": "2026-02-01"}, {"a": "2026-01-31"}, True),
        ({"field": "a", "operator": "after", "value": "today"}, {"a": "2200-01-01"}, True),
        ({"field": "a.start", "operator": "after", "value": "2026-01-01"}, {"a": {"start": "2026-05-01"}}, True),
        ({"field": "a", "operator": "is_empty"}, {"a": []}, True),
        ({"field": "a", "operator": "is_filled"}, {"a": False}, True),
        ({"not": {"field": "a", "operator": "is_filled"}}, {}, True),
        ({"all": [{"field": "a", "operator": "is_filled"}, {"field": "b", "operator": "is_empty"}]}, {"a": 0}, True),
        ({"any": [{"field": "a", "operator": "is_filled"}, {"field": "b", "operator": "is_filled"}]}, {}, False),
        (None, {}, True),
    ],
)
def test_rules(rule, answers, holds):
    assert evaluate(rule, answers) is holds


def test_a_rule_names_the_fields_that_it_reads():
    rule = {"all": [{"field": "a.start", "operator": "is_filled"}, {"not": {"field": "b", "operator": "is_empty"}}]}

    assert fields_of(rule) == {"a", "b"}


@given(st.recursive(LEAVES, lambda inner: st.lists(inner) | st.dictionaries(PARTS, inner)))
@settings(deadline=None, max_examples=50)
def test_any_json_is_a_rule_or_is_refused(data):
    try:
        rule = parse(data)
    except RuleError as error:
        assert str(error)
    else:
        assert parse(rule.to_json()) == rule


@given(forms())
@settings(deadline=None, suppress_health_check=list(HealthCheck), max_examples=25)
def test_a_form_comes_back_exactly_from_the_editor_and_satisfies_the_schema(data):
    form = Form.from_json(data)

    assert Form.from_json(form.to_json()) == form
    assert Form.from_json(form_json(form.key, form.name, body_of(form), rules_of(form))) == form
    jsonschema.Draft202012Validator(FORM_SCHEMA).validate(form.to_json())


@given(forms())
@settings(
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
    max_examples=5,
)
@pytest.mark.django_db
def test_a_loaded_form_dumps_exactly(data):
    canonical = Form.from_json(data).to_json()

    assert operations.dump(operations.draft_of(operations.load(data))) == canonical


def test_the_schema_is_a_schema_and_refuses_an_unknown_option():
    jsonschema.Draft202012Validator.check_schema(FORM_SCHEMA)

    errors = list(jsonschema.Draft202012Validator(FORM_SCHEMA).iter_errors(a_form(text(couleur="bleu"))))

    assert "couleur" in errors[0].message
