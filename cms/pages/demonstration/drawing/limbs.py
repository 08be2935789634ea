"""Arms and legs, with their joints, their sleeves and their hands."""

import math
from itertools import pairwise

from cms.pages.demonstration.drawing.character import Cast
from cms.pages.demonstration.drawing.ink import Point, blob, group, n, oval, path, tube


def joint(root: Point, hand: Point, upper: float, lower: float, bend: int) -> tuple[Point, Point]:
    """The elbow (or knee) and the hand, brought within reach."""
    dx, dy = hand[0] - root[0], hand[1] - root[1]
    reach = math.hypot(dx, dy) or 0.01
    longest = (upper + lower) * 0.995
    if reach > longest:
        dx, dy, reach = dx * longest / reach, dy * longest / reach, longest
    angle = math.acos(max(-1, min(1, (upper**2 + reach**2 - lower**2) / (2 * upper * reach))))
    heading = math.atan2(dy, dx) - bend * angle
    return (root[0] + upper * math.cos(heading), root[1] + upper * math.sin(heading)), (root[0] + dx, root[1] + dy)


def hand(kind: str, at: Point, heading: float, skin: str, pen: float) -> str:
    """A hand at the end of an arm that points to `heading` degrees."""
    palm = oval(4, 0, 7.6, 7, skin)

    def finger(x1: float, y1: float, x2: float, y2: float, wide: float = 4.6) -> tuple[str, str]:
        d = f"M{n(x1)} {n(y1)}L{n(x2)} {n(y2)}"
        return path(d, pen=wide + 2 * pen), path(d, pen=wide, color=skin)

    fingers = {
        "open": [
            finger(7, -5, 14, -11),
            finger(9, -2, 19, -5),
            finger(9, 2, 19, 3),
            finger(8, 5, 15, 10),
            finger(1, -5, 2, -13),
        ],
        "wave": [
            finger(7, -5, 14, -11),
            finger(9, -2, 19, -5),
            finger(9, 2, 19, 3),
            finger(8, 5, 15, 10),
            finger(1, 5, 2, 13),
        ],
        "point": [finger(8, -2, 22, -3), finger(3, -5, 7, -11)],
        "thumb": [finger(4, -5, 3, -16, 5.4)],
        "relaxed": [finger(6, 4, 10, 9, 5), finger(7, -2, 14, 0, 5.5)],
        "fist": [],
        "hold": [],
    }[kind]
    out = "".join(ink for ink, _ in fingers) + palm + "".join(colour for _, colour in fingers)
    if fingers:
        out += oval(4, 0, 7.6 - pen * 0.4, 7 - pen * 0.4, skin, 0)
    if kind in ("fist", "hold"):
        out += path("M7 -4q4 0 4 2M8 0q4 0 4 2.5M6 4q4 0 4 1.5", pen=pen * 0.6)
    return group(out, transform=f"translate({n(at[0])} {n(at[1])}) rotate({n(heading)})")


def _bands(points: list[Point], wide: float, colour: str, pen: float) -> str:
    """Stripes across a sleeve."""
    out = []
    for (x1, y1), (x2, y2) in pairwise(points):
        length = math.dist((x1, y1), (x2, y2)) or 1
        ux, uy = (x2 - x1) / length, (y2 - y1) / length
        for step in range(1, int(length // 11) + 1):
            x, y, half = x1 + ux * step * 11, y1 + uy * step * 11, wide / 2 - pen * 0.2
            out.append(f"M{n(x - uy * half)} {n(y + ux * half)}L{n(x + uy * half)} {n(y - ux * half)}")
    return path("".join(out), pen=pen + 1.2, color=colour, extra='stroke-linecap="butt"')


def arm(who: Cast, shoulder: Point, target: Point, kind: str, bend: int, pen: float) -> tuple[str, Point]:
    elbow, wrist = joint(shoulder, target, 37, 35, bend)
    heading = math.degrees(math.atan2(wrist[1] - elbow[1], wrist[0] - elbow[0]))
    sleeve = who.sleeve or who.top
    out = hand(kind, wrist, heading, who.skin, pen)
    reach = math.dist(elbow, wrist) or 1
    end = (wrist[0] + (elbow[0] - wrist[0]) * 3 / reach, wrist[1] + (elbow[1] - wrist[1]) * 3 / reach)
    wide = 16 * who.girth
    if who.sleeve == "short":
        middle = (shoulder[0] + (elbow[0] - shoulder[0]) * 0.7, shoulder[1] + (elbow[1] - shoulder[1]) * 0.7)
        out += tube([shoulder, elbow, end], wide - 3, who.skin, pen) + tube([shoulder, middle], wide + 2, who.top, pen)
    else:
        out += tube([shoulder, elbow, end], wide, sleeve, pen)
        if who.sleeve_bands:
            out += _bands([shoulder, elbow, end], wide, who.sleeve_bands, pen)
        if who.cuff:
            inner = (wrist[0] + (elbow[0] - wrist[0]) * 9 / reach, wrist[1] + (elbow[1] - wrist[1]) * 9 / reach)
            out += tube([inner, end], wide, who.cuff, pen)
    return out, wrist


def legs(who: Cast, kind: str, pen: float) -> str:
    if kind == "none":
        return ""
    feet = {
        "stand": ((-11, 210), (12, 210), -1),
        "walk": ((-32, 204), (30, 210), -1),
        "run": ((-52, 176), (44, 204), -1),
        "sit": ((44, 178), (52, 172), -1),
        "wheel": ((52, 166), (58, 160), -1),
        "climb": ((-12, 210), (26, 170), -1),
    }[kind]
    out = []
    for root, foot in (((9, 92), feet[1]), ((-9, 92), feet[0])):
        knee, ankle = joint(root, foot, 60, 60, feet[2])
        shoe = blob(
            [(-7, -8), (4, -7), (16, 0), (17, 6), (-7, 6)],
            who.shoes,
        )
        out.append(tube([root, knee, ankle], 20 * who.girth, who.bottom, pen))
        out.append(group(shoe, transform=f"translate({n(ankle[0])} {n(ankle[1] + 1)})"))
    return "".join(out)
