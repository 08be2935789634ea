"""Balloons, captions and noises: how words stand in a panel."""

import math
from dataclasses import dataclass

from cms.pages.demonstration.drawing.ink import CORAL, INK, SAND, SUN, WHITE, Point, fluffy, group, n, oval, path, poly
from cms.pages.demonstration.drawing.lettering import Letters, width, wrap

SIZE = 26.0
LEADING = 30.0


@dataclass(frozen=True, slots=True)
class Box:
    """Where words are, to check that nothing covers anything."""

    x: float
    y: float
    w: float
    h: float

    def meets(self, other: "Box", gap: float = 0) -> bool:
        return (
            self.x < other.x + other.w + gap
            and other.x < self.x + self.w + gap
            and self.y < other.y + other.h + gap
            and other.y < self.y + self.h + gap
        )

    def meets_circle(self, centre: Point, radius: float) -> bool:
        nearest = (min(max(centre[0], self.x), self.x + self.w), min(max(centre[1], self.y), self.y + self.h))
        return math.dist(centre, nearest) < radius


def measure(
    text: str, limit: float, size: float = SIZE, leading: float = LEADING, voice: str = "balloon"
) -> tuple[list[str], float, float]:
    lines = wrap(text, size, limit, voice)
    return lines, max(width(line, size, voice) for line in lines), len(lines) * leading - (leading - size)


def _outline(box: Box, tip: Point | None) -> str:
    """A rounded rectangle with its tail, in one line."""
    x, y, w, h = box.x, box.y, box.w, box.h
    r = min(26, h / 2)
    top = bottom = left = right = ""
    if tip is not None:
        cx, cy = x + w / 2, y + h / 2
        tx, ty = tip
        if ty > y + h or ty < y:
            base = min(max(cx + (tx - cx) * 0.45, x + r + 15), x + w - r - 15)
            edge = y + h if ty > y + h else y
            bend = (base * 0.35 + tx * 0.65, edge * 0.45 + ty * 0.55)
            if ty > y + h:
                bottom = (
                    f"H{n(base + 13)}Q{n(bend[0] + 6)} {n(bend[1])} {n(tx)} {n(ty)}"
                    f"Q{n(bend[0] - 8)} {n(bend[1])} {n(base - 13)} {n(edge)}"
                )
            else:
                top = (
                    f"H{n(base - 13)}Q{n(bend[0] - 6)} {n(bend[1])} {n(tx)} {n(ty)}"
                    f"Q{n(bend[0] + 8)} {n(bend[1])} {n(base + 13)} {n(edge)}"
                )
        else:
            base = min(max(cy + (ty - cy) * 0.5, y + r + 11), y + h - r - 11)
            if tx > x + w:
                right = f"V{n(base - 11)}L{n(tx)} {n(ty)}L{n(x + w)} {n(base + 11)}"
            else:
                left = f"V{n(base + 11)}L{n(tx)} {n(ty)}L{n(x)} {n(base - 11)}"
    return (
        f"M{n(x + r)} {n(y)}{top}H{n(x + w - r)}Q{n(x + w)} {n(y)} {n(x + w)} {n(y + r)}{right}V{n(y + h - r)}"
        f"Q{n(x + w)} {n(y + h)} {n(x + w - r)} {n(y + h)}{bottom}"
        f"H{n(x + r)}Q{n(x)} {n(y + h)} {n(x)} {n(y + h - r)}{left}"
        f"V{n(y + r)}Q{n(x)} {n(y)} {n(x + r)} {n(y)}Z"
    )


def speech(
    letters: Letters,
    text: str,
    x: float,
    y: float,
    limit: float,
    tip: Point | None,
    *,
    kind: str = "say",
    size: float = SIZE,
) -> tuple[str, Box]:
    """A balloon whose top edge is at `y`, centred on `x`, its tail going to `tip`."""
    leading = size * LEADING / SIZE
    voice = "strong" if kind == "shout" else "balloon"
    lines, wide, high = measure(text, limit, size, leading, voice)
    pad_x, pad_y = (22.0, 15.0)
    box = Box(x - wide / 2 - pad_x, y, wide + 2 * pad_x, high + 2 * pad_y)
    if kind == "think":
        cx, cy = box.x + box.w / 2, box.y + box.h / 2
        shape = fluffy(cx, cy, box.w / 2 + 6, box.h / 2 + 8, max(9, int((box.w + box.h) / 34)), WHITE)
        if tip:
            for part, radius in ((0.62, 11), (0.8, 8), (0.95, 5)):
                shape += oval(cx + (tip[0] - cx) * part, cy + (tip[1] - cy) * part, radius, fill=WHITE)
    elif kind == "shout":
        shape = _burst(box, tip)
    else:
        shape = path(_outline(box, tip), WHITE, 3.6)
    return shape + letters.block(lines, x, y + pad_y, size, leading, INK, voice), box


def _burst(box: Box, tip: Point | None) -> str:
    cx, cy = box.x + box.w / 2, box.y + box.h / 2
    rx, ry = box.w / 2 + 26, box.h / 2 + 24
    count = max(18, int((box.w + box.h) / 22))
    points: list[Point] = []
    aim = math.atan2((tip[1] - cy) / ry, (tip[0] - cx) / rx) if tip else None
    for i in range(count * 2):
        angle = math.tau * i / (count * 2)
        # A rounded rectangle's edge, so that the points stay clear of the words.
        c, s = math.cos(angle), math.sin(angle)
        squash = (abs(c) ** 3 + abs(s) ** 3) ** (-1 / 3)
        k = (1.0 if i % 2 == 0 else 0.88) * squash
        point = (cx + rx * c * k, cy + ry * s * k)
        if aim is not None and tip and abs(math.remainder(angle - aim, math.tau)) < math.pi / (count * 2) + 0.001:
            point = tip
            aim = None
        points.append(point)
    return poly(points, WHITE, 3.6)


def caption(
    letters: Letters, text: str, x: float, y: float, limit: float, fill: str = SUN, size: float = 24.0
) -> tuple[str, Box]:
    """The narrator: a flat box whose left top corner is (x, y)."""
    leading = size * 1.17
    lines, wide, high = measure(text, limit, size, leading)
    box = Box(x, y, wide + 32, high + 22)
    frame = poly(
        [(box.x, box.y), (box.x + box.w, box.y), (box.x + box.w, box.y + box.h), (box.x, box.y + box.h)], fill, 3.6
    )
    words = "".join(
        letters.line(line, x + 16, y + 11 + size * 0.8 + index * leading, size) for index, line in enumerate(lines)
    )
    return frame + group(words, extra=f'fill="{INK}" stroke="none"'), box


def sound(
    letters: Letters, text: str, x: float, y: float, size: float, *, turn: float = 0, fill: str = CORAL, rim: str = SAND
) -> str:
    """A noise, in big outlined letters; (x, y) is the middle of its baseline."""
    gap = size * 0.09
    wide = width(text, size, "title", gap)
    words = letters.line(text, -wide / 2, 0, size, "title", gap)
    # Three layers, because the letters' outlines overlap: a stroke around the fill would show inside it.
    layers = [f'<g fill="{rim}" stroke="{rim}" stroke-width="{n(size * 0.3)}">{words}</g>']
    if rim != INK:
        layers.append(f'<g fill="{INK}" stroke-width="{n(max(5, size * 0.11))}">{words}</g>')
    layers.append(f'<g fill="{fill}" stroke="none">{words}</g>')
    return group(*layers, transform=f"translate({n(x)} {n(y)}) rotate({n(turn)})")
