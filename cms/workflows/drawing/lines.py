"""The arrows of a drawing: curves from the edge of one box to the edge of another, through places of their own."""

from itertools import pairwise

from django.utils.html import format_html
from django.utils.safestring import SafeString

from cms.workflows.drawing.places import Arrow, Place
from cms.workflows.drawing.shapes import numbers

PORT = 26
HEAD = 9


def line(arrow: Arrow, classes: str) -> SafeString:
    """Return an arrow with its head."""
    points = _points(arrow)
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
        classes,
        path,
        *numbers(x, y, -HEAD * 0.6, -HEAD * way, HEAD * 1.2),
    )


def _points(arrow: Arrow) -> list[tuple[float, float]]:
    """From the edge of the first box to the edge of the last, through the arrow's own places."""
    first, last = arrow.path[0], arrow.path[-1]
    out, into = (-1, 1) if arrow.goes_up else (1, -1)
    points = [(first.x + _port(first, arrow), first.y + out * first.height / 2)]
    for place in arrow.path[1:-1]:
        half = place.height / 2
        points += [(place.x, place.y - out * half), (place.x, place.y + out * half)] if half else [(place.x, place.y)]
    points.append((last.x + _port(last, arrow), last.y + into * last.height / 2))
    return points


def _port(box: Place, arrow: Arrow) -> float:
    """How far from the middle of its edge an arrow touches a box: arrows stand side by side, in the order they go."""
    beside = arrow.path[1] if arrow.path[0] is box else arrow.path[-2]
    edge = box.below if beside in box.below else box.above
    ranked = sorted(edge, key=lambda place: place.x)
    room = min(PORT, (box.width - 40) / max(len(ranked), 1))
    return (ranked.index(beside) - (len(ranked) - 1) / 2) * room


def _curve(points: list[tuple[float, float]]) -> str:
    path = "M{} {}".format(*numbers(*points[0]))
    for (x1, y1), (x2, y2) in pairwise(points):
        middle = (y1 + y2) / 2
        path += " C{} {} {} {} {} {}".format(*numbers(x1, middle, x2, middle, x2, y2))
    return path


def _loop(arrow: Arrow) -> str:
    box, label = arrow.path[0], arrow.label
    bottom = box.y + box.height / 2
    return "M{} {} Q{} {} {} {} T{} {}".format(
        *numbers(box.x - box.width / 4, bottom, box.x - box.width / 4, label.y, label.x, label.y),
        *numbers(box.x + box.width / 4, bottom),
    )
