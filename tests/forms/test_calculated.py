"""Calculated values: made by the server from other answers, fresh at each save, stored to the cent."""

import pytest

from cms.forms import answers, formulas
from cms.forms.errors import OptionError, SpecError
from cms.forms.spec import Form
from tests.forms.samples import form_json, text


def amount(key: str, **more) -> dict:
    return {"key": key, "type": "amount", "label": key.capitalize(), **more}


def made(op: str, *of, key: str = "total", **more) -> dict:
    return {"key": key, "type": "calculated", "label": key.capitalize(), "formula": {"op": op, "of": list(of)}, **more}


ROWS = {
    "key": "achats",
    "type": "group",
    "label": "Achats",
    "fields": [
        amount("prix"),
        {"key": "nombre", "type": "integer", "label": "Nombre"},
        made("product", "prix", "nombre", key="cout", shown_as="amount"),
    ],
}


def a_form(*fields, **more) -> Form:
    return Form.from_json(form_json(*fields, **more))


def read(form: Form, stored: dict | None = None, **data) -> answers.Reading:
    return answers.read(form, form.sections[0], answers.posted(data), stored or {})


@pytest.mark.parametrize(
    ("op", "of", "given", "found"),
    [
        ("sum", ["a", "b", 2], {"a": "0.10", "b": "0.20"}, "2.30"),
        ("sum", ["a", "b"], {"a": "1.00"}, "1.00"),
        ("sum", ["a", "b"], {}, None),
        ("difference", ["a", "b"], {"a": "1.00", "b": "3.50"}, "-2.50"),
        ("difference", ["a", "b"], {"b": "3.50"}, None),
        ("product", ["a", "b"], {"a": "19.99", "b": 3}, "59.97"),
        ("product", ["a", "b"], {"a": "19.99"}, None),
        ("share", ["a", "b"], {"a": "1.00", "b": "3.00"}, "33.33"),
        ("share", ["a", "b"], {"a": "1.00", "b": "0.00"}, None),
        ("count", ["rows", "a"], {"rows": [{}, {}], "a": "x"}, "3.00"),
        ("count", ["rows.count"], {"rows": [{}, {}]}, "2.00"),
        ("sum", ["rows.n"], {"rows": [{"n": 1}, {"n": "2.50"}, {}]}, "3.50"),
        ("sum", ["budget.asked"], {"budget": {"asked": "12.00"}}, "12.00"),
        ("sum", [{"op": "product", "of": ["a", 2]}, 1], {"a": 4}, "9.00"),
        ("product", ["a", "a", "a"], {"a": 10**9}, None),
        ("sum", ["a"], {"a": "NaN"}, None),
    ],
)
def test_formulas(op, of, given, found):
    made = formulas.compute(formulas.parse({"op": op, "of": of}), given)

    assert (None if made is None else f"{made:.2f}") == found


@pytest.mark.parametrize(
    "wrong",
    [
        "a + b",
        {"op": "eval", "of": ["a"]},
        {"op": "sum"},
        {"op": "sum", "of": []},
        {"op": "sum", "of": [True]},
        {"op": "sum", "of": [float("inf")]},
        {"op": "share", "of": ["a"]},
        {"op": "sum", "of": [{"op": "sum", "of": [{"op": "sum", "of": [{"op": "sum", "of": ["a"]}]}]}]},
    ],
)
def test_what_is_no_formula_is_refused(wrong):
    with pytest.raises(OptionError):
        formulas.parse(wrong)


def test_it_is_calculated_at_each_save_whatever_is_posted():
    form = a_form(amount("a"), amount("b"), made("sum", "a", "b", shown_as="amount"))
    reading = read(form, {"b": "2.00", "total": "9.00"}, _field=["a", "total"], a="1,50", total="1000")

    assert reading.values == {"a": "1.50", "total": "3.50"}
    assert answers.in_words(form.field("total"), "3.50") == "3,50\u202f€"


def test_it_goes_when_it_can_no_longer_be_calculated():
    form = a_form(amount("a"), made("sum", "a"))

    assert read(form, {"a": "1.00", "total": "1"}, _field="a", a="").values == {"a": None, "total": None}


def test_what_is_hidden_is_not_counted():
    shown = {"field": "aide", "operator": "equals", "value": True}
    form = a_form({"key": "aide", "type": "yesno", "label": "Aide"}, amount("a", show_when=shown), made("sum", "a", 1))

    assert answers.prune(form, {"aide": True, "a": "5.00"})["total"] == "6"
    assert answers.prune(form, {"aide": False, "a": "5.00"})["total"] == "1"


def test_what_is_calculated_from_what_is_calculated_comes_after_it():
    form = a_form(made("sum", "total", 1, key="apres"), made("sum", "a", 1), amount("a"))

    assert answers.prune(form, {"a": "1.00"}) == {"a": "1.00", "total": "2", "apres": "3"}


def test_each_row_calculates_and_the_form_sums_the_rows():
    form = a_form(ROWS, made("sum", "achats.cout", shown_as="amount"))
    value = {"achats": [{"id": "r1", "prix": "2.50", "nombre": 3}, {"id": "r2", "prix": "10.00", "nombre": 1}]}

    kept = answers.prune(form, value)

    assert [row["cout"] for row in kept["achats"]] == ["7.50", "10.00"]
    assert kept["total"] == "17.50"


def test_what_a_row_calculates_is_stored_with_it_and_a_posted_value_is_not():
    form = a_form(ROWS)
    stored = {"achats": [{"id": "r1", "prix": "2.50", "nombre": 3, "cout": "7.50"}]}
    posted = {"achats._rows": "r1", "achats.r1.prix": "3", "achats.r1.nombre": "3", "achats.r1.cout": "1"}

    reading = read(form, stored, _field=["achats", "achats.r1.cout"], **posted)

    assert reading.values == {"achats": [{"id": "r1", "prix": "3.00", "nombre": 3, "cout": "9.00"}]}


def test_a_rule_reads_it_fresh():
    more = {"field": "total", "operator": "at_least", "value": 10}
    form = a_form(amount("a"), made("sum", "a", 1), text("suite", show_when=more))

    assert "suite" in answers.visible(form, {"a": "9.00"})
    assert "suite" not in answers.visible(form, {"a": "8.00", "total": "50"})


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ([made("sum", "absent")], "à partir de «\u202fabsent\u202f», qui n’existe pas"),
        ([made("sum", "total")], "se calculent l’une à partir de l’autre"),
        ([made("sum", "b", key="a"), made("sum", "a", key="b")], "se calculent l’une à partir de l’autre"),
        (
            [amount("a", show_when={"field": "total", "operator": "at_least", "value": 1}), made("sum", "a")],
            "se calculent l’une à partir de l’autre",
        ),
        ([{"key": "total", "type": "calculated", "label": "Total"}], "il manque la formule"),
    ],
)
def test_what_cannot_be_calculated_is_refused_at_publication(fields, words):
    with pytest.raises(SpecError, match=words):
        a_form(*fields)
