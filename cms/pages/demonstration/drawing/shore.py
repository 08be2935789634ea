"""The estuary of the Loire: sky, water, the great bridge, the shipyard's gantry, a liner, the town."""

import math

from cms.pages.demonstration.drawing.ink import (
    CORAL,
    DUNE,
    GRASS,
    INK,
    LEAF,
    LOIRE,
    SAND,
    SKY,
    STEEL,
    SUN,
    TEAL,
    WHITE,
    Point,
    curve,
    group,
    line,
    n,
    oval,
    path,
    poly,
    rect,
    straight,
    stroke,
)


def cloud(x: float, y: float, size: float = 1, fill: str = WHITE, pen: float | None = None) -> str:
    d = "M-60 20Q-78 18 -74 2Q-70 -10 -54 -8Q-48 -32 -22 -28Q-4 -46 18 -30Q40 -34 46 -12Q70 -14 72 4Q74 20 56 20Z"
    width = f' stroke-width="{n(4 / size)}"' if pen is None else ""
    return group(path(d, fill, pen), transform=f"translate({n(x)} {n(y)}) scale({size:.3g})", extra=width.strip())


def gull(x: float, y: float, size: float = 1) -> str:
    return path(
        f"M{n(x - 16 * size)} {n(y - 4 * size)}Q{n(x - 8 * size)} {n(y - 10 * size)} {n(x)} {n(y)}"
        f"Q{n(x + 8 * size)} {n(y - 10 * size)} {n(x + 16 * size)} {n(y - 4 * size)}",
        pen=3,
    )


def water(x: float, y: float, w: float, h: float, fill: str = LOIRE, glint: str = TEAL, seed: int = 0) -> str:
    """The river, with short flat strokes of light; `seed` shifts them so that two rivers differ."""
    top = [(x - 10, y + 6 * math.sin(seed + 0))]
    steps = max(4, int(w / 90))
    top += [(x + w * i / steps, y + 6 * math.sin(seed + i * 1.9)) for i in range(1, steps)] + [(x + w + 10, y)]
    body = path(curve(top) + f"L{n(x + w + 10)} {n(y + h)}L{n(x - 10)} {n(y + h)}Z", fill)
    marks = []
    for i in range(int(w * h / 9000)):
        mx = x + (i * 137.5 + seed * 53) % w
        my = y + 22 + (i * 61.8 + seed * 17) % max(20, h - 30)
        length = 18 + (i * 29 + seed) % 40
        marks.append(f"M{n(mx)} {n(my)}q{n(length / 4)} -5 {n(length / 2)} 0t{n(length / 2)} 0")
    return body + path("".join(marks), pen=3, color=glint)


def great_bridge(x: float, y: float, w: float, h: float, deck: str = WHITE, pylon: str = CORAL) -> str:
    """The bridge of Saint-Nazaire: a long hump, two pylons, a fan of stays. `y`: the water, `h`: the pylons' height."""
    left, right = x + w * 0.36, x + w * 0.64
    crown = y - h * 0.42

    def at(px: float) -> float:
        return y - h * 0.10 - (crown * -1 + y - h * 0.10) * math.exp(-(((px - x - w / 2) / (w * 0.30)) ** 2)) * 1.0

    points = [(x + w * i / 24, at(x + w * i / 24)) for i in range(25)]
    piers = "".join(
        line((px, at(px)), (px, y + 8), pen=6)
        for px in [x + w * i / 22 for i in range(1, 22)]
        if not left - 12 < px < right + 12
    )
    stays = []
    for tower in (left, right):
        for i in range(1, 7):
            for side in (-1, 1):
                foot = tower + side * i * w * 0.0225
                stays.append(f"M{n(tower)} {n(y - h + 10 + i * 4)}L{n(foot)} {n(at(foot))}")
    towers = ""
    for tower in (left, right):
        towers += line((tower, y + 10), (tower, at(tower)), pen=18) + line(
            (tower, y + 8), (tower, at(tower)), pen=9, color=STEEL
        )
        towers += poly(
            [(tower - 9, at(tower)), (tower - 3, y - h), (tower + 3, y - h), (tower + 9, at(tower))], pylon, 3.5
        )
        bands = [i / 5 for i in range(1, 5)]
        towers += "".join(
            rect(tower - 3 - 6 * b, y - h + (at(tower) - y + h) * b, 6 + 12 * b, 7, WHITE, pen=0) for b in bands
        )
    road = path(curve(points), pen=13) + path(curve(points), pen=6, color=deck)
    return piers + path("".join(stays), pen=2) + towers + road


def _lattice(a: Point, b: Point, wide: float, count: int) -> str:
    """Crossed bars between two parallel edges."""
    (x1, y1), (x2, y2) = a, b
    d = ""
    for i in range(count):
        t1, t2 = i / count, (i + 1) / count
        d += (
            f"M{n(x1 + (x2 - x1) * t1)} {n(y1 + (y2 - y1) * t1)}"
            f"L{n(x1 + (x2 - x1) * t2 + (wide if x1 == x2 else 0))} "
            f"{n(y1 + (y2 - y1) * t2 + (0 if x1 == x2 else wide))}"
        )
        d += (
            f"M{n(x1 + (x2 - x1) * t1 + (wide if x1 == x2 else 0))} "
            f"{n(y1 + (y2 - y1) * t1 + (0 if x1 == x2 else wide))}"
            f"L{n(x1 + (x2 - x1) * t2)} {n(y1 + (y2 - y1) * t2)}"
        )
    return path(d, pen=2.4)


