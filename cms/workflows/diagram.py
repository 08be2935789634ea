"""Draws a process, read-only: for its editor, for the agent who decides, for the applicant who waits.

The picture says nothing that `outline` does not say in words. Colours and lines are those of
`workflows/diagram.css`, which the page loads; without it the drawing is plain but whole.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.workflows.checks import Fault
from cms.workflows.graph import Graph, NodeSpec, TransitionSpec
from cms.workflows.layout import LINE, SMALL_LINE, Arrow, Place, Sheet, lay_out

KINDS = {
    "start": lambda node: _("Start"),
    "task": lambda node: _("Step"),
    "applicant": lambda node: _("The applicant’s turn"),
    "review": lambda node: _("Review: %(count)d opinions") % {"count": node.quorum} if node.quorum > 1 else _("Review"),
    "end": lambda node: _("End"),
}
PORT = 26
HEAD = 9


@dataclass(frozen=True, slots=True)
class Way:
    """One action in the outline: what it is called, where it leads, who may."""

    label: str
    target: str
    people: str
    notes: tuple[str, ...]
    is_faulty: bool


@dataclass(frozen=True, slots=True)
class Stop:
    """One node in the outline."""

    key: str
    label: str
    kind: str
    kind_label: str
    is_current: bool
    is_faulty: bool
    ways: tuple[Way, ...]


def svg(graph: Graph, current: str | None = None, faults: Iterable[Fault] = ()) -> SafeString:
    """Return the drawing as inline SVG; `current` is the key of the node where a case stands."""
    sheet = lay_out(graph, caption)
    red = {(fault.part, fault.key) for fault in faults if fault.refuses}
    return format_html(
        '<svg class="process-diagram" xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{}" width="{}" '
        'height="{}" viewBox="0 0 {} {}" font-size="14">'
        '<rect class="sheet" width="{}" height="{}" rx="14" fill="#fff"/>{}{}{}</svg>',
        _title(graph, current),
        round(sheet.width),
        round(sheet.height),
        round(sheet.width),
        round(sheet.height),
        round(sheet.width),
        round(sheet.height),
        format_html_join("", "{}", ((_line(arrow, sheet, red),) for arrow in sheet.arrows)),
        format_html_join("", "{}", ((_label(arrow, red),) for arrow in sheet.arrows)),
        format_html_join("", "{}", ((_box(place, current, red),) for place in sheet.nodes)),
    )


def outline(graph: Graph, current: str | None = None, faults: Iterable[Fault] = ()) -> list[Stop]:
    """Return the process in words, in the order of the definition: what the drawing shows, and who may do what."""
    red = {(fault.part, fault.key) for fault in faults if fault.refuses}
    return [
        Stop(
            key=node.key,
            label=node.label,
            kind=node.kind,
            kind_label=caption(node),
            is_current=node.key == current,
            is_faulty=("node", node.key) in red,
            ways=tuple(_way(graph, one, red) for one in graph.leaving(node.key)),
        )
        for node in graph.nodes
    ]


def caption(node: NodeSpec) -> str:
    """Return the kind of a node in words, with its deadline: "Step · 10 days"."""
    text = KINDS[node.kind](node) if node.kind in KINDS else node.kind
    if node.is_end and node.outcome:
        text = f"{text} · {_outcome(node.outcome)}"
    if node.deadline_days:
        days = ngettext("%(count)d working day", "%(count)d working days", node.deadline_days)
        text = f"{text} · {days % {'count': node.deadline_days}}"
    return text


def _outcome(outcome: str) -> str:
    from_key = {
        "accepted": _("accepted"),
        "refused": _("refused"),
        "withdrawn": _("withdrawn"),
        "closed": _("closed without action"),
    }
    return from_key.get(outcome, outcome)


def _title(graph: Graph, current: str | None) -> str:
    if current and graph.has_node(current):
        facts = {"process": graph.name, "step": graph.node(current).label}
        return _("Diagram of the process “%(process)s”: the case is at “%(step)s”.") % facts
    return _("Diagram of the process “%(process)s”.") % {"process": graph.name}


def _way(graph: Graph, one: TransitionSpec, red: set[tuple[str, str]]) -> Way:
    notes = []
    if one.automatic:
        notes.append(_("by itself"))
    if one.condition:
        notes.append(_("on a condition"))
    if one.comment == "required":
        notes.append(_("with a comment"))
    return Way(
        label=one.label,
        target=graph.node(one.target).label if graph.has_node(one.target) else one.target,
        people=", ".join(role.label for role in graph.roles_of(one)),
        notes=tuple(notes),
        is_faulty=("transition", one.key) in red,
    )


def _box(place: Place, current: str | None, red: set[tuple[str, str]]) -> SafeString:
    node = place.node
    if node is None:
        return SafeString("")
    left, top = place.x - place.width / 2, place.y - place.height / 2
    classes = ["node", node.kind, node.outcome if node.is_end else ""]
    classes += ["current"] * (node.key == current) + ["faulty"] * (("node", node.key) in red)
    inner = format_html(
        '<rect class="inner" x="{}" y="{}" width="{}" height="{}" rx="10" fill="none" stroke="#16213e"/>',
        *_numbers(left + 5, top + 5, place.width - 10, place.height - 10),
    )
    here = format_html('<text class="here" x="{}" y="{}">▶</text>', *_numbers(left + 12, place.y + 5))
    return format_html(
        '<g class="{}"><rect class="box" x="{}" y="{}" width="{}" height="{}" rx="{}" fill="#fff" stroke="#16213e" '
        'stroke-width="2"/>{}<g font-size="12">{}</g>{}{}</g>',
        " ".join(filter(None, classes)),
        *_numbers(left, top, place.width, place.height),
        round(place.height / 2) if node.kind in ("start", "end") else 14,
        inner if node.kind == "review" else "",
        _text_lines("kind", place.x, top + 22, place.caption, SMALL_LINE),
        _text_lines("name", place.x, top + 24 + SMALL_LINE * len(place.caption), place.lines),
        here if node.key == current else "",
    )


def _label(arrow: Arrow, red: set[tuple[str, str]]) -> SafeString:
    place = arrow.label
    top = place.y - place.height / 2
    return format_html(
        '<g class="{}"><rect class="paper" x="{}" y="{}" width="{}" height="{}" rx="6" fill="#fff"/>{}</g>',
        _arrow_classes("label", arrow, red),
        *_numbers(place.x - place.width / 2, top, place.width, place.height),
        _text_lines("", place.x, top + 16, place.lines),
    )


def _line(arrow: Arrow, sheet: Sheet, red: set[tuple[str, str]]) -> SafeString:
    points = _points(arrow, sheet)
    if arrow.path[0] is arrow.path[-1]:
        path = _loop(arrow)
        tip, way = (arrow.path[0].x + arrow.path[0].width / 4, arrow.path[0].y + arrow.path[0].height / 2), -1
    else:
        path = _curve(points)
        tip, way = points[-1], -1 if arrow.goes_up else 1
    x, y = tip
    return format_html(
        '<g class="{}"><path d="{}" fill="none" stroke="#16213e" stroke-width="2"/>'
        '<path class="head" d="M{} {} l{} {} h{} z" fill="#16213e"/></g>',
        _arrow_classes("arrow", arrow, red),
        path,
        *_numbers(x, y, -HEAD * 0.6, -HEAD * way, HEAD * 1.2),
    )


def _arrow_classes(name: str, arrow: Arrow, red: set[tuple[str, str]]) -> str:
    automatic = all(one.automatic for one in arrow.transitions)
    faulty = any(("transition", one.key) in red for one in arrow.transitions)
    return " ".join([name, *["automatic"] * automatic, *["faulty"] * faulty])


def _points(arrow: Arrow, sheet: Sheet) -> list[tuple[float, float]]:
    """From the edge of the first box to the edge of the last, through the arrow's own places."""
    first, last = arrow.path[0], arrow.path[-1]
    out, into = (-1, 1) if arrow.goes_up else (1, -1)
    points = [(first.x + _port(first, arrow, sheet), first.y + out * first.height / 2)]
    for place in arrow.path[1:-1]:
        half = place.height / 2
        points += [(place.x, place.y - out * half), (place.x, place.y + out * half)] if half else [(place.x, place.y)]
    points.append((last.x + _port(last, arrow, sheet), last.y + into * last.height / 2))
    return points


