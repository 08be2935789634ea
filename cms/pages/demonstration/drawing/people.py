"""People: a figure with joints, drawn from the base of its neck, which is the origin. A head is 66 high, a body 215."""

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise

from cms.pages.demonstration.drawing.faces import EXPRESSIONS, features, sweat
from cms.pages.demonstration.drawing.ink import (
    INK,
    PEN,
    Point,
    blob,
    group,
    n,
    oval,
    path,
    placed,
    stroke,
    tube,
)

HEAD = 1.15

# A part drawn by a character of its own (hair, clothes): takes the turn of the head and the width of the pen.
Part = Callable[[float, float], str]


def nothing(turn: float, pen: float) -> str:
    return ""


@dataclass(frozen=True)
class Cast:
    """What never changes of a character."""

    name: str
    skin: str
    top: str
    bottom: str = INK
    sleeve: str = ""
    sleeve_bands: str = ""
    shoes: str = "#ffffff"
    cuff: str = ""
    back_hair: Part = nothing
    front_hair: Part = nothing
    over_face: Part = nothing
    clothes: Part = nothing
    jaw: float = 1.0
    eye: float = 1.0
    lash: bool = False
    nose: str = "round"
    brow_pen: float = 1.15
    girth: float = 1.0
    height: float = 1.0
    ear: bool = True


@dataclass(frozen=True)
class Pose:
    """Hands are where the figure puts them, in its own units: x forward, y down from the neck."""

    near: Point = (-26, 96)
    far: Point = (24, 94)
    near_hand: str = "relaxed"
    far_hand: str = "relaxed"
    near_bend: int = -1
    far_bend: int = -1
    legs: str = "stand"
    lean: float = 0
    tilt: float = 0
    turn: float = 1
    head: Point = (0, 0)
    far_front: bool = False
    near_behind: bool = False


@dataclass(frozen=True, slots=True)
class Drawn:
    """A figure on the plate: its picture, and where its mouth and head are, for balloons and checks."""

    svg: str
    mouth: Point
    head: Point
    radius: float
    hands: dict[str, Point] = field(default_factory=dict)


def _joint(root: Point, hand: Point, upper: float, lower: float, bend: int) -> tuple[Point, Point]:
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


def _arm(who: Cast, shoulder: Point, target: Point, kind: str, bend: int, pen: float) -> tuple[str, Point]:
    elbow, wrist = _joint(shoulder, target, 37, 35, bend)
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


def _legs(who: Cast, kind: str, pen: float) -> str:
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
        knee, ankle = _joint(root, foot, 60, 60, feet[2])
        shoe = blob(
            [(-7, -8), (4, -7), (16, 0), (17, 6), (-7, 6)],
            who.shoes,
        )
        out.append(tube([root, knee, ankle], 20 * who.girth, who.bottom, pen))
        out.append(group(shoe, transform=f"translate({n(ankle[0])} {n(ankle[1] + 1)})"))
    return "".join(out)


def torso(who: Cast) -> str:
    g = who.girth
    return (
        f"M-9 -3Q{n(-25 * g)} 0 {n(-27 * g)} 16L{n(-22 * g)} 96"
        f"Q0 102 {n(22 * g)} 96L{n(25 * g)} 16Q{n(23 * g)} 0 9 -3Q0 5 -9 -3Z"
    )


