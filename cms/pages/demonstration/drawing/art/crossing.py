"""The footbridge and the people who cross it: the home page's picture and that of shared links."""

from collections.abc import Callable

from cms.pages.demonstration.drawing import cast, props, shore
from cms.pages.demonstration.drawing.character import Cast, Pose
from cms.pages.demonstration.drawing.ink import (
    CORAL,
    GRASS,
    INK,
    LOIRE,
    SAND,
    SUN,
    TEAL,
    WHITE,
    curve,
    document,
    group,
    line,
    oval,
    path,
    placed,
    star,
)
from cms.pages.demonstration.drawing.lettering import Letters
from cms.pages.demonstration.drawing.people import figure
from cms.pages.demonstration.drawing.vehicles import IN_A_WHEELCHAIR
from cms.pages.demonstration.drawing.welders import AWA_UP


def icon_balloon(
    x: float, y: float, w: float, h: float, tip: tuple[float, float], content: str, fill: str = WHITE
) -> str:
    """A balloon that holds a sign and no word."""
    middle = x + w / 2
    base = middle + (tip[0] - middle) * 0.35
    d = (
        f"M{x + 24} {y}H{x + w - 24}Q{x + w} {y} {x + w} {y + 24}V{y + h - 24}Q{x + w} {y + h} {x + w - 24} {y + h}"
        f"H{base + 14}L{tip[0]} {tip[1]}L{base - 14} {y + h}H{x + 24}"
        f"Q{x} {y + h} {x} {y + h - 24}V{y + 24}Q{x} {y} {x + 24} {y}Z"
    )
    return path(d, fill) + content


def footbridge(width: float, y: float, rise: float, height: float = 40) -> tuple[str, Callable[[float], float]]:
    """An arched footbridge across the picture, and the function that gives its floor's height at x."""

    def floor(x: float) -> float:
        return y - rise * (1 - ((x - width / 2) / (width / 2)) ** 2)

    xs = [-20 + (width + 40) * i / 16 for i in range(17)]
    top = [(x, floor(x)) for x in xs]
    bottom = [(x, floor(x) + height) for x in reversed(xs)]
    deck = path(curve(top) + "L" + curve(bottom)[1:] + "Z", CORAL)
    planks = "".join(line((x, floor(x) + 2), (x, floor(x) + 16), pen=2.5) for x in range(10, int(width), 46))
    rim = path(curve([(x, floor(x) + 16) for x in xs]), pen=3)
    return deck + planks + rim, floor


def railing(floor: Callable[[float], float], width: float, high: float = 84) -> str:
    posts = "".join(line((x, floor(x) + 4), (x, floor(x) - high), pen=6) for x in range(-10, int(width) + 40, 130))
    rail = path(curve([(x, floor(x) - high) for x in range(-20, int(width) + 60, 60)]), pen=9)
    lower = path(curve([(x, floor(x) - high * 0.5) for x in range(-20, int(width) + 60, 60)]), pen=3.5)
    return posts + lower + rail


def _walker(
    who: Cast,
    x: float,
    floor: Callable[[float], float],
    scale: float,
    mood: str,
    pose: Pose | None = None,
    *,
    left: bool = False,
    extra: dict[str, str] | None = None,
) -> str:
    high = 216 if not (pose and pose.legs == "wheel") else 204
    return figure(who, x, floor(x) - high * scale, scale, mood, pose, left=left, extra=extra).svg


def crossing(width: float, y: float, rise: float, scale: float, spread: list[float]) -> str:
    """The footbridge with the people of the album who cross it."""
    deck, floor = footbridge(width, y, rise)
    x = [width * part for part in spread]
    people = [
        _walker(
            cast.YVON,
            x[4],
            floor,
            scale,
            "proud",
            Pose(legs="walk", near=(34, 62), near_hand="hold", far=(30, 66)),
            left=True,
            extra={"near": placed(props.model_boat(), 0, 4, 0.62)},
        ),
        _walker(
            cast.KARIM,
            x[3],
            floor,
            scale,
            "grin",
            Pose(legs="wheel", near=(6, 92), far=(52, -20), far_hand="wave"),
            left=True,
            extra=IN_A_WHEELCHAIR,
        ),
        _walker(
            AWA_UP,
            x[0],
            floor,
            scale,
            "calm",
            Pose(legs="walk", near=(-30, 92), far=(38, 80)),
        ),
        _walker(
            cast.INES,
            x[2],
            floor,
            scale * 0.94,
            "joy",
            Pose(legs="walk", near=(-40, 84), far=(56, -34), far_hand="point", head=(2, -1), tilt=-8),
        ),
        _walker(
            cast.MALO,
            x[1],
            floor,
            scale * 0.92,
            "ask",
            Pose(legs="walk", near=(-20, 88), far=(40, 50), far_hand="open"),
        ),
    ]
    return railing(floor, width) + deck + "".join(people)


def hero() -> str:
    w, h = 1040, 840
    content = [
        oval(830, 190, 108, fill=CORAL, pen=0),
        shore.cloud(170, 120, 0.95, SAND),
        shore.cloud(905, 300, 0.6, SAND),
        shore.gull(420, 120),
        shore.gull(470, 160, 0.7),
        shore.gull(600, 90, 0.8),
        shore.hills(-20, 520, 1080, 36, GRASS, 0.6),
        shore.great_bridge(-60, 520, 1160, 300),
        shore.gantry(60, 520, 120, 170, CORAL),
        shore.liner(0, 532, 300, 92),
        shore.town(760, 524, 300, 2),
        shore.water(0, 520, w, 330, LOIRE, TEAL, 3),
        path("M-10 676C150 650 300 700 520 690S860 650 1060 684V850H-10Z", INK),
        path(
            "M60 760q16 -6 32 0t32 0M420 800q16 -6 32 0t32 0M760 752q16 -6 32 0t32 0"
            "M880 812q16 -6 32 0t32 0M220 812q12 -5 24 0t24 0",
            pen=3,
            color=TEAL,
        ),
        crossing(w, 770, 90, 1.08, [0.1, 0.345, 0.5, 0.72, 0.9]),
        icon_balloon(566, 236, 132, 104, (596, 418), star(632, 288, 34, 15, 8, SUN)),
    ]
    return document(w, h, "".join(content), background=SUN)


def og() -> str:
    """The picture of shared links; `__main__` turns it into a PNG."""
    letters = Letters()
    w, h = 1200, 630
    words = (
        letters.line("Passerelle", 70, 130, 84, "title", -1)
        + letters.line("Trouver sa voie,", 72, 196, 40, "strong")
        + letters.line("et le pont pour y aller.", 72, 244, 40, "strong")
    )
    content = (
        oval(1010, 150, 88, fill=CORAL, pen=0)
        + shore.cloud(760, 90, 0.7, SAND)
        + shore.great_bridge(380, 430, 1000, 240)
        + shore.town(-10, 434, 330, 1)
        + shore.water(0, 430, w, 210, LOIRE, TEAL, 3)
        + crossing(w, 592, 66, 0.92, [0.14, 0.36, 0.5, 0.68, 0.86])
        + group(words, extra=f'fill="{INK}" stroke="none"')
    )
    return document(w, h, content, letters.definitions(), SUN)
