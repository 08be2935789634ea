"""Draws a process: for its editor, for the agent who decides, for the applicant who waits.

The picture says nothing that `outline` does not say in words. Colours and lines are those of
`workflows/diagram.css`, which the page loads; without it the drawing is plain but whole.
"""

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from cms.workflows.drawing import words
from cms.workflows.drawing.layout import lay_out
from cms.workflows.drawing.lines import line
from cms.workflows.drawing.marks import Marks
from cms.workflows.drawing.places import LINE, Arrow, Place, Texts, wrap
from cms.workflows.drawing.shapes import box, numbers, text_lines
from cms.workflows.graph import Graph, NodeSpec, TransitionSpec


def svg(graph: Graph, marks: Marks | None = None, reader: words.Reader = words.HOUSE) -> SafeString:
    """Return the drawing as inline SVG.

    Where rows are edited (`marks.rows`) each step and each action is a link to its row, out of the way of the keyboard:
    the outline beside it has the same links. Elsewhere the drawing is one picture with a name.
    """
    marks = marks or Marks()
    sheet = lay_out(graph, _texts(marks, reader))
    drawing = _Drawing(marks)
    role = SafeString('role="img"') if not marks.rows else SafeString('aria-hidden="true" focusable="false"')
    return format_html(
        '<svg class="process-diagram" xmlns="http://www.w3.org/2000/svg" {} aria-label="{}" width="{}" '
        'height="{}" viewBox="0 0 {} {}" font-size="14">'
        '<rect class="sheet" width="{}" height="{}" rx="14" fill="#fff"/>{}{}{}</svg>',
        role,
        _title(graph, marks),
        *(round(sheet.width), round(sheet.height)) * 3,
        format_html_join("", "{}", ((line(arrow, drawing.classes("arrow", arrow)),) for arrow in sheet.arrows)),
        format_html_join("", "{}", ((drawing.label(arrow),) for arrow in sheet.arrows)),
        format_html_join("", "{}", ((drawing.node(place),) for place in sheet.nodes)),
    )


def _texts(marks: Marks, reader: words.Reader) -> Texts:
    """What is written where, with what the marks say in words."""

    def note(node: NodeSpec) -> str:
        if marks.is_faulty("node", node.key):
            return _("To correct")
        if node.key == marks.current:
            return reader.here()
        if node.key in marks.passed:
            return _("Done")
        return _("May come next") if node.key in marks.following else ""

    return Texts(reader.caption, note, lambda one: _lines(one, marks))


def _lines(one: TransitionSpec, marks: Marks) -> list[str]:
    """An action on its arrow; one without a name says nothing."""
    found = wrap(one.label) if one.label else []
    if one.automatic and one.label:
        found += wrap(words.notes(one)[0])
    return [*found, _("To correct")] if marks.is_faulty("transition", one.key) else found


def _title(graph: Graph, marks: Marks) -> str:
    if marks.current and graph.has_node(marks.current):
        facts = {"process": graph.name, "step": graph.node(marks.current).label}
        return _("Diagram of the process “%(process)s”: the case is at “%(step)s”.") % facts
    return _("Diagram of the process “%(process)s”.") % {"process": graph.name}


class _Drawing:
    """The parts of one drawing, with its marks."""

    def __init__(self, marks: Marks) -> None:
        self.marks = marks

    def node(self, place: Place) -> SafeString:
        node = place.node
        if node is None:
            return SafeString("")
        state = self._state(node)
        following = "following" if node.key in self.marks.following else ""
        classes = ["node", node.kind, node.outcome if node.is_end else "", state, following]
        return self._part("node", node.key, " ".join(filter(None, classes)), box(place, state))

    def label(self, arrow: Arrow) -> SafeString:
        """The words of an arrow: one part for each of its actions."""
        place = arrow.label
        if not place.lines:
            return SafeString("")
        top = place.y - place.height / 2
        left, right = place.x - place.width / 2, place.x + place.width / 2
        parts, down = [], top + 2.0
        for one in arrow.transitions:
            lines = _lines(one, self.marks)
            classes = "faulty" if self.marks.is_faulty("transition", one.key) else ""
            words_of = text_lines(classes, place.x, down + 14, lines)
            if down > top + 2:
                words_of += format_html(
                    '<path class="between" d="M{} {} H{}" stroke="#16213e"/>', *numbers(left + 8, down, right - 8)
                )
            parts.append(self._part("transition", one.key, "action", words_of))
            down += LINE * len(lines)
        return format_html(
            '<g class="{}"><rect class="paper" x="{}" y="{}" width="{}" height="{}" rx="6" fill="#fff"/>{}</g>',
            self.classes("label", arrow),
            *numbers(left, top, place.width, place.height),
            format_html_join("", "{}", ((part,) for part in parts)),
        )

    def classes(self, name: str, arrow: Arrow) -> str:
        pair = (arrow.transitions[0].source, arrow.transitions[0].target)
        told = {
            "automatic": all(one.automatic for one in arrow.transitions),
            "faulty": any(self.marks.is_faulty("transition", one.key) for one in arrow.transitions),
            "taken": pair in self.marks.taken,
        }
        return " ".join([name, *(word for word, holds in told.items() if holds)])

    def _state(self, node: NodeSpec) -> str:
        if self.marks.is_faulty("node", node.key):
            return "faulty"
        if node.key == self.marks.current:
            return "current"
        return "passed" if node.key in self.marks.passed else ""

    def _part(self, part: str, key: str, classes: str, inner: SafeString) -> SafeString:
        """One step or action: where it is edited, a link to its row with the faults to read under the pointer."""
        href = self.marks.row(part, key)
        if not href:
            return format_html('<g class="{}">{}</g>', classes, inner)
        told = "\n".join((*self.marks.refusals(part, key), *self.marks.warnings(part, key)))
        return format_html(
            '<g class="{}" data-drawn="{}"><a href="{}" tabindex="-1">{}{}</a></g>',
            classes,
            href.removeprefix("#"),
            href,
            format_html("<title>{}</title>", told) if told else "",
            inner,
        )
