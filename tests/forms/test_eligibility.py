"""Who may apply at all: told as soon as the answers that decide are given, and stopping the rest."""

import pytest

from cms.forms import answers
from cms.forms.errors import SpecError
from cms.forms.spec import Form
from tests.forms.samples import form_json, text

HERE = {"field": "region", "operator": "equals", "value": True}
SIZE = {"field": "effectif", "operator": "at_most", "value": 250}
RULE = {"key": "region", "eligible_when": {"all": [HERE, SIZE]}, "message": "Réservé à la région.", "fields": []}


def a_form(rule=RULE) -> Form:
    data = form_json({"key": "region", "type": "yesno", "label": "En région ?"}, rules=[rule])
    size = {"key": "effectif", "type": "integer", "label": "Effectif"}
    data["sections"].append({"key": "suite", "title": "Suite", "fields": [size, text("reste", required=True)]})
    return Form.from_json(data)


def read(form: Form, section: int, data: dict, stored: dict | None = None) -> list[answers.Problem]:
    return answers.read(form, form.sections[section], answers.posted(data), stored or {}).problems


def test_nothing_is_told_before_all_that_decides_is_answered():
    assert read(a_form(), 0, {"_field": "region", "region": "false"}) == []
    assert answers.ineligible(a_form(), {"region": False}) == []


def test_it_is_told_at_the_step_that_decides_whatever_else_is_missing_there():
    found = read(a_form(), 1, {"_field": ["effectif", "reste"], "effectif": "12"}, {"region": False})

    (problem,) = [one for one in found if one.excludes]
    assert problem.message == "Réservé à la région."
    assert problem.field_key == "effectif"
    assert any(one.field_key == "reste" for one in found)


def test_it_stops_the_application_at_the_end_even_when_an_answer_that_decides_is_missing():
    found = answers.problems(a_form(), {"effectif": 12, "reste": "x"})

    assert [one.excludes for one in found] == [True]


def test_who_may_apply_is_told_nothing():
    given = {"region": True, "effectif": 12, "reste": "x"}

    assert answers.problems(a_form(), given) == []
    assert answers.ineligible(a_form(), given) == []


def test_the_rule_comes_back_as_it_was():
    form = a_form(RULE | {"fields": ["region"]})

    assert form.to_json()["rules"][0]["eligible_when"] == {"all": [HERE, SIZE]}
    assert Form.from_json(form.to_json()) == form


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (RULE | {"valid_when": HERE}, "ne peuvent pas être là tous les deux"),
        (RULE | {"eligible_when": {"field": "x", "operator": "is_filled"}}, "qui n’existe pas"),
        (RULE | {"eligible_when": None}, "«\u202fvalid_when\u202f» manque"),
    ],
)
def test_an_unsound_rule_is_refused(rule, words):
    with pytest.raises(SpecError) as refusal:
        a_form(rule)
    assert words in str(refusal.value)