def gantry(x: float, y: float, w: float, h: float, fill: str = CORAL, name: str = "") -> str:
    """The great gantry crane: two legs in A, one beam, a cab. (x, y) is the foot of the left leg."""
    beam = h * 0.15
    leg = w * 0.1
    out = [
        poly([(x + leg, y), (x + leg * 1.7, y - h + beam), (x + leg * 2.2, y - h + beam), (x + leg * 1.5, y)], fill),
        poly(
            [
                (x + w - leg * 1.6, y),
                (x + w - leg * 2.2, y - h + beam),
                (x + w - leg * 1.6, y - h + beam),
                (x + w - leg * 1.0, y),
            ],
            fill,
        ),
        poly([(x, y), (x + leg * 1.55, y - h + beam), (x + leg * 2.0, y - h + beam), (x + leg * 0.5, y)], fill),
        poly(
            [(x + w, y), (x + w - leg * 1.55, y - h + beam), (x + w - leg * 2.0, y - h + beam), (x + w - leg * 0.5, y)],
            fill,
        ),
        rect(x - w * 0.12, y - h, w * 1.24, beam, fill),
        line((x - w * 0.12, y - h + beam * 0.3), (x + w * 1.12, y - h + beam * 0.3), pen=2.5),
        line((x - w * 0.12, y - h + beam * 0.72), (x + w * 1.12, y - h + beam * 0.72), pen=2.5),
        rect(x + w * 0.56, y - h + beam, w * 0.14, h * 0.09, SUN),
        rect(x + w * 0.59, y - h + beam + h * 0.02, w * 0.08, h * 0.035, SKY, pen=2.5),
        line((x + w * 0.3, y - h + beam), (x + w * 0.3, y - h * 0.62), pen=2.5),
        line((x + w * 0.36, y - h + beam), (x + w * 0.36, y - h * 0.62), pen=2.5),
        rect(x + w * 0.27, y - h * 0.62, w * 0.12, h * 0.05, INK),
        rect(x - w * 0.02, y - h * 0.03, leg * 1.9, h * 0.04, INK, 3),
        rect(x + w - leg * 1.7, y - h * 0.03, leg * 1.9, h * 0.04, INK, 3),
        line((x + leg * 0.9, y - h * 0.4), (x + leg * 1.6, y - h * 0.4), pen=5),
        line((x + w - leg * 1.6, y - h * 0.4), (x + w - leg * 0.9, y - h * 0.4), pen=5),
    ]
    return "".join(out)


def liner(x: float, y: float, w: float, h: float, hull: str = WHITE, belly: str = INK, *, done: bool = True) -> str:
    """An ocean liner seen from the side, bow to the right; unfinished, its upper decks are open frames."""
    top = y - h
    side = (
        f"M{n(x)} {n(top + h * 0.5)}L{n(x + w)} {n(top + h * 0.42)}"
        f"Q{n(x + w * 0.95)} {n(y - h * 0.1)} {n(x + w * 0.9)} {n(y)}"
        f"L{n(x + w * 0.04)} {n(y)}Q{n(x - w * 0.01)} {n(y - h * 0.2)} {n(x)} {n(top + h * 0.5)}Z"
    )
    out = []
    decks = [(0.06, 0.84, 0.36), (0.1, 0.78, 0.24), (0.16, 0.7, 0.12), (0.24, 0.62, 0.0)]
    for index, (a, b, level) in enumerate(decks):
        dy, dh = top + h * level, h * 0.14
        if done:
            out.append(rect(x + w * a, dy, w * (b - a), dh, WHITE))
            count = int((b - a) * w / 26)
            out.append(
                "".join(rect(x + w * a + 10 + i * 26, dy + dh * 0.3, 13, dh * 0.4, SKY, 2, 2) for i in range(count))
            )
        elif index < 2:
            out.append(rect(x + w * a, dy, w * (b - a) * 0.6, dh, STEEL))
            out.append(
                "".join(
                    line(
                        (x + w * (a + (b - a) * (0.6 + 0.06 * i)), dy),
                        (x + w * (a + (b - a) * (0.6 + 0.06 * i)), dy + dh),
                        pen=3,
                    )
                    for i in range(7)
                )
            )
    if done:
        out.append(
            poly(
                [
                    (x + w * 0.34, top),
                    (x + w * 0.36, top - h * 0.16),
                    (x + w * 0.44, top - h * 0.13),
                    (x + w * 0.45, top),
                ],
                CORAL,
            )
        )
        out.append(line((x + w * 0.35, top - h * 0.05), (x + w * 0.447, top - h * 0.05), pen=6, color=SUN))
    out.append(path(side, hull))
    keel = (
        f"M{n(x + w * 0.012)} {n(y - h * 0.16)}L{n(x + w * 0.935)} {n(y - h * 0.16)}"
        f"L{n(x + w * 0.9)} {n(y)}L{n(x + w * 0.04)} {n(y)}Z"
    )
    out.append(path(keel, belly))
    out.append(
        "".join(oval(x + w * 0.1 + i * w * 0.05, y - h * 0.32, max(3, h * 0.022), fill=SKY, pen=2.4) for i in range(15))
    )
    if not done:
        out.append(
            path(
                f"M{n(x + w * 0.3)} {n(y - h * 0.47)}V{n(y - h * 0.16)}M{n(x + w * 0.55)} {n(y - h * 0.49)}"
                f"V{n(y - h * 0.16)}M{n(x + w * 0.78)} {n(y - h * 0.52)}V{n(y - h * 0.16)}",
                pen=2.4,
            )
        )
        out.append(rect(x + w * 0.42, y - h * 0.3, w * 0.13, h * 0.14, CORAL, pen=2.4))
    return "".join(out)


