"""A published procedure that asks every type of question: good answers in one section, bad ones in another."""

from typing import Any

from cms.applications.models import Application
from tests.applications.factories import ApplicationFactory, ProcedureFactory, bundle
from tests.forms.typed_table import TYPED, a_field, as_stored, key, question

GOOD = [place for place, row in enumerate(TYPED) if not row.message]
BAD = [place for place, row in enumerate(TYPED) if row.message]


def draft_of_every_type(bad: list[int] = BAD) -> Application:
    """An empty draft of the procedure; `bad` are the places in the table that its section "mauvais" asks."""
    data = bundle()
    data["procedure"] |= {"title_field": key(GOOD[0]), "territory_field": ""}
    data["form"]["sections"] = [
        {"key": "bons", "title": "Les bonnes réponses", "fields": [question(place) for place in GOOD]},
        {"key": "mauvais", "title": "Les mauvaises réponses", "fields": [question(place) for place in bad]},
    ]
    for node in data["process"]["nodes"]:
        if "opens_fields" in node:
            node["opens_fields"] = ["*"]
    return ApplicationFactory(procedure=ProcedureFactory(data=data))


def kept(draft: Application, places: list[int]) -> dict[str, Any]:
    """The answers that the draft now has to the questions of these places, as the table writes them."""
    answers = Application.objects.get(pk=draft.pk).answers
    return {key(place): as_stored(answers.get(key(place))) for place in places}


def expected(places: list[int]) -> dict[str, Any]:
    """What the table says that the draft has."""
    return {key(place): TYPED[place].stored for place in places}


def same(found: dict[str, Any], wanted: dict[str, Any]) -> dict[str, tuple[Any, Any]]:
    """The answers that differ, as (found, wanted); an empty one is as good as none."""
    return {
        name: (found[name], value)
        for name, value in wanted.items()
        if found[name] != value and not (value is None and not found[name])
    }


__all__ = ["BAD", "GOOD", "a_field", "draft_of_every_type", "expected", "kept", "same"]
