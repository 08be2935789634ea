"""The boxes of a drawing: one shape for each kind of step, and badges for what is marked."""

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from cms.workflows.drawing.places import LINE, SMALL_LINE, Place
from cms.workflows.drawing.words import UNKNOWN

INK = 'stroke="#16213e" stroke-width="2"'
# How far the corners of the applicant's turn are cut, and how far the sheets of a review lie apart.
CUT = 16
APART = 5
BADGE = 10
_PLAIN, _DASHED = SafeString(""), SafeString(' stroke-dasharray="6 4"')
# What a badge shows, around its middle.
_SIGNS = {
    "faulty": "M0 -5.5 V1 M0 4.5 V5.5",
    "current": "M-3 -5.5 L5.5 0 L-3 5.5 Z",
    "passed": "M-5 0 L-1.5 4 L5 -4",
}


def box(place: Place, state: str) -> SafeString:
    """Return a node with its texts; `state` is "faulty", "current", "passed" or nothing."""
    top = place.y - place.height / 2
    below = top + 24 + SMALL_LINE * len(place.caption)
    note = [place.note] if place.note else []
    return format_html(
        '{}<g font-size="12">{}</g>{}<g font-size="12">{}</g>{}',
        shape(place),
        text_lines("kind", place.x, top + 22, place.caption, SMALL_LINE),
        text_lines("name", place.x, below, place.lines),
        text_lines("state", place.x, below + LINE * len(place.lines) - 2, note),
        _badge(place.x + place.width / 2 - BADGE, top + 2, state) if state else "",
    )


def text_lines(name: str, x: float, top: float, lines: list[str], line_height: float = LINE) -> SafeString:
    """Return lines of text around `x`, the first on `top`; nothing when there are none."""
    if not lines:
        return SafeString("")
    rows = ((*numbers(x, top + line_height * index), line) for index, line in enumerate(lines))
    spans = format_html_join("", '<tspan x="{}" y="{}">{}</tspan>', rows)
    return format_html('<text class="{}" text-anchor="middle">{}</text>', name, spans)


def numbers(*values: float) -> list[str]:
    """Return numbers as SVG writes them, whatever the language of the page."""
    return [f"{value:.1f}".rstrip("0").rstrip(".") for value in values]


def shape(place: Place) -> SafeString:
    """Return the outline of a node, by its kind."""
    kind = place.node.kind if place.node else ""
    if kind == "applicant":
        return _hexagon(place)
    round_ends = place.height / 2
    if kind == "start":
        return _rectangle("box", place, 0, round_ends)
    if kind == "end":
        return _rectangle("box", place, 0, round_ends) + _rectangle("inner", place, -5, round_ends - 5)
    if kind == "review":
        sheet = _rectangle("box under", place, 0, 10, APART)
        return sheet + _rectangle("box", place, 0, 10)
    if kind == UNKNOWN:
        return _rectangle("box", place, 0, 10, more=_DASHED)
    return _rectangle("box", place, 0, 10)


def _rectangle(
    name: str, place: Place, grown: float, corner: float, shift: float = 0, more: SafeString = _PLAIN
) -> SafeString:
    left, top = place.x - place.width / 2 - grown + shift, place.y - place.height / 2 - grown + shift
    size = (place.width + 2 * grown, place.height + 2 * grown)
    return format_html(
        '<rect class="{}" x="{}" y="{}" width="{}" height="{}" rx="{}" fill="{}" {}{}/>',
        name,
        *numbers(left, top, *size, corner),
        "none" if name == "inner" else "#fff",
        SafeString(INK),
        more,
    )


def _hexagon(place: Place) -> SafeString:
    left, right = place.x - place.width / 2, place.x + place.width / 2
    top, bottom = place.y - place.height / 2, place.y + place.height / 2
    return format_html(
        '<path class="box" d="M{} {} L{} {} L{} {} L{} {} L{} {} L{} {} Z" fill="#fff" stroke-linejoin="round" {}/>',
        *numbers(left, place.y, left + CUT, top, right - CUT, top),
        *numbers(right, place.y, right - CUT, bottom, left + CUT, bottom),
        SafeString(INK),
    )


def _badge(x: float, y: float, state: str) -> SafeString:
    return format_html(
        '<g class="badge {}" transform="translate({} {})"><circle r="{}" fill="#16213e" stroke="#fff" '
        'stroke-width="2"/><path d="{}" fill="none" stroke="#fff" stroke-width="2.5" stroke-linecap="round" '
        'stroke-linejoin="round"/></g>',
        state,
        *numbers(x, y, BADGE),
        _SIGNS[state],
    )
