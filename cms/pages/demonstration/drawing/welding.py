"""What welders hold, and what they make: light, and a line that must be straight."""

import math

from cms.pages.demonstration.drawing.ink import CORAL, DUNE, INK, SUN, WHITE, curve, line, path, star


def torch() -> str:
    """A welding torch in a hand that points to the right."""
    return (
        path("M-4 -4L22 -2Q34 0 38 12L34 14Q30 6 20 5L-4 5Z", INK)
        + path("M-4 0Q-40 10 -46 60", pen=7)
        + path("M-4 0Q-40 10 -46 60", pen=2.4, color=CORAL)
    )


def glove(colour: str = DUNE) -> str:
    return path(
        "M-14 30V0Q-18 -26 -10 -28Q-5 -28 -5 -14Q-5 -38 1 -38Q7 -38 6 -14"
        "Q8 -34 13 -33Q18 -32 15 -10Q22 -22 26 -17Q28 -12 20 2Q16 12 16 30Z",
        colour,
    ) + path("M-14 20H16M-14 30H16", pen=None)


def sparks(
    x: float,
    y: float,
    size: float = 1,
    count: int = 26,
    seed: int = 1,
    spread: float = 360,
    start: float = 0,
    glow: bool = True,
) -> str:
    """The light of welding: a white star and sparks that fly in lines."""
    out = []
    if glow:
        out.append(
            star(x, y, 54 * size, 22 * size, 12, SUN, 10 + seed, 0)
            + star(x, y, 34 * size, 13 * size, 10, WHITE, 30 + seed, 0)
        )
    for i in range(count):
        angle = math.radians(start + (i * 137.5 + seed * 31) % spread)
        near = (50 + (i * 47 + seed * 13) % 70) * size
        length = (10 + (i * 29 + seed * 7) % 34) * size
        x1, y1 = x + near * math.cos(angle), y + near * math.sin(angle)
        x2, y2 = x + (near + length) * math.cos(angle), y + (near + length) * math.sin(angle) + length * 0.25
        out.append(
            line(
                (x1, y1),
                (x2, y2),
                pen=(2.5 + i % 3) * min(1.3, max(0.7, size)),
                color=(SUN, WHITE, SUN, "#f8d98c")[i % 4],
            )
        )
    return "".join(out)


def bead(x: float, y: float, wide: float, wobble: float) -> str:
    """A weld on its plate: the steadier the hand, the straighter the line."""
    points = [(x + wide * i / 11, y + wobble * ((-1) ** i) * (0.5 + (i * 37 % 10) / 14)) for i in range(12)]
    scales = "".join(path(f"M{px - 3} {py - 7}q8 7 0 14", pen=2.2) for px, py in points[::1])
    return path(curve(points), pen=22) + path(curve(points), pen=15, color=SUN if wobble < 3 else "#c9ccd3") + scales
