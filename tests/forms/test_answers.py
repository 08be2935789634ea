"""What is asked, what is wrong, what is kept."""

from datetime import timedelta

import pytest
from django.utils import timezone

from cms.forms import answers
from cms.forms.spec import Form
from tests.forms.samples import form_json, text

YES = {"field": "aide", "operator": "equals", "value": True}
AID = {"key": "aide", "type": "yesno", "label": "Autre aide", "required": True}
DETAIL = {"key": "detail", "type": "longtext", "label": "Laquelle", "show_when": YES, "required_when": YES}
PARTNERS = {
    "key": "partenaires",
    "type": "partners",
    "label": "Partenaires",
    "minimum": {"school": 1, "company": 1, "authority": 1},
}
BUDGET = {"key": "budget", "type": "budget", "label": "Budget", "required": True}


def a_form(*fields, **more) -> Form:
    return Form.from_json(form_json(*fields, **more))


def read(form: Form, data: dict, stored: dict | None = None) -> answers.Reading:
    return answers.read(form, form.sections[0], answers.posted(data), stored or {})


def messages(problems) -> list[str]:
    return [one.message for one in problems]


def school(**more) -> dict:
    return {"kind": "school", "name": "Lycée", "contact": "Ana", "email": "a@b.fr", "siret": ""} | more


class TestVisible:
    def test_a_condition_shows_its_field_and_hides_what_depends_on_a_hidden_one(self):
        third = text("suite", show_when={"field": "detail", "operator": "is_filled"})
        form = a_form(AID, DETAIL, third)

        assert answers.visible(form, {"aide": True, "detail": "x"}) == {"aide", "detail", "suite"}
        assert answers.visible(form, {"aide": False, "detail": "x"}) == {"aide"}

    def test_a_hidden_section_hides_its_fields(self):
        data = form_json(AID)
        data["sections"].append({"key": "plus", "title": "Plus", "show_when": YES, "fields": [text()]})
        form = Form.from_json(data)

        assert [one.key for one in answers.sections(form, {"aide": False})] == ["debut"]
        assert [one.key for one in answers.sections(form, {"aide": True})] == ["debut", "plus"]

    def test_pruning_drops_what_is_hidden_or_unknown(self):
        form = a_form(AID, DETAIL)

        assert answers.prune(form, {"aide": False, "detail": "x", "inconnu": 1}) == {"aide": False}


class TestProblems:
    def test_a_missing_answer_is_named_with_its_section(self):
        [problem] = answers.problems(a_form(text(required=True)), {})

        assert (problem.section_key, problem.field_key, problem.label, problem.id) == (
            "debut",
            "titre",
            "Titre",
            "f-titre",
        )
        assert problem.message == "Répondez à cette question."

    def test_no_is_an_answer(self):
        assert answers.problems(a_form(AID), {"aide": False}) == []

    def test_required_when(self):
        assert [one.field_key for one in answers.problems(a_form(AID, DETAIL), {"aide": True})] == ["detail"]

    def test_a_commitment_must_be_ticked_whatever_required_says(self):
        form = a_form({"key": "engagement", "type": "commitment", "label": "Je m’engage"})

        assert messages(answers.problems(form, {})) == ["Cochez la case pour vous engager."]
        assert answers.problems(form, {"engagement": True}) == []

    def test_a_form_rule_is_said_at_its_first_field(self):
        rule = {
            "key": "assez",
            "valid_when": {"field": "nombre", "operator": "at_least", "value": 10},
            "message": "Dix personnes au moins.",
            "fields": ["nombre"],
        }
        form = a_form({"key": "nombre", "type": "integer", "label": "Nombre"}, rules=[rule])

        assert messages(answers.problems(form, {"nombre": 9})) == ["Dix personnes au moins."]
        assert answers.problems(form, {"nombre": 10}) == []

    def test_a_date_that_was_to_come_and_is_past_at_submission(self):
        form = a_form({"key": "jour", "type": "date", "label": "Jour", "when": "future"})
        yesterday = timezone.localdate() - timedelta(days=1)

        assert messages(answers.problems(form, {"jour": yesterday.isoformat()})) == ["La date doit être à venir."]


class TestPartners:
    def test_missing_kinds_are_named(self):
        assert messages(answers.problems(a_form(PARTNERS), {"partenaires": [school()]})) == [
            "Il manque une entreprise ou un club d’entreprises.",
            "Il manque une collectivité.",
        ]

    def test_a_row_says_what_it_lacks_at_its_input(self):
        form = a_form(PARTNERS | {"minimum": {"school": 1}})

        [problem] = answers.problems(form, {"partenaires": [school(email="")]})

        assert (problem.id, problem.message) == (
            "f-partenaires.0.email",
            "Écrivez l’adresse électronique de cette personne.",
        )

    def test_a_row_is_added_and_what_was_typed_stays(self):
        data = {"partenaires.0.kind": "school", "partenaires.0.name": "Lycée", "_add:partenaires": "1"}

        reading = read(a_form(PARTNERS), data)

        assert reading.action == "add:partenaires"
        assert len(reading.raw["partenaires"]) == 2
        assert reading.values["partenaires"][0]["name"] == "Lycée"
        assert reading.problems == []

    def test_a_row_is_removed(self):
        data = {
            "partenaires.0.name": "Lycée",
            "partenaires.7.name": "Mairie",
            "_remove:partenaires.0": "1",
        }

        assert [row["name"] for row in read(a_form(PARTNERS), data).values["partenaires"]] == ["Mairie"]


