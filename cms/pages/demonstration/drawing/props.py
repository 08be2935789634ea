"""Things: desks, papers, a lamp, a gate, a model boat, a cat. Each is drawn in its own small units at (0, 0)."""

import math

from cms.pages.demonstration.drawing.ink import (
    CORAL,
    INK,
    LEAF,
    LOIRE,
    SKY,
    STEEL,
    SUN,
    TEAL,
    WHITE,
    WOOD,
    blob,
    line,
    n,
    oval,
    path,
    poly,
    rect,
    stroke,
)


def desk(w: float, h: float = 90, top: str = WOOD) -> str:
    """A pupil's table whose top's upper edge is y = 0."""
    return (
        rect(14, 10, w - 28, 52, "#d7b98a", 2)
        + rect(0, 0, w, 14, top, 3)
        + line((16, 14), (10, h), pen=8)
        + line((w - 16, 14), (w - 10, h), pen=8)
        + line((16, 14), (10, h), pen=3, color=STEEL)
        + line((w - 16, 14), (w - 10, h), pen=3, color=STEEL)
    )


def paper(w: float = 34, h: float = 44, lines: int = 4, fill: str = WHITE) -> str:
    marks = "".join(
        line(
            (5, 9 + i * (h - 14) / max(1, lines - 1)),
            (w - 6 - (i % 2) * 8, 9 + i * (h - 14) / max(1, lines - 1)),
            pen=2.2,
        )
        for i in range(lines)
    )
    return rect(0, 0, w, h, fill, 2) + marks


def crepe() -> str:
    return blob([(-16, 0), (-10, -10), (10, -11), (17, -2), (12, 7), (-10, 8)], "#eebf6b") + path(
        "M-8 -4q4 -3 8 0M2 2q4 -2 6 0", pen=2
    )


def mug(colour: str = CORAL) -> str:
    return path("M-12 -26H12V-4Q12 2 6 2H-6Q-12 2 -12 -4Z", colour) + path("M12 -20q11 0 11 8q0 8 -11 8", pen=None)


def model_boat() -> str:
    """The little ship that the grandfather builds, 150 long, its keel on y = 0."""
    return (
        path("M-74 -30H78Q70 -2 52 0H-58Q-72 -10 -74 -30Z", CORAL)
        + rect(-40, -56, 66, 26, WHITE)
        + rect(-24, -74, 34, 18, WHITE)
        + "".join(rect(-32 + i * 15, -49, 8, 10, SKY, 1, 2.4) for i in range(4))
        + poly([(-14, -74), (-12, -96), (2, -94), (2, -74)], SUN)
        + rect(-66, 0, 12, 12, WOOD)
        + rect(34, 0, 12, 12, WOOD)
    )


def cat() -> str:
    """A grey cat that sits, 70 high, its paws on y = 0."""
    return (
        stroke((22, -6), (44, -8), (48, -30), (40, -38), pen=13)
        + stroke((22, -6), (44, -8), (48, -30), (40, -38), pen=6, color=STEEL)
        + blob([(-18, 0), (-20, -26), (-8, -44), (10, -42), (24, -20), (26, 0)], STEEL)
        + path("M-26 -50L-24 -74L-10 -64H6L20 -74L22 -50Q20 -34 -2 -34Q-24 -34 -26 -50Z", STEEL)
        + oval(-11, -52, 2.6, 4, INK, 0)
        + oval(8, -52, 2.6, 4, INK, 0)
        + path(
            "M-4 -46h4l-2 3zM-2 -43q-3 4 -7 1M-2 -43q3 4 7 1M-28 -46h-12M-27 -42l-12 4M24 -46h12M23 -42l12 4", pen=1.8
        )
        + path("M-8 0V-16M6 0V-16", pen=2.4)
    )


def lamp(x: float, y: float, length: float, shade: str = SUN) -> str:
    return (
        line((x, y), (x, y + length))
        + poly(
            [(x - 34, y + length + 30), (x - 14, y + length), (x + 14, y + length), (x + 34, y + length + 30)], shade
        )
        + oval(x, y + length + 32, 11, 8, WHITE)
    )


def sun_gate() -> str:
    """The garden gate that the grandmother welded: a rising sun of iron, 220 wide, 210 high, on y = 0."""
    iron = "M-110 0V-150Q0 -236 110 -150V0ZM-110 -40H110M-110 -8H110" + "".join(
        f"M0 -40L{n(96 * math.cos(math.radians(a)))} {n(-40 + 120 * math.sin(math.radians(a)))}"
        for a in (-165, -140, -115, -90, -65, -40, -15)
    )
    rays = path(iron, pen=14)
    frame = path(iron, pen=7, color=TEAL)
    beads = "".join(
        oval(100 * math.cos(math.radians(a)), -40 + 124 * math.sin(math.radians(a)), 5, fill=SUN, pen=2.5)
        for a in (-140, -115, -90, -65, -40)
    )
    disc = path("M-38 -40A38 38 0 0 1 38 -40Z", SUN)
    return rays + frame + disc + beads


def crane_hook() -> str:
    return (
        line((0, -200), (0, -20))
        + rect(-9, -26, 18, 18, SUN)
        + path("M0 -8V4Q14 6 12 18Q8 28 -4 24Q-12 20 -10 12", pen=6)
    )


def board(w: float, h: float, fill: str = LEAF) -> str:
    return rect(0, 0, w, h, WOOD, 4) + rect(10, 10, w - 20, h - 20, fill, 2, 3)


def balloon_bunting(x: float, y: float, w: float, count: int = 9) -> str:
    """A line of small flags."""
    out = [stroke((x, y), (x + w / 2, y + 26), (x + w, y), pen=3)]
    for i in range(count):
        t = (i + 0.5) / count
        fx, fy = x + w * t, y + 26 * (1 - (2 * t - 1) ** 2)
        out.append(poly([(fx - 11, fy), (fx + 11, fy), (fx, fy + 24)], (CORAL, SUN, LOIRE, LEAF)[i % 4], 3))
    return "".join(out)


def toolbox() -> str:
    return (
        rect(-40, -34, 80, 34, CORAL, 3)
        + path("M-20 -34V-48H20V-34", pen=5)
        + line((-40, -20), (40, -20), pen=3)
        + rect(-8, -26, 16, 12, SUN, 2, 3)
    )
