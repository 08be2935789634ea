"""What the people of an application read of the experts: open opinions, once the step that asked them is over."""

from typing import Any

from cms.applications.models import Application
from cms.workflows.expertise import erasure
from cms.workflows.models import OpinionRequest


def of(application: Application) -> list[OpinionRequest]:
    """The opinions that its people may read, oldest first: never a confidential one, nor one that was set aside.

    Asks nothing when the process asks no experts.
    """
    case = application.case
    if case is None or not any(node.expertise for node in case.graph.nodes):
        return []
    open_ones = case.opinion_requests.received().filter(is_confidential=False, erased_at=None)
    return [one for one in open_ones.select_related("form_version") if not one.stands(case)]


def shown(application: Application) -> list[tuple[OpinionRequest, list[dict[str, Any]]]]:
    """The same, each with its questions and answers in words."""
    return [(one, erasure.in_words(one)) for one in of(application)]


def exported(application: Application) -> list[dict[str, Any]]:
    """The same for the file that its people take away; the address of an expert is not theirs."""
    kept = ("name", "organisation", "received_at", "opinion")
    return [{name: row[name] for name in kept} for row in erasure.told(of(application))]