class TestBudget:
    ROWS = {"expenses": [{"label": "Car", "amount": "500.00"}], "income": [{"label": "Ville", "amount": "400.00"}]}

    def test_the_difference_is_said(self):
        value = self.ROWS | {"asked": "100.00"}

        assert messages(answers.problems(a_form(BUDGET), {"budget": value})) == [
            "Le budget n’est pas à l’équilibre\u00a0: il manque 100\u202f€ de recettes."
        ]

    def test_more_is_asked_than_the_total(self):
        rows = self.ROWS | {"income": [{"label": "Région", "amount": "500.00"}], "asked": "500.01"}

        assert messages(answers.problems(a_form(BUDGET), {"budget": rows})) == [
            "Vous demandez plus que le total des dépenses (500\u202f€)."
        ]

    def test_the_share_asked_is_bounded(self):
        rows = self.ROWS | {"income": [{"label": "Région", "amount": "500.00"}], "asked": "300.00"}

        assert messages(answers.problems(a_form(BUDGET | {"maximum_share": 50}), {"budget": rows})) == [
            "Vous pouvez demander au plus cette part du total\u00a0: 50\u202f%, soit 250\u202f€."
        ]

    def test_a_budget_out_of_balance_is_kept_with_its_problem(self):
        data = {"budget.expenses.0.label": "Car", "budget.expenses.0.amount": "500", "budget.asked": "100"}

        reading = read(a_form(BUDGET), data)

        assert reading.values["budget"]["expenses"] == [{"label": "Car", "amount": "500.00"}]
        assert messages(reading.problems) == ["Ajoutez au moins une recette."]


class TestRead:
    def test_clean_values_are_kept_when_others_are_refused(self):
        form = a_form(text(), {"key": "siret", "type": "siret", "label": "SIRET"})

        reading = read(form, {"titre": "Le bus", "siret": "123"})

        assert reading.values == {"titre": "Le bus"}
        assert reading.raw == {"siret": "123"}
        assert [one.field_key for one in reading.problems] == ["siret"]

    def test_a_field_that_was_not_on_the_page_is_left_alone(self):
        assert read(a_form(text(), AID), {"titre": "x"}, {"aide": True}).values == {"titre": "x"}

    def test_boxes_left_empty_on_the_page_are_an_answer(self):
        choices = {"key": "publics", "type": "choices", "label": "Publics", "choices": ["a", "b"]}

        reading = read(a_form(choices), {answers.ON_PAGE: ["publics"]}, {"publics": ["a"]})

        assert reading.values == {"publics": []}

    def test_a_condition_is_read_from_what_was_just_typed(self):
        reading = read(a_form(AID, DETAIL), {"aide": "true", answers.ON_PAGE: ["aide", "detail"]})

        assert [one.field_key for one in reading.problems] == ["detail"]

    def test_a_stored_file_is_removed_by_its_button(self):
        form = a_form({"key": "pieces", "type": "file", "label": "Pièces", "maximum": 3})
        identifier = "3f2c1a6e-54b0-4d4f-9c5e-0a8a0b7f6d1"
        first, second = ({"id": f"{identifier}{n}", "name": f"{n}.pdf", "size": 9, "type": "x"} for n in (1, 2))

        reading = read(form, {"_remove:pieces.0": "1"}, {"pieces": [first, second]})

        assert reading.values == {"pieces": [second]}


def test_answers_are_shown_in_words():
    form = a_form(AID, {"key": "somme", "type": "amount", "label": "Somme"}, BUDGET)
    given = {"aide": False, "somme": "1234.50", "budget": TestBudget.ROWS | {"asked": "100.00"}}

    [(section, rows)] = answers.shown(form, given)

    assert section.key == "debut"
    assert [words for _field, words in rows] == [
        "Non",
        "1\u202f234,50\u202f€",
        "Dépenses\u00a0: 500\u202f€\n– Car\u00a0: 500\u202f€\nRecettes\u00a0: 400\u202f€\n– Ville\u00a0: 400\u202f€\n"
        "Montant demandé\u00a0: 100\u202f€",
    ]


@pytest.mark.parametrize("stored", [None, "", [], {}, 3, True, "x", [1], {"a": 1}, [{"id": 1}], {"files": [3]}])
def test_showing_never_fails_whatever_is_stored(stored):
    from cms.forms import types
    from tests.forms.types_table import TABLE

    options = {row[0]: row[1] for row in TABLE}
    for kind in types.every():
        form = a_form({"key": "question", "type": kind.key, "label": "Question", **options.get(kind.key, {})})

        for _section, rows in answers.shown(form, {"question": stored}):
            assert all(isinstance(words, str) for _field, words in rows)
