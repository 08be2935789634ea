"""Where a case has been, where it stands and what may come next: for the drawing, and as a list."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from cms.workflows.drawing.marks import Marks
from cms.workflows.drawing.outline import Way, outline
from cms.workflows.graph import Graph, NodeSpec
from cms.workflows.models import Case


@dataclass(frozen=True, slots=True)
class Visit:
    """A step to which a case came, and when."""

    node: NodeSpec
    entered_at: datetime


@dataclass(frozen=True, slots=True)
class Progress:
    """`done`: the steps left behind, in order; `now`: where the case stands; `following`: the actions that leave it."""

    done: tuple[Visit, ...]
    now: Visit
    following: tuple[Way, ...]
    is_over: bool
    marks: Marks


def of_case(case: Case, graph: Graph | None = None) -> Progress:
    """Return the progress of a case, as far as `graph` (its whole process when it is left out) has its steps.

    One query. Steps of an earlier version that the process no longer has are left out.
    """
    graph = graph or case.graph
    entries = case.journal.exclude(target="").order_by("pk").values_list("target", "created_at")
    return of_visits(graph, case.node, entries, case.is_open)


def of_visits(graph: Graph, current: str, visits: Iterable[tuple[str, datetime]], is_open: bool) -> Progress:
    """Return the progress along `visits`, (step, when) in order, of which the last is to `current`."""
    seen: list[Visit] = []
    for key, moment in visits:
        if graph.has_node(key) and not (seen and seen[-1].node.key == key):
            seen.append(Visit(graph.node(key), moment))
    *done, now = seen
    marks = Marks(
        current=current,
        passed=frozenset(one.node.key for one in done) - {current},
        taken=frozenset((one.node.key, other.node.key) for one, other in pairwise(seen)),
        following=frozenset(one.target for one in graph.leaving(current)) - {current} if is_open else frozenset(),
    )
    stop = next(one for one in outline(graph, marks) if one.key == current)
    return Progress(tuple(done), now, stop.ways if is_open else (), not is_open, marks)
