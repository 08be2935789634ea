"""The process as it is on its screen: drawn, told in words and checked while it is typed. Nothing is written."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from cms.workflows import checks
from cms.workflows.drawing import Marks
from cms.workflows.drawing.words import UNKNOWN
from cms.workflows.editing.places import RELATIONS, PlacedFault, placed
from cms.workflows.graph import Graph, NodeSpec
from cms.workflows.models import ProcessDefinition

_ROW_ID = re.compile(rf"(?:{'|'.join(RELATIONS.values())})-\d+-id")


@dataclass(frozen=True, slots=True)
class Seen:
    """What the screen shows beside the rows. `graph` has a place for each step that an action names and no row has."""

    graph: Graph
    marks: Marks
    faults: tuple[PlacedFault, ...]

    @property
    def refusals(self) -> int:
        return sum(fault.refuses for fault in self.faults)

    @property
    def warnings(self) -> int:
        return len(self.faults) - self.refusals

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw yet."""
        return not self.graph.nodes


def of_post(data: QueryDict, definition: ProcessDefinition, form_class: Any, user: Any) -> Seen:
    """Return what a post of the screen says, saved or not.

    All rows are read as new ones: the post alone says what they are. Raises KeyError, TypeError or ValueError for a
    post that no screen makes.
    """
    fresh = data.copy()
    for name in data:
        if _ROW_ID.fullmatch(name):
            fresh[name] = ""
    for relation in RELATIONS.values():
        fresh[f"{relation}-INITIAL_FORMS"] = "0"
    form = form_class(fresh, instance=definition, for_user=user)
    return _seen(definition, form.as_typed(), form)


def of_form(form: Any) -> Seen:
    """Return what a screen says when it is opened: the rows as they were saved, or as they were refused."""
    definition = form.instance
    return _seen(definition, form.as_typed() if form.is_bound else definition.graph, form)


def _seen(definition: ProcessDefinition, graph: Graph, form: Any) -> Seen:
    if not graph.nodes and not graph.transitions:
        return Seen(graph, Marks(), ())
    faults = tuple(checks.faults_of_definition(definition, graph))
    return Seen(_whole(graph), Marks(faults=faults, rows=_rows(form)), tuple(placed(faults, form)))


def _rows(form: Any) -> Mapping[tuple[str, str], str]:
    """The address of each row, by part and key."""
    return {
        (part, row.instance.key): f"#inline_child_{row.prefix}"
        for part, relation in RELATIONS.items()
        for row in reversed(form.formsets[relation].forms)
        if row.instance.key
    }


def _whole(graph: Graph) -> Graph:
    """The process with a place for each step that an action names and no row has."""
    lost = {one.target: None for one in graph.transitions if graph.has_node(one.source)}
    ghosts = [NodeSpec(key, key or "?", UNKNOWN) for key in lost if not graph.has_node(key)]
    if not ghosts:
        return graph
    return Graph(graph.key, graph.name, graph.roles, (*graph.nodes, *ghosts), graph.transitions, graph.fields)
