"""Days that are bounded by the day of another question."""

import pytest

from cms.forms import answers
from cms.forms.errors import SpecError
from cms.forms.naming import give_names
from cms.forms.spec import Form
from tests.forms.samples import form_json

MADE = {"key": "decision", "type": "date", "label": "Décision"}
SHOW = {"field": "aide", "operator": "equals", "value": True}


def form(*fields) -> Form:
    return Form.from_json(form_json({"key": "aide", "type": "yesno", "label": "Aide"}, *fields))


def said(fields, given) -> list[tuple[str, str]]:
    return [(one.id, one.message) for one in answers.problems(form(*fields), given)]


def test_a_day_is_told_that_it_comes_too_early_with_the_day_that_bounds_it():
    fields = [MADE, {"key": "sortie", "type": "date", "label": "Sortie", "not_before": "decision"}]

    [(place, words)] = said(fields, {"decision": "2027-03-12", "sortie": "2027-03-11"})
    assert place == "f-sortie"
    assert words.startswith("La date doit être le 12 mars 2027 ou après")
    assert said(fields, {"decision": "2027-03-12", "sortie": "2027-03-12"}) == []
    assert said(fields, {"sortie": "2027-03-11"}) == []


def test_a_period_keeps_within_another_one():
    fields = [
        {"key": "sejour", "type": "period", "label": "Séjour"},
        {"key": "visite", "type": "period", "label": "Visite", "not_before": "sejour", "not_after": "sejour"},
    ]
    stay = {"start": "2027-05-01", "end": "2027-05-10"}

    assert said(fields, {"sejour": stay, "visite": {"start": "2027-05-01", "end": "2027-05-10"}}) == []
    found = said(fields, {"sejour": stay, "visite": {"start": "2027-04-30", "end": "2027-05-11"}})
    assert [place for place, _words in found] == ["f-visite.start", "f-visite.end"]


def test_the_side_of_a_period_may_be_said():
    fields = [
        {"key": "sejour", "type": "period", "label": "Séjour"},
        {"key": "bilan", "type": "datetime", "label": "Bilan", "not_before": "sejour.end"},
    ]
    stay = {"start": "2027-05-01", "end": "2027-05-10"}

    assert len(said(fields, {"sejour": stay, "bilan": "2027-05-09T10:00"})) == 1
    assert said(fields, {"sejour": stay, "bilan": "2027-05-10T10:00"}) == []


def test_two_moments_of_one_day_compare_by_the_hour():
    fields = [
        {"key": "debut_jour", "type": "datetime", "label": "Début"},
        {"key": "fin", "type": "datetime", "label": "Fin", "not_before": "debut_jour"},
    ]

    [(_place, words)] = said(fields, {"debut_jour": "2027-05-01T14:30", "fin": "2027-05-01T09:00"})
    assert "1 mai 2027 à 14\u202fh\u202f30 ou après" in words.replace("1er mai", "1 mai")
    assert said(fields, {"debut_jour": "2027-05-01", "fin": "2027-05-01T09:00"})[0][1] == "Indiquez aussi l’heure."


def test_a_hidden_question_bounds_nothing():
    fields = [MADE | {"show_when": SHOW}, {"key": "sortie", "type": "date", "label": "S", "not_before": "decision"}]

    assert said(fields, {"aide": False, "decision": "2027-03-12", "sortie": "2027-03-11"}) == []


def test_the_bound_is_told_as_soon_as_the_section_is_sent():
    one = form(MADE, {"key": "sortie", "type": "date", "label": "Sortie", "not_before": "decision"})
    posted = answers.posted({"decision": "2027-03-12", "sortie": "2027-03-11"})

    reading = answers.read(one, one.sections[0], posted, {})

    assert [problem.field_key for problem in reading.problems] == ["sortie"]
    assert reading.values["sortie"] == "2027-03-11"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ([{"not_before": "absent"}], "pas de question «\u202fabsent\u202f» qui demande un jour"),
        ([{"not_before": "aide"}], "pas de question «\u202faide\u202f» qui demande un jour"),
        ([{"not_before": "d0"}], "bornent les uns les autres"),
        ([{"not_before": "d1"}, {"not_after": "d2"}, {"not_before": "d0"}], "bornent les uns les autres"),
        ([{"not_before": "d1.end"}, {}], "«\u202fd1.end\u202f»"),
    ],
)
def test_a_bound_that_leads_nowhere_is_refused_at_publication(fields, words):
    days = [{"key": f"d{n}", "type": "date", "label": f"Jour {n}"} | more for n, more in enumerate(fields)]

    with pytest.raises(SpecError) as error:
        form(*days)

    assert words in str(error.value)
    assert error.value.faults[0].path[-1] in ("not_before", "not_after")


def test_an_editor_names_the_other_question_by_its_label():
    days = [
        {"type": "date", "id": "a", "value": {"label": "Jour de la décision"}},
        {"type": "date", "id": "b", "value": {"label": "Sortie", "not_before": "jour de la décision"}},
    ]
    body = [{"type": "section", "id": "s", "value": {"title": "Début", "fields": days}}]

    give_names(body, [], [], [])

    assert days[1]["value"]["not_before"] == "jour_de_la_decision"
