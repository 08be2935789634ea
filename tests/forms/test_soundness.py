"""What keeps a form that can be read from being published: labels that tell nothing, steps that nobody sees."""

import time

import pytest

from cms.forms.errors import SpecError
from cms.forms.soundness import asks_personal_data, place_of_fault, remarks
from cms.forms.spec import Form

pytestmark = pytest.mark.django_db

YES = [{"value": "a", "label": "A"}, {"value": "b", "label": "B"}]


def form(*fields, show_when=None, more=()):
    second = {"key": "suite", "title": "La suite", "fields": [{"key": "fin", "type": "text", "label": "Et la fin ?"}]}
    if show_when:
        second["show_when"] = show_when
    first = {"key": "debut", "title": "Le début", "fields": list(fields)}
    return Form.from_json({"key": "f", "name": "F", "sections": [first, second, *more]})


def asked(key="nom", label="Comment vous appelez-vous ?", kind="text", **options):
    return {"key": key, "type": kind, "label": label, **options}


def found(made):
    return [(one.kind, one.key, one.refuses) for one in remarks(made)]


@pytest.mark.parametrize("label", ["Autre", "autre :", "Texte", "Question 2", "QUESTION", "À compléter…", "Champ n° 3"])
def test_a_vague_label_is_refused_by_name(label):
    made = form(asked(label=label))
    if label.startswith("Champ"):
        assert ("vague_label", "nom", True) not in found(made)
    else:
        assert ("vague_label", "nom", True) in found(made)


@pytest.mark.parametrize("label", ["Une autre structure", "Laquelle ?", "Texte de la chanson", "Titre"])
def test_a_label_that_says_something_is_not(label):
    assert not [one for one in found(form(asked(label=label))) if one[0] == "vague_label"]


def test_the_same_label_in_two_steps_is_refused_at_the_second():
    made = form(asked("a", "Et la fin ?"))
    assert found(made) == [("duplicate_label", "fin", True)]
    assert "Le début" in remarks(made)[0].message


@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        (
            [asked("oui", "D’accord ?", "yesno")],
            {"all": [{"field": "oui", "operator": "equals", "value": True}, {"field": "oui", "operator": "is_empty"}]},
        ),
        (
            [asked("oui", "D’accord ?", "yesno")],
            {
                "all": [
                    {"field": "oui", "operator": "equals", "value": True},
                    {"field": "oui", "operator": "equals", "value": False},
                ]
            },
        ),
        ([asked("n", "Combien ?", "integer", maximum=10)], {"field": "n", "operator": "at_least", "value": 20}),
        (
            [asked("c", "Lequel ?", "choice", choices=YES)],
            {
                "all": [
                    {"field": "c", "operator": "differs", "value": "a"},
                    {"field": "c", "operator": "differs", "value": "b"},
                    {"field": "c", "operator": "is_filled"},
                ]
            },
        ),
        (
            [
                asked("oui", "D’accord ?", "yesno"),
                asked("n", "Combien ?", "integer", show_when={"field": "oui", "operator": "equals", "value": True}),
            ],
            {
                "all": [
                    {"field": "oui", "operator": "equals", "value": False},
                    {"field": "n", "operator": "is_filled"},
                ]
            },
        ),
        (
            [asked("d", "Quel jour ?", "date")],
            {
                "all": [
                    {"field": "d", "operator": "before", "value": "2026-01-01"},
                    {"field": "d", "operator": "after", "value": "2026-02-01"},
                ]
            },
        ),
    ],
    ids=["filled and empty", "yes and no", "over the bound", "no choice left", "hidden question", "two days"],
)
def test_a_step_that_no_answer_shows_is_refused(fields, rule):
    assert ("unreachable_section", "suite", True) in found(form(*fields, show_when=rule))


@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        ([asked("oui", "D’accord ?", "yesno")], {"field": "oui", "operator": "equals", "value": False}),
        ([asked("n", "Combien ?", "integer", maximum=20)], {"field": "n", "operator": "at_least", "value": 20}),
        ([asked("n", "Combien ?", "amount")], {"field": "n", "operator": "differs", "value": 5}),
        ([asked("t", "Quel nom ?")], {"field": "t", "operator": "contains", "value": "club"}),
        ([asked("t", "Quel nom ?")], {"not": {"field": "t", "operator": "contains", "value": "club"}}),
        (
            [asked("c", "Lesquels ?", "choices", choices=YES)],
            {
                "all": [
                    {"field": "c", "operator": "contains", "value": "a"},
                    {"field": "c", "operator": "contains", "value": "b"},
                ]
            },
        ),
        ([asked("p", "Avec qui ?", "partners")], {"field": "p", "operator": "at_least", "value": 3}),
        ([asked("d", "Quel jour ?", "date")], {"field": "d", "operator": "after", "value": "today"}),
    ],
)
def test_a_step_that_some_answer_shows_is_not(fields, rule):
    assert not [one for one in found(form(*fields, show_when=rule)) if one[0].startswith("unreachable")]


def test_a_question_that_no_answer_shows_is_named_too():
    never = {"all": [{"field": "nom", "operator": "is_empty"}, {"field": "nom", "operator": "is_filled"}]}
    assert found(form(asked(), asked("b", "Et alors ?", show_when=never))) == [("unreachable_field", "b", True)]


def test_a_step_without_a_question_is_refused():
    made = form(asked(), more=[{"key": "vide", "title": "Vide", "fields": []}])
    assert found(made) == [("empty_section", "vide", True)]


def test_an_imposed_form_needs_an_example():
    bare = asked("code", "Quelle immatriculation ?", "formatted", made_of="figures", minimum=5)
    assert ("no_format_hint", "code", True) in found(form(bare))
    assert found(form(bare | {"example": "12345"})) == []
    assert found(form(bare | {"help": "Cinq chiffres."})) == []
    assert found(form(asked("code", "Numéro de licence"))) == [("no_format_hint", "code", False)]


def test_personal_data_are_known_by_type_and_by_what_the_browser_fills_in():
    made = form(asked(), asked("m", "À quelle adresse ?", "email"), asked("p", "Qui ?", autocomplete="family-name"))
    assert [one.key for one in asks_personal_data(made)] == ["m", "p"]


def test_what_cannot_be_read_is_placed_at_its_question():
    data = {
        "key": "f",
        "name": "F",
        "sections": [
            {"key": "s", "title": "S", "fields": [asked(), asked("c", "Lequel ?", "choice", choices=YES[:1])]},
            {"key": "t", "title": "T", "fields": [], "show_when": {"field": "zut", "operator": "is_filled"}},
        ],
    }
    with pytest.raises(SpecError) as error:
        Form.from_json(data)
    assert {place_of_fault(data, fault) for fault in error.value.faults} == {("field", "c"), ("section", "t")}


def test_a_large_form_is_checked_fast():
    rule = {"any": [{"field": f"q{n}", "operator": "equals", "value": "a"} for n in range(6)]}
    fields = [asked(f"q{n}", f"Question de rang {n} ?", "choice", choices=YES) for n in range(75)]
    fields += [asked(f"r{n}", f"Réponse de rang {n} ?", show_when=rule) for n in range(75)]
    start = time.monotonic()
    assert found(form(*fields)) == []
    assert time.monotonic() - start < 2
