"""What comes next for an application, as far as its applicants may know the process."""

from dataclasses import dataclass

from cms.applications.models import Application
from cms.workflows.drawing import progress, public
from cms.workflows.drawing.progress import Progress
from cms.workflows.graph import Graph


@dataclass(frozen=True, slots=True)
class Outlook:
    """The process as applicants may know it (`cms.workflows.drawing.public` has the rule), and how far it went."""

    graph: Graph
    progress: Progress


def outlook(application: Application) -> Outlook | None:
    """Return what the applicant may look forward to; None for a draft. One query."""
    case = application.case
    if case is None:
        return None
    graph = public.public(case.graph, application.release.procedure.title, case.node)
    return Outlook(graph, progress.of_case(case, graph))
