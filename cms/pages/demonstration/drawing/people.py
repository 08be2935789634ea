"""People: a figure with joints, drawn from the base of its neck, which is the origin. A head is 66 high, a body 215."""

import math
from dataclasses import dataclass, field

from cms.pages.demonstration.drawing.character import Cast, Pose
from cms.pages.demonstration.drawing.faces import EXPRESSIONS, features, sweat
from cms.pages.demonstration.drawing.ink import PEN, Point, blob, group, n, oval, path, placed
from cms.pages.demonstration.drawing.limbs import arm, legs

HEAD = 1.15


@dataclass(frozen=True, slots=True)
class Drawn:
    """A figure on the plate: its picture, and where its mouth and head are, for balloons and checks."""

    svg: str
    mouth: Point
    head: Point
    radius: float
    hands: dict[str, Point] = field(default_factory=dict)


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
    near, near_wrist = arm(who, (-20 * who.girth, 13), pose.near, pose.near_hand, pose.near_bend, pen)
    far, far_wrist = arm(who, (19 * who.girth, 13), pose.far, pose.far_hand, pose.far_bend, pen)

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
        legs(who, pose.legs, pen),
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