def house(
    x: float, y: float, w: float, h: float, wall: str = WHITE, roof: str = LOIRE, windows: int = 2, door: bool = True
) -> str:
    out = [
        rect(x, y - h, w, h, wall),
        poly(
            [(x - 6, y - h), (x + w * 0.14, y - h - w * 0.34), (x + w * 0.86, y - h - w * 0.34), (x + w + 6, y - h)],
            roof,
        ),
    ]
    step = w / (windows + (1 if door else 0))
    for i in range(windows):
        cx = x + step * (i + 0.5 + (1 if door else 0))
        out.append(
            rect(cx - w * 0.08, y - h * 0.72, w * 0.16, h * 0.34, SKY, pen=3)
            + line((cx, y - h * 0.72), (cx, y - h * 0.38), pen=2)
        )
    if door:
        out.append(rect(x + step * 0.5 - w * 0.09, y - h * 0.55, w * 0.18, h * 0.55, CORAL, pen=3))
    return "".join(out)


def town(x: float, y: float, w: float, seed: int = 0) -> str:
    """A row of houses of the harbour, in flat colours."""
    walls = [WHITE, "#f7e3b8", "#f3c4ae", SAND, "#cfe3e4", DUNE]
    roofs = [LOIRE, INK, CORAL, LOIRE]
    out, cursor, index = [], x, seed
    while cursor < x + w - 20:
        wide = 52 + (index * 37) % 34
        high = 52 + (index * 53) % 46
        out.append(house(cursor, y, wide, high, walls[index % 6], roofs[index % 4], 1 + index % 2, index % 3 != 1))
        cursor += wide + 4
        index += 1
    return "".join(out)


def tree(x: float, y: float, size: float = 1, fill: str = LEAF) -> str:
    trunk = rect(x - 5 * size, y - 44 * size, 10 * size, 44 * size, "#8a5a3a", pen=3.5)
    crown = path(
        f"M{n(x - 34 * size)} {n(y - 46 * size)}"
        f"Q{n(x - 52 * size)} {n(y - 72 * size)} {n(x - 28 * size)} {n(y - 86 * size)}"
        f"Q{n(x - 22 * size)} {n(y - 116 * size)} {n(x + 4 * size)} {n(y - 112 * size)}"
        f"Q{n(x + 32 * size)} {n(y - 114 * size)} {n(x + 34 * size)} "
        f"{n(y - 84 * size)}Q{n(x + 54 * size)} {n(y - 66 * size)} "
        f"{n(x + 32 * size)} {n(y - 44 * size)}Q{n(x)} {n(y - 34 * size)} {n(x - 34 * size)} {n(y - 46 * size)}Z",
        fill,
    )
    return (
        trunk
        + crown
        + stroke((x - 12 * size, y - 80 * size), (x, y - 90 * size), (x + 14 * size, y - 84 * size), pen=3)
    )


def hills(x: float, y: float, w: float, h: float, fill: str = GRASS, seed: float = 0) -> str:
    points = [(x + w * i / 5, y - h * (0.5 + 0.5 * math.sin(seed + i * 1.7))) for i in range(6)]
    return path(curve([(x - 20, y), *points, (x + w + 20, y)]) + "Z", fill)


def quay(x: float, y: float, w: float, h: float, fill: str = DUNE) -> str:
    joints = "".join(
        line((x + i * 120 + 40, y + 14), (x + i * 120 + 10, y + h), pen=2.4) for i in range(int(w / 120) + 1)
    )
    return rect(x - 10, y, w + 20, h + 10, fill) + line((x - 10, y + 14), (x + w + 10, y + 14), pen=3) + joints


def bollard(x: float, y: float, size: float = 1) -> str:
    return path(
        straight(
            [(x - 12 * size, y), (x - 10 * size, y - 24 * size), (x + 10 * size, y - 24 * size), (x + 12 * size, y)],
            close=True,
        ),
        INK,
    ) + oval(x, y - 27 * size, 17 * size, 7 * size, INK)
