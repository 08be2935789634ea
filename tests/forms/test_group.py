"""A repeating group: rows of fields, added, copied, moved and removed without JavaScript, read by rules and counted."""

import pytest
from django.template.loader import render_to_string

from cms.forms import answers
from cms.forms.errors import SpecError
from cms.forms.rendering import section_context
from cms.forms.rules import evaluate
from cms.forms.spec import Form
from tests.forms.samples import form_json, text
from tests.forms.types_table import FILE

NAME = {"key": "nom", "type": "text", "label": "Nom", "required": True}
AGE = {"key": "age", "type": "integer", "label": "Âge"}
PHOTO = {"key": "photo", "type": "file", "label": "Photo", "maximum": 3}
MINOR = {"field": "age", "operator": "at_most", "value": 17}
GUARDIAN = {"key": "tuteur", "type": "text", "label": "Responsable", "show_when": MINOR, "required_when": MINOR}


def group(*fields, **more) -> dict:
    inner = list(fields) or [NAME, AGE, PHOTO]
    return {"key": "eleves", "type": "group", "label": "Élèves", "item": "Élève", "fields": inner, **more}


def a_form(*fields, **more) -> Form:
    return Form.from_json(form_json(*(fields or [group()]), **more))


def read(form: Form, data: dict, stored: dict | None = None) -> answers.Reading:
    return answers.read(form, form.sections[0], answers.posted({"_field": ["eleves"], **data}), stored or {})


def rows(*pairs: tuple[str, str]) -> dict:
    """What a page with these rows posts: (id, name)."""
    data: dict = {"eleves._rows": [row_id for row_id, _name in pairs]}
    return data | {f"eleves.{row_id}.nom": name for row_id, name in pairs}


TWO = [{"id": "r1", "nom": "Ana", "photo": [FILE]}, {"id": "r2", "nom": "Bob", "age": 12}]


def test_rows_are_stored_in_the_order_of_the_page():
    reading = read(a_form(), rows(("r2", "Bob"), ("r1", "Ana")))

    assert reading.values["eleves"] == [{"id": "r2", "nom": "Bob"}, {"id": "r1", "nom": "Ana"}]


def test_a_moved_row_keeps_its_file_and_what_was_not_on_the_page():
    reading = read(a_form(), rows(("r2", "Bob"), ("r1", "Ana")), {"eleves": TWO})

    assert reading.values["eleves"] == [TWO[1], TWO[0]]


@pytest.mark.parametrize(
    ("button", "names"),
    [
        ("_up:eleves.r2", ["Bob", "Ana"]),
        ("_down:eleves.r1", ["Bob", "Ana"]),
        ("_up:eleves.r1", ["Ana", "Bob"]),
        ("_down:eleves.r2", ["Ana", "Bob"]),
        ("_remove:eleves.r1", ["Bob"]),
        ("_duplicate:eleves.r1", ["Ana", "Ana", "Bob"]),
        ("_remove:eleves.absent", ["Ana", "Bob"]),
    ],
)
def test_buttons_move_copy_and_remove_a_row(button, names):
    reading = read(a_form(), {**rows(("r1", "Ana"), ("r2", "Bob")), button: "1"}, {"eleves": TWO})

    assert [row["nom"] for row in reading.values["eleves"]] == names
    assert reading.action


def test_a_copy_has_an_id_of_its_own_and_no_file():
    reading = read(a_form(), {**rows(("r1", "Ana"), ("r2", "Bob")), "_duplicate:eleves.r1": "1"}, {"eleves": TWO})

    first, copy, _last = reading.values["eleves"]
    assert first["photo"] == [FILE]
    assert "photo" not in copy
    assert copy["id"] not in ("r1", "r2")


def test_an_added_row_is_shown_empty_and_not_stored_before_something_is_in_it():
    reading = read(a_form(), {**rows(("r1", "Ana")), "_add:eleves": "1"})

    assert len(reading.raw["eleves"]) == 2
    assert reading.values["eleves"] == [{"id": "r1", "nom": "Ana"}]


def test_no_row_is_added_beyond_the_largest_number():
    form = a_form(group(maximum=1))

    assert len(read(form, {**rows(("r1", "Ana")), "_add:eleves": "1"}).raw["eleves"]) == 1
    assert len(read(form, {**rows(("r1", "Ana")), "_duplicate:eleves.r1": "1"}).raw["eleves"]) == 1


def test_a_file_is_removed_from_its_row_only():
    both = [TWO[0], TWO[1] | {"photo": [FILE | {"id": "3f2c1a6e-54b0-4d4f-9c5e-0a8a0b7f6d12"}]}]
    reading = read(a_form(), {**rows(("r1", "Ana"), ("r2", "Bob")), "_remove:eleves.r1.photo.0": "1"}, {"eleves": both})

    assert "photo" not in reading.values["eleves"][0]
    assert reading.values["eleves"][1]["photo"] == both[1]["photo"]


def test_what_is_wrong_in_a_row_names_the_row_and_leads_to_its_input():
    form = a_form()
    (problem,) = read(form, {**rows(("r1", "Ana"), ("r7", "Bob")), "eleves.r7.age": "dix"}).problems

    assert problem.id == "f-eleves.r7.age"
    assert problem.label == "Élève 2\u00a0: Âge"
    assert "nombre entier" in problem.message


def test_what_was_refused_is_shown_again_where_it_was_typed():
    form = a_form()
    reading = read(form, {**rows(("r1", "Ana")), "eleves.r1.age": "dix"})
    context = section_context(form, form.sections[0], {}, reading.problems, reading.raw)
    html = render_to_string("forms/section.html", context)

    assert 'value="dix"' in html
    assert 'id="f-eleves.r1.age-error"' in html


