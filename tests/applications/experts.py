"""Applications whose process asks experts, to test with."""

import copy
from typing import Any

from cms.applications.models import Application
from cms.forms import operations as forms
from cms.workflows.models import OpinionRequest
from tests.applications.factories import ApplicationFactory, ProcedureFactory, bundle
from tests.workflows.experts import FORM

PERSON = {"name": "Ana Petit", "email": "ana@fonderie.exemple.fr", "organisation": "Fonderie Roy", "word": "Merci !"}
YES = {"juste": "oui", "_field": ["juste"], "do": "send"}


def data(**settings: Any) -> dict[str, Any]:
    """The bundle of the gardens, of which the reading asks two experts."""
    made = bundle()
    said = {"form": "avis", "wanted": 2, "days": 10, "remind": 3} | settings
    node = next(one for one in made["process"]["nodes"] if one["key"] == "lecture")
    node["expertise"] = {name: value for name, value in said.items() if value is not None}
    made["process"]["transitions"].append(
        {
            "key": "conclure",
            "label": "Conclure",
            "source": "lecture",
            "target": "oui",
            "roles": ["agent"],
            "needs_opinions": True,
        }
    )
    return made


def application(**settings: Any) -> Application:
    """One that stands at the step that asks experts."""
    forms.load(copy.deepcopy(FORM))
    procedure = ProcedureFactory(data=data(**settings))
    made = ApplicationFactory(procedure=procedure, submitted=True)
    return Application.objects.with_standing().get(pk=made.pk)


def fresh(request: OpinionRequest) -> OpinionRequest:
    return OpinionRequest.objects.get(pk=request.pk)
