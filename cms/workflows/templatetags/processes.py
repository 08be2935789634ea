"""Draws processes in templates: `{% process_diagram graph current %}`, `{% process_outline graph current %}`."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.safestring import SafeString

from cms.workflows import checks, drawing
from cms.workflows.checks import Fault
from cms.workflows.drawing import Marks
from cms.workflows.drawing.words import HOUSE
from cms.workflows.graph import Graph

register = template.Library()


@register.simple_tag
def process_faults(graph: Graph, definition: Any = None) -> list[Fault]:
    """All that is wrong with a process in any of its uses; without its definition, as far as it alone tells."""
    return checks.faults_of_definition(definition, graph) if definition is not None else checks.faults(graph)


@register.simple_tag
def process_diagram(
    graph: Graph,
    current: str | None = None,
    faults: Iterable[Fault] = (),
    marks: Marks | None = None,
    reader: Any = "",
) -> SafeString:
    """The drawing, as inline SVG; the page loads `workflows/diagram.css`. `reader`: those of the house, when empty."""
    return drawing.svg(graph, marks or Marks(current=current, faults=tuple(faults)), reader or HOUSE)


@register.simple_tag
def process_picture(graph: Graph) -> SafeString:
    """The shape of a process as a small picture that says nothing to those who do not see it: no action is named."""
    return drawing.picture(graph)


@register.inclusion_tag("workflows/outline.html")
def process_outline(
    graph: Graph, current: str | None = None, faults: Iterable[Fault] = (), marks: Marks | None = None
) -> dict[str, Any]:
    """The same in words, as an ordered list."""
    marks = marks or Marks(current=current, faults=tuple(faults))
    return {"stops": drawing.outline(graph, marks), "loose": drawing.loose(graph, marks)}