def test_a_required_question_of_a_row_is_asked_of_every_row():
    form = a_form(group(NAME, AGE))
    (problem,) = answers.problems(form, {"eleves": [{"id": "r1", "nom": "Ana"}, {"id": "r2", "age": 3}]})

    assert problem.part == "r2.nom"


def test_a_group_with_a_smallest_number_of_rows_must_be_answered():
    form = a_form(group(minimum=2))

    assert [one.message for one in answers.problems(form, {})] == ["Ajoutez au moins 2 lignes."]
    assert answers.problems(form, {"eleves": TWO}) == []


class TestRulesInARow:
    form = a_form(group(NAME, AGE, GUARDIAN))
    value = {"eleves": [{"id": "r1", "nom": "Ana", "age": 30}, {"id": "r2", "nom": "Bob", "age": 12}]}

    def test_each_row_decides_for_itself(self):
        (problem,) = answers.problems(self.form, self.value)
        assert problem.part == "r2.tuteur"

    def test_only_the_row_that_calls_for_it_shows_the_question(self):
        html = render_to_string("forms/section.html", section_context(self.form, self.form.sections[0], self.value))
        assert "f-eleves.r2.tuteur" in html
        assert "f-eleves.r1.tuteur" not in html

    def test_what_a_row_hides_does_not_count(self):
        hidden = {"eleves": [{"id": "r1", "nom": "Ana", "age": 30, "tuteur": "Zoé"}]}
        assert answers.prune(self.form, hidden) == {"eleves": [{"id": "r1", "nom": "Ana", "age": 30}]}

    def test_a_rule_in_a_row_may_read_around_it(self):
        shown = {"field": "mode", "operator": "equals", "value": "long"}
        form = a_form(text("mode"), group(NAME, AGE | {"show_when": shown, "required": True}))
        row = {"eleves": [{"id": "r1", "nom": "Ana"}]}
        assert answers.problems(form, row | {"mode": "court"}) == []
        assert [one.part for one in answers.problems(form, row | {"mode": "long"})] == ["r1.age"]


@pytest.mark.parametrize(
    ("rule", "holds"),
    [
        ({"field": "eleves.age", "operator": "at_least", "value": 18}, True),
        ({"field": "eleves.any.age", "operator": "at_least", "value": 18}, True),
        ({"field": "eleves.all.age", "operator": "at_least", "value": 18}, False),
        ({"field": "eleves.all.age", "operator": "at_least", "value": 12}, True),
        ({"field": "eleves.count", "operator": "equals", "value": 2}, True),
        ({"field": "eleves", "operator": "at_least", "value": 3}, False),
        ({"field": "eleves.age", "operator": "is_empty"}, False),
    ],
)
def test_a_rule_outside_reads_the_rows(rule, holds):
    assert evaluate(rule, {"eleves": [{"age": 30}, {"age": 12}]}) is holds


def test_of_no_row_every_row_holds_and_none_does():
    rule = {"operator": "at_least", "value": 18}

    assert evaluate({"field": "eleves.all.age", **rule}, {})
    assert not evaluate({"field": "eleves.age", **rule}, {})
    assert evaluate({"field": "eleves.count", "operator": "equals", "value": 0}, {})


def test_a_value_of_a_rule_on_rows_is_made_canonical():
    form = a_form(group(), text("suite", show_when={"field": "eleves.all.age", "operator": "at_least", "value": "18"}))

    assert form.field("suite").show_when.value == 18


@pytest.mark.parametrize(
    ("fields", "path", "words"),
    [
        ([group(NAME, group())], ("sections", 0, "fields", 0, "fields", 1, "type"), "ne peut pas être dans un groupe"),
        ([group(NAME, NAME)], ("sections", 0, "fields", 0, "fields", 1, "label"), "utilisé deux fois"),
        ([group(AGE | {"key": "count"})], ("sections", 0, "fields", 0, "fields", 0, "key"), "un autre sens"),
        ([group(AGE | {"minimum": "x"})], ("sections", 0, "fields", 0, "fields", 0, "minimum"), "nombre entier"),
        (
            [group(NAME | {"show_when": {"field": "absent", "operator": "is_filled"}})],
            ("sections", 0, "fields", 0, "fields", 0, "show_when"),
            "Question «\u202fNom\u202f»",
        ),
        (
            [group(), text(show_when={"field": "eleves.taille", "operator": "is_filled"})],
            ("sections", 0, "fields", 1, "show_when"),
            "eleves.taille",
        ),
        (
            [group(NAME | {"show_when": {"field": "nom", "operator": "is_filled"}}, AGE)],
            ("sections", 0, "fields", 0, "fields", 0, "show_when"),
            "s’attendent",
        ),
        ([{"key": "g", "type": "group", "label": "Vide"}], ("sections", 0, "fields", 0), "ne demande rien"),
    ],
)
def test_what_is_unsound_is_named_with_its_place(fields, path, words):
    with pytest.raises(SpecError) as refusal:
        a_form(*fields)

    assert any(fault.path == path and words in fault.message for fault in refusal.value.faults), refusal.value.faults


def test_rows_are_told_in_words_and_found_by_the_search():
    form = a_form(group(NAME, AGE))
    field = form.field("eleves")
    value = [{"id": "r1", "nom": "Ana", "age": 30}, {"id": "r2", "nom": "Bob"}]

    assert answers.in_words(field, value) == "Élève 1\nNom\u00a0: Ana\nÂge\u00a0: 30\n\nÉlève 2\nNom\u00a0: Bob"
    assert answers.search_text(form, {"eleves": value}) == "Ana\nBob"