def _port(box: Place, arrow: Arrow, sheet: Sheet) -> float:
    """How far from the middle of its edge an arrow touches a box: arrows stand side by side, in the order they go."""
    beside = arrow.path[1] if arrow.path[0] is box else arrow.path[-2]
    edge = box.below if beside in box.below else box.above
    ranked = sorted(edge, key=lambda place: place.x)
    room = min(PORT, (box.width - 40) / max(len(ranked), 1))
    return (ranked.index(beside) - (len(ranked) - 1) / 2) * room


def _curve(points: list[tuple[float, float]]) -> str:
    path = "M{} {}".format(*_numbers(*points[0]))
    for (x1, y1), (x2, y2) in pairwise(points):
        middle = (y1 + y2) / 2
        path += " C{} {} {} {} {} {}".format(*_numbers(x1, middle, x2, middle, x2, y2))
    return path


def _loop(arrow: Arrow) -> str:
    box, label = arrow.path[0], arrow.label
    bottom = box.y + box.height / 2
    return "M{} {} Q{} {} {} {} T{} {}".format(
        *_numbers(box.x - box.width / 4, bottom, box.x - box.width / 4, label.y, label.x, label.y),
        *_numbers(box.x + box.width / 4, bottom),
    )


def _text_lines(name: str, x: float, top: float, lines: list[str], line_height: float = LINE) -> SafeString:
    rows = ((*_numbers(x, top + line_height * index), line) for index, line in enumerate(lines))
    spans = format_html_join("", '<tspan x="{}" y="{}">{}</tspan>', rows)
    return format_html('<text class="{}" text-anchor="middle">{}</text>', name, spans)


def _numbers(*values: float) -> list[str]:
    """Numbers as SVG writes them, whatever the language of the page."""
    return [f"{value:.1f}".rstrip("0").rstrip(".") for value in values]
