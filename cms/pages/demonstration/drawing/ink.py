"""Pen and flat colour: the shapes that everything else is drawn with. Each function returns SVG text."""

import math
from collections.abc import Sequence

INK = "#16213e"
LOIRE = "#0b5563"
LEAF = "#2f6b3a"
CORAL = "#c8401f"
SUN = "#f4b942"
SAND = "#fbf6ec"
MIST = "#e6eff0"
WHITE = "#ffffff"
# Tints of the same family, for skies, steel, wood and distance.
SKY = "#bfe0e6"
TEAL = "#5fa3ad"
STEEL = "#9fb4bf"
DUNE = "#ecd9b4"
WOOD = "#b9794a"
GRASS = "#8fb86a"
PEACH = "#f7c9a3"
DUSK = "#e98a5c"
NIGHT = "#26345e"

PEN = 4.0

Point = tuple[float, float]


def n(value: float) -> str:
    """A number with one decimal at most, as short as it goes."""
    return f"{value:.1f}".rstrip("0").rstrip(".") if abs(value) >= 0.05 else "0"


def _paint(fill: str, pen: float | None, color: str, extra: str) -> str:
    stroke = ' stroke="none"' if pen == 0 else "" if pen is None else f' stroke-width="{n(pen)}"'
    tint = "" if color == INK or pen == 0 else f' stroke="{color}"'
    return f'fill="{fill}"{stroke}{tint}{(" " + extra) if extra else ""}'


def path(d: str, fill: str = "none", pen: float | None = None, color: str = INK, extra: str = "") -> str:
    return f'<path d="{d}" {_paint(fill, pen, color, extra)}/>'


def rect(
    x: float, y: float, w: float, h: float, fill: str = "none", r: float = 0, pen: float | None = None, color: str = INK
) -> str:
    corner = f' rx="{n(r)}"' if r else ""
    return f'<rect x="{n(x)}" y="{n(y)}" width="{n(w)}" height="{n(h)}"{corner} {_paint(fill, pen, color, "")}/>'


def oval(
    x: float,
    y: float,
    rx: float,
    ry: float | None = None,
    fill: str = "none",
    pen: float | None = None,
    color: str = INK,
) -> str:
    paint = _paint(fill, pen, color, "")
    if ry is None or ry == rx:
        return f'<circle cx="{n(x)}" cy="{n(y)}" r="{n(rx)}" {paint}/>'
    return f'<ellipse cx="{n(x)}" cy="{n(y)}" rx="{n(rx)}" ry="{n(ry)}" {paint}/>'


def straight(points: Sequence[Point], *, close: bool = False) -> str:
    """Path data of straight segments."""
    return "M" + "L".join(f"{n(x)} {n(y)}" for x, y in points) + ("Z" if close else "")


def curve(points: Sequence[Point], *, close: bool = False, tension: float = 1.0) -> str:
    """Path data of a supple line through the points (Catmull-Rom)."""
    count = len(points)

    def at(index: int) -> Point:
        return points[index % count] if close else points[min(max(index, 0), count - 1)]

    data = f"M{n(points[0][0])} {n(points[0][1])}"
    for index in range(count if close else count - 1):
        p0, p1, p2, p3 = (at(index + step) for step in (-1, 0, 1, 2))
        k = tension / 6
        data += (
            f"C{n(p1[0] + (p2[0] - p0[0]) * k)} {n(p1[1] + (p2[1] - p0[1]) * k)} "
            f"{n(p2[0] - (p3[0] - p1[0]) * k)} {n(p2[1] - (p3[1] - p1[1]) * k)} {n(p2[0])} {n(p2[1])}"
        )
    return data + ("Z" if close else "")


def poly(points: Sequence[Point], fill: str = "none", pen: float | None = None, color: str = INK) -> str:
    return path(straight(points, close=True), fill, pen, color)


def blob(points: Sequence[Point], fill: str = "none", pen: float | None = None, color: str = INK) -> str:
    return path(curve(points, close=True), fill, pen, color)


def line(*points: Point, pen: float | None = None, color: str = INK) -> str:
    return path(straight(points), "none", pen, color)


def stroke(*points: Point, pen: float | None = None, color: str = INK) -> str:
    """A supple open line."""
    return path(curve(points), "none", pen, color)


def rays(source: Point, ends: Sequence[Point], color: str) -> str:
    """Lines that spread from one point."""
    return "".join(line(source, end, pen=5, color=color) for end in ends)


def tube(points: Sequence[Point], width: float, fill: str, pen: float, *, supple: bool = False) -> str:
    """A limb: a thick coloured line with an ink line around it."""
    d = curve(points) if supple else straight(points)
    return path(d, "none", width + 2 * pen) + path(d, "none", width, fill)


def fluffy(
    cx: float, cy: float, rx: float, ry: float, bumps: int, fill: str, start: float = 0, pen: float | None = None
) -> str:
    """A cloud: an oval with a scalloped edge."""
    points = [
        (cx + rx * math.cos(start + 2 * math.pi * i / bumps), cy + ry * math.sin(start + 2 * math.pi * i / bumps))
        for i in range(bumps)
    ]
    data = f"M{n(points[0][0])} {n(points[0][1])}"
    for index in range(bumps):
        x, y = points[(index + 1) % bumps]
        chord = math.dist(points[index], (x, y))
        data += f"A{n(chord * 0.56)} {n(chord * 0.56)} 0 0 1 {n(x)} {n(y)}"
    return path(data + "Z", fill, pen)


def star(
    cx: float,
    cy: float,
    outer: float,
    inner: float,
    spikes: int,
    fill: str,
    turn: float = -90,
    pen: float | None = None,
) -> str:
    points = []
    for index in range(spikes * 2):
        radius = inner if index % 2 else outer
        angle = math.radians(turn + 180 * index / spikes)
        points.append((cx + radius * math.cos(angle), cy + radius * math.sin(angle)))
    return poly(points, fill, pen)


def group(*content: str, transform: str = "", extra: str = "") -> str:
    attributes = (f' transform="{transform}"' if transform else "") + (f" {extra}" if extra else "")
    return f"<g{attributes}>{''.join(content)}</g>"


def placed(content: str, x: float, y: float, scale: float = 1, *, flip: bool = False, turn: float = 0) -> str:
    """Content moved and scaled, its pen kept at the width of the rest of the picture."""
    across = -scale if flip else scale
    rotation = f" rotate({n(turn)})" if turn else ""
    return group(
        content,
        transform=f"translate({n(x)} {n(y)}){rotation} scale({across:.3g} {scale:.3g})",
        extra=f'stroke-width="{PEN / scale:.3g}"',
    )


def document(width: float, height: float, content: str, defs: str = "", background: str = "") -> str:
    """A whole SVG file: ink by default, no script, nothing from outside."""
    paper = rect(0, 0, width, height, background, pen=0) if background else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {n(width)} {n(height)}" '
        f'width="{n(width)}" height="{n(height)}">{f"<defs>{defs}</defs>" if defs else ""}{paper}'
        f'<g fill="none" stroke="{INK}" stroke-width="{n(PEN)}" stroke-linejoin="round" stroke-linecap="round">'
        f"{content}</g></svg>\n"
    )