def face(who: Cast, mood: str, turn: float, pen: float) -> str:
    """The head alone, its centre at the origin."""
    t, j = turn, who.jaw
    outline = blob(
        [
            (2 * t, -34),
            (18, -29),
            (26 - t, -12),
            (25 + t, 6),
            (20 * j + t, 21),
            (8 + 2 * t, 32 * min(j, 1.08)),
            (-6 + 5 * t, 32 * min(j, 1.08)),
            (-19 * j + 1 * t, 21),
            (-25 - t, 5),
            (-26, -12),
            (-18, -29),
        ],
        who.skin,
    )
    ears = ""
    if who.ear:
        ears = oval(-26 + 8 * t, 3, 6, 8, who.skin) + path(f"M{n(-28 + 8 * t)} 1q4 0 3 5", pen=pen * 0.6)
        if t < 0.6:
            ears += oval(26 + 4 * t, 3, 6, 8, who.skin)
    drawn = features(EXPRESSIONS[mood], t, pen, eye=who.eye, lash=who.lash, nose=who.nose, brow_pen=who.brow_pen)
    under = ears if t < 0.6 else ""
    over = "" if t < 0.6 else ears
    return group(
        who.back_hair(t, pen),
        under,
        outline,
        over,
        drawn,
        who.front_hair(t, pen),
        who.over_face(t, pen),
        sweat(pen) if EXPRESSIONS[mood].sweat else "",
    )


def figure(
    who: Cast,
    x: float,
    y: float,
    scale: float,
    mood: str = "calm",
    pose: Pose | None = None,
    *,
    left: bool = False,
    extra: dict[str, str] | None = None,
) -> Drawn:
    """A character whose neck is at (x, y), turned to the right, or to the left when `left`.

    `extra` adds drawings in the figure's units: `behind`, `lap` (before the near arm), `near` and `far` (in a hand),
    `front`.
    """
    pose = pose or Pose()
    extra = extra or {}
    pen = PEN / scale
    near, near_wrist = _arm(who, (-20 * who.girth, 13), pose.near, pose.near_hand, pose.near_bend, pen)
    far, far_wrist = _arm(who, (19 * who.girth, 13), pose.far, pose.far_hand, pose.far_bend, pen)

    def held(key: str, wrist: Point) -> str:
        return group(extra[key], transform=f"translate({n(wrist[0])} {n(wrist[1])})") if key in extra else ""

    neck = path("M-8 -18V-1Q0 6 8 -1V-18Z", who.skin)
    head = group(
        face(who, mood, pose.turn, pen * 0.9 / HEAD),
        transform=f"translate({n(2 + pose.head[0])} {n(-46 + pose.head[1])}) rotate({n(pose.tilt)}) scale({HEAD})",
        extra=f'stroke-width="{pen * 0.9 / HEAD:.3g}"',
    )
    body = [path(torso(who), who.top), who.clothes(pose.turn, pen)]
    far_all = held("far", far_wrist) + far
    near_all = held("near", near_wrist) + near
    upper = [
        near_all if pose.near_behind else "",
        "" if pose.far_front else far_all,
        neck,
        *body,
        extra.get("lap", ""),
        head,
        far_all if pose.far_front else "",
        "" if pose.near_behind else near_all,
    ]
    content = group(
        extra.get("behind", ""),
        _legs(who, pose.legs, pen),
        group(*upper, transform=f"rotate({n(pose.lean)} 0 96)" if pose.lean else ""),
        extra.get("front", ""),
    )
    turn = math.radians(pose.lean)
    sign = -1 if left else 1

    def page(point: Point) -> Point:
        px, py = point[0], point[1] - 96
        rx, ry = px * math.cos(turn) - py * math.sin(turn), px * math.sin(turn) + py * math.cos(turn) + 96
        return x + sign * rx * scale, y + ry * scale

    centre = (2 + pose.head[0], -46 + pose.head[1])
    return Drawn(
        placed(content, x, y, scale, flip=left),
        page((centre[0] + 11 * pose.turn, centre[1] + 22)),
        page(centre),
        32 * scale,
        {"near": page(near_wrist), "far": page(far_wrist)},
    )


def bust(
    who: Cast,
    x: float,
    y: float,
    scale: float,
    mood: str = "calm",
    *,
    left: bool = False,
    turn: float = 1,
    tilt: float = 0,
) -> Drawn:
    """A close-up: head and shoulders, arms out of the frame."""
    return figure(who, x, y, scale, mood, Pose(legs="none", turn=turn, tilt=tilt), left=left)


__all__ = ["Cast", "Drawn", "Pose", "bust", "face", "figure", "oval", "stroke"]
