"""Answers of several parts, asked in the rows of a group."""

import pytest

from cms.forms import answers
from cms.forms.spec import Form
from tests.forms.samples import form_json
from tests.forms.tables import FARMING, HEALTH, sectors
from tests.forms.types_table import IN_SECTORS, TREE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nantes")]

FORM = Form.from_json(
    form_json(
        {
            "key": "sites",
            "type": "group",
            "label": "Sites",
            "fields": [
                {"key": "adresse", "type": "address", "label": "Adresse"},
                {"key": "sorte", "type": "choice", "label": "Sorte", "choices": ["a", "b"], "other": True},
                {"key": "metier", "type": "linkedchoices", "label": "Métier", "tree": TREE},
                {"key": "quand", "type": "datetime", "label": "Quand"},
                {"key": "bilan", "type": "date", "label": "Bilan", "not_before": "quand"},
                {"key": "societe", "type": "company", "label": "Entreprise"},
                {"key": "territoires", "type": "intercommunality", "label": "Territoires"},
                {"key": "secteur", "type": "reference", "label": "Secteur", **IN_SECTORS},
                {"key": "autres", "type": "reference", "label": "Autres", "look": "search", "maximum": 2, **IN_SECTORS},
            ],
        }
    )
)
POSTED = {
    "_field": "sites",
    "sites._rows": "r1",
    "sites.r1.adresse.postcode": "44000",
    "sites.r1.adresse.street": "1 rue du Port",
    "sites.r1.sorte": "_other",
    "sites.r1.sorte.text": "Un parc",
    "sites.r1.metier.code": "sou",
    "sites.r1.quand.day": "2027-05-02",
    "sites.r1.quand.hour": "9h",
    "sites.r1.bilan": "2027-05-01",
    "sites.r1.societe.code": "732829320",
    "sites.r1.societe.name": "Thomson",
    "sites.r1.territoires.search": "nantes metropole",
    "sites.r1.secteur": "agri",
    "sites.r1.autres.search": "sante",
}


@pytest.fixture(autouse=True)
def table():
    sectors()


def read(**more: str) -> answers.Reading:
    return answers.read(FORM, FORM.sections[0], answers.posted(POSTED | more), {})


def test_each_part_is_read_in_its_row():
    [row] = read().values["sites"]

    assert row["adresse"] == {"street": "1 rue du Port", "postcode": "44000", "town": "Nantes", "code": "44109"}
    assert row["sorte"] == {"code": "_other", "text": "Un parc"}
    assert row["metier"] == {"parent": "ind", "code": "sou"}
    assert row["quand"] == "2027-05-02T09:00"
    assert row["societe"] == {"code": "732829320", "name": "Thomson"}
    assert row["territoires"] == [{"code": "244400404", "name": "Nantes Métropole"}]
    assert (row["secteur"], row["autres"]) == ([FARMING], [HEALTH])


def test_a_day_of_a_row_is_bounded_by_another_of_the_row():
    [problem] = read().problems

    assert problem.id == "f-sites.r1.bilan"
    assert "2 mai 2027 à 9\u202fh ou après" in problem.message


def test_a_search_in_a_row_loses_nothing():
    reading = read(**{"_search:sites.r1.societe": "1"})

    assert reading.values["sites"][0]["societe"]["name"] == "Thomson"
    assert reading.action == "search:sites.r1.societe"


def test_a_code_that_the_table_has_not_is_refused_in_its_row():
    reading = read(**{"sites.r1.secteur": "mer"})

    assert "f-sites.r1.secteur" in {one.id for one in reading.problems}
    assert "sites" not in reading.values
