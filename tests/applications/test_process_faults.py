"""A process is proved beside the form, the mails and the territories of the procedure that follows it."""

import pytest

from cms.applications.exchange import bundles
from cms.applications.publication import releases
from cms.snippets.models import Territory
from cms.workflows.checks import faults_of_definition
from tests.applications import visit

pytestmark = pytest.mark.django_db


def loaded(change):
    data = visit.bundle()
    change(data)
    return bundles.load(data, publish=False)


def kinds(procedure):
    return {fault.kind for fault in releases.draft_faults(procedure)}


def test_a_hole_refuses_the_publication_of_the_procedure():
    def only_above(data):
        amounts = [one for section in data["form"]["sections"] for one in section["fields"]]
        key = next(one["key"] for one in amounts if one["type"] in ("amount", "integer"))
        source = next(row["key"] for row in data["process"]["nodes"] if row["kind"] == "task")
        for row in data["process"]["transitions"]:
            if row["source"] == source:
                row["condition"] = {"field": key, "operator": "at_least", "value": 500}

    procedure = loaded(only_above)
    with pytest.raises(releases.PublicationRefused) as refusal:
        releases.publish(procedure)
    assert "hole" in {fault.kind for fault in refusal.value.faults}
    assert "hole" in {fault.kind for fault in faults_of_definition(procedure.process)}


def test_a_territory_without_referents_is_told():
    def followed(data):
        data["process"]["roles"].append({"key": "referents", "label": "Référents", "finder": "referents"})
        data["process"]["transitions"][0].setdefault("roles", []).append("referents")
        assert data["procedure"]["territory_field"]

    Territory.objects.create(name="Pays de Retz", slug="pays-de-retz")
    procedure = loaded(followed)
    [fault] = [one for one in releases.draft_faults(procedure) if one.kind == "deserted_role"]
    assert (fault.key, fault.refuses) == ("referents", False)
    assert "Pays de Retz" in fault.message


def test_referents_are_never_found_without_a_question_of_communes():
    def followed(data):
        data["process"]["roles"].append({"key": "referents", "label": "Référents", "finder": "referents"})
        data["process"]["transitions"][0].setdefault("roles", []).append("referents")
        data["procedure"]["territory_field"] = ""

    assert "blind_role" in kinds(loaded(followed))


def test_an_end_that_tells_nothing_is_told():
    def silent(data):
        for row in data["process"]["transitions"]:
            row.pop("effects", None)

    assert "silent_end" in kinds(loaded(silent))
