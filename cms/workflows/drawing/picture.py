"""The shape of a process as a small picture: its steps by kind, and no words that could not be read."""

from dataclasses import replace

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from cms.workflows.drawing.layout import lay_out
from cms.workflows.drawing.lines import line
from cms.workflows.drawing.places import Arrow, Texts
from cms.workflows.drawing.shapes import shape
from cms.workflows.graph import Graph


def picture(graph: Graph) -> SafeString:
    """Return the picture as inline SVG, for those who see; the words beside it say the same."""
    # Who takes an application back can do so from nearly everywhere: that hides the way it usually goes.
    away = {node.key for node in graph.nodes if node.outcome == "withdrawn"}
    onward = replace(
        graph,
        nodes=tuple(node for node in graph.nodes if node.key not in away),
        transitions=tuple(one for one in graph.transitions if one.target not in away),
    )
    sheet = lay_out(onward, Texts(lambda node: "", lines=lambda one: []))
    boxes = ((" ".join(("node", one.node.kind, one.node.outcome)), shape(one)) for one in sheet.nodes if one.node)
    return format_html(
        '<svg class="process-diagram" xmlns="http://www.w3.org/2000/svg" aria-hidden="true" focusable="false" '
        'viewBox="0 0 {} {}">{}{}</svg>',
        round(sheet.width),
        round(sheet.height) + 6,
        format_html_join("", "{}", ((line(arrow, _classes(arrow)),) for arrow in sheet.arrows)),
        format_html_join("", '<g class="{}">{}</g>', boxes),
    )


def _classes(arrow: Arrow) -> str:
    return "arrow automatic" if all(one.automatic for one in arrow.transitions) else "arrow"
