"""Conditions in groups, to three levels, on the editor's screen: written and read back exactly."""

import pytest

from cms.forms import operations
from cms.forms.blocks import conditions
from cms.forms.models import FormDefinition, FormVersion
from cms.forms.rules import parse
from cms.forms.spec import Form
from tests.forms.admin_post import raw
from tests.forms.samples import form_json, text
from tests.forms.test_admin import NEVER, edit, editor  # noqa: F401  the signed-in client

A, B, C = ({"field": key, "operator": "is_filled"} for key in "abc")
SEEN = [
    A,
    {"not": A},
    {"all": [A, B]},
    {"not": {"any": [A, B]}},
    {"not": {"all": [A, B]}},
    {"not": {"not": A}},
    {"any": [A, {"all": [B, C]}]},
    {"all": [A, {"not": B}, {"any": [B, C]}]},
    {"any": [{"all": [A, {"not": {"any": [B, C]}}]}, {"not": C}]},
]
KEPT = [
    {"any": [{"all": [B, C]}, A]},
    {"any": [A, {"all": [B, {"any": [C, {"not": A}]}]}]},
]


def named() -> dict:
    form = Form.from_json(form_json(*(text(key) for key in "abc")))
    return {one.key: one for one in form.fields}


@pytest.mark.parametrize("rule", SEEN)
def test_to_three_levels_a_condition_is_seen_as_rows_and_groups(rule):
    block = conditions.to_block(parse(rule), named())

    assert block["advanced"] == ""
    assert parse(conditions.from_block(block)) == parse(rule)


@pytest.mark.parametrize("rule", KEPT)
def test_what_groups_would_say_in_another_order_or_deeper_stays_as_it_is_written(rule):
    block = conditions.to_block(parse(rule), named())

    assert block["advanced"]
    assert parse(conditions.from_block(block)) == parse(rule)


def test_a_condition_saved_before_there_were_groups_says_the_same():
    rows = [{"type": "item", "id": "1", "value": {"field": "a", "operator": "is_filled", "value": ""}}]

    assert conditions.from_block({"match": "all", "rows": rows, "advanced": ""}) == A


@pytest.mark.django_db
def test_an_editor_writes_a_group_by_the_labels_of_the_questions(editor):  # noqa: F811
    operations.publish(operations.load(form_json(text("a"), text("b"), text("c"))))
    definition = FormDefinition.objects.get()
    body, rules = raw(definition)

    def row(label: str) -> dict:
        return {"type": "item", "id": "", "value": {"field": label, "operator": "is_filled", "value": ""}}

    group = {"type": "item", "id": "", "value": {"match": "any", "rows": [row("A"), row("B")], "groups": []}}
    condition = NEVER | {"match": "none", "rows": [row("b")], "groups": [group]}
    body[0]["value"]["fields"][2]["value"]["show_when"] = condition

    response = edit(editor, definition, body, rules)

    assert response.status_code == 302
    shown = FormVersion.objects.latest_of(definition).form.field("c").show_when
    assert shown.to_json() == {"not": {"any": [B, {"any": [A, B]}]}}
