"""The pictures of the site: the home page's, those of doors and guides, the empty and lost pages, the label's seal."""

import math
from dataclasses import replace

from cms.pages.demonstration.drawing import cast, props, shore
from cms.pages.demonstration.drawing.ink import (
    CORAL,
    DUNE,
    DUSK,
    GRASS,
    INK,
    LEAF,
    LOIRE,
    MIST,
    PEACH,
    SAND,
    SKY,
    STEEL,
    SUN,
    TEAL,
    WHITE,
    WOOD,
    curve,
    document,
    group,
    line,
    oval,
    path,
    placed,
    poly,
    rect,
    star,
    straight,
    stroke,
)
from cms.pages.demonstration.drawing.people import Pose, figure, nothing

CARD = (900, 600)


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


def footbridge(width: float, y: float, rise: float, height: float = 40) -> tuple[str, object]:
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


def railing(floor, width: float, high: float = 84) -> str:
    posts = "".join(line((x, floor(x) + 4), (x, floor(x) - high), pen=6) for x in range(-10, int(width) + 40, 130))
    rail = path(curve([(x, floor(x) - high) for x in range(-20, int(width) + 60, 60)]), pen=9)
    lower = path(curve([(x, floor(x) - high * 0.5) for x in range(-20, int(width) + 60, 60)]), pen=3.5)
    return posts + lower + rail


def _walker(who, x, floor, scale, mood, pose=None, *, left=False, extra=None):
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
            extra={"behind": props.wheelchair(), "front": props.wheelchair(False)},
        ),
        _walker(
            replace(cast.AWA, over_face=props.mask_up),
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


def decouvrir() -> str:
    w, h = CARD
    return document(
        w,
        h,
        oval(190, 130, 70, fill=SUN, pen=0)
        + shore.cloud(700, 90, 0.8)
        + shore.cloud(420, 170, 0.55)
        + shore.gull(300, 210)
        + shore.liner(-130, 520, 700, 230, done=False)
        + placed(props.crane_hook(), 436, 300, 1)
        + shore.gantry(330, 530, 330, 430)
        + shore.quay(0, 520, w, 90)
        + props.sparks(176, 420, 0.62, 22, 5)
        + figure(
            replace(cast.INES, over_face=props.helmet()),
            700,
            340,
            1.35,
            "awe",
            Pose(near=(-8, 76), far=(52, -40), far_hand="point", head=(-3, -1), tilt=-14, near_hand="hold"),
            left=True,
            extra={"near": placed(props.paper(40, 50, 4, SAND), -22, -30, 1)},
        ).svg,
        background=SKY,
    )


def classe() -> str:
    w, h = CARD
    bridge = path(
        "M60 190C130 190 130 80 200 80s70 110 140 110M40 190H360M120 190V128M200 190V80M280 190V128", pen=7, color=SAND
    )
    return document(
        w,
        h,
        rect(0, 480, w, 120, WOOD, pen=0)
        + line((0, 480), (w, 480))
        + group(props.board(460, 270), bridge, transform="translate(60 60)")
        + rect(640, 70, 190, 180, SKY)
        + path("M735 70V250M640 160H830", pen=5)
        + rect(628, 250, 214, 16, SAND)
        + figure(
            cast.FERRAND,
            560,
            250,
            1.25,
            "ask",
            Pose(near=(66, -6), near_hand="open", far=(30, 70), turn=0.7),
            left=True,
        ).svg
        + figure(
            cast.MALO,
            140,
            420,
            1.15,
            "grin",
            Pose(legs="none", near=(40, 40), far=(56, -46), far_hand="point", turn=0.6),
        ).svg
        + placed(props.desk(250, 120, DUNE), 70, 522)
        + figure(cast.LINA, 760, 420, 1.15, "calm", Pose(legs="none", near=(34, 76), far=(30, 78)), left=True).svg
        + figure(cast.TOM, 330, 430, 1.15, "joy", Pose(legs="none", near=(50, 62), far=(44, 66), turn=0.8)).svg
        + placed(props.desk(270, 120, DUNE), 630, 522)
        + placed(props.desk(270, 120, DUNE), 322, 532)
        + placed(props.paper(60, 40, 3), 420, 494, 0.9)
        + placed(props.paper(60, 40, 3), 690, 486, 0.9),
        background="#cfe0c3",
    )


def initiative() -> str:
    w, h = CARD
    arch = path("M70 250C260 250 270 70 450 70s190 180 380 180L830 290H70Z", SUN) + path(
        "M150 288C300 280 320 140 450 140s150 140 300 148", SAND and "#f3c4ae"
    )
    piers = "".join(
        line((x, 288), (x, y), pen=7) for x, y in ((250, 236), (350, 168), (450, 140), (550, 168), (650, 236))
    )
    up = Pose(near=(-46, -60), far=(48, -62), near_hand="open", far_hand="open", near_bend=1, far_bend=-1, turn=0.3)
    return document(
        w,
        h,
        rect(0, 500, w, 100, LEAF, pen=0)
        + line((0, 500), (w, 500))
        + shore.tree(70, 512, 1.1, "#4d8a56")
        + shore.tree(850, 516, 0.9, "#4d8a56")
        + arch
        + piers
        + path("M70 290H830", pen=9)
        + figure(cast.FERRAND, 215, 372, 0.98, "grin", up).svg
        + figure(replace(cast.AWA, over_face=props.helmet()), 450, 366, 1.0, "joy", replace(up, turn=0)).svg
        + figure(replace(cast.TOM, clothes=_mayor), 690, 372, 0.98, "grin", up, left=True).svg,
        background=PEACH,
    )


def _mayor(turn: float, pen: float) -> str:
    """A tricolour-like sash in the project's own colours, so that it belongs to no real person."""
    return (
        path("M-11 -4L0 40L11 -4Q0 8 -11 -4Z", WHITE)
        + path("M-24 6L18 98L8 100L-27 20Z", SUN, pen * 0.8)
        + path("M-14 14L20 90", pen=pen * 0.8)
    )


def lost() -> str:
    w, h = CARD
    return document(
        w,
        h,
        oval(700, 140, 64, fill=SUN, pen=0)
        + shore.cloud(220, 110, 0.9)
        + shore.hills(0, 420, w, 70, GRASS, 1.4)
        + shore.water(0, 420, w, 200, LOIRE, TEAL, 4)
        + path("M-10 330H392L378 352L398 372H-10Z", CORAL)
        + path("M910 330H640L656 350L634 372H910Z", CORAL)
        + "".join(line((x, 332), (x, 370), pen=3) for x in (40, 100, 160, 220, 280, 340, 700, 760, 820, 880))
        + "".join(line((x, 374), (x, 470), pen=12) for x in (70, 250, 790))
        + "".join(line((x, 330), (x, 246), pen=6) for x in (30, 130, 230, 700, 800, 890))
        + path("M-10 246H258L290 262M690 258L720 246H910", pen=9)
        + group(rect(-50, -10, 100, 20, CORAL, 2), transform="translate(500 470) rotate(24)")
        + group(rect(-40, -10, 80, 20, CORAL, 2), transform="translate(590 520) rotate(-16)")
        + path("M444 492q14 -8 28 0M540 540q14 -8 28 0", pen=3, color=WHITE)
        + figure(
            cast.MALO,
            330,
            128,
            0.94,
            "sheepish",
            Pose(near=(22, 58), far=(38, 56), near_hand="hold", far_hand="hold", head=(3, 2), tilt=10),
            extra={"near": placed(_map(), 12, -10, 1)},
        ).svg
        + placed(props.cat(), 745, 332, 1.0, flip=True),
        background=SKY,
    )


def _map() -> str:
    return (
        poly([(-30, -28), (-8, -34), (14, -28), (36, -34), (36, 22), (14, 28), (-8, 22), (-30, 28)], SAND)
        + path("M-8 -34V22M14 -28V28M-22 10Q-10 -10 2 4T28 -12", pen=2.4)
        + path("M20 8l10 10M30 8l-10 10", pen=3.4, color=CORAL)
    )


def empty() -> str:
    w, h = CARD
    lens = (
        line((0, 0), (26, 30), pen=12)
        + line((0, 0), (26, 30), pen=4, color=WOOD)
        + oval(-22, -24, 34, fill=SKY)
        + path("M-38 -30Q-34 -44 -20 -46", pen=4, color=WHITE)
    )
    return document(
        w,
        h,
        rect(0, 470, w, 130, DUNE, pen=0)
        + line((0, 470), (w, 470))
        + poly([(470, 330), (760, 330), (760, 510), (470, 510)], WOOD)
        + poly([(470, 330), (420, 276), (560, 276), (600, 330)], "#d79a66")
        + poly([(760, 330), (820, 280), (690, 268), (640, 330)], "#d79a66")
        + rect(590, 380, 50, 60, SAND, pen=3)
        + placed(props.cat(), 612, 332, 1.25)
        + rect(470, 332, 290, 178, WOOD)
        + rect(584, 332, 56, 60, "#e7c79a", pen=3)
        + figure(
            cast.INES,
            270,
            262,
            1.25,
            "think",
            Pose(near=(50, 34), near_hand="hold", far=(30, 80), lean=6, tilt=6),
            extra={"near": placed(lens, 20, -16, 1)},
        ).svg
        + path("M640 150q0 -34 34 -34q36 0 36 32q0 20 -20 30q-14 8 -14 24M676 226v2", pen=10),
        background=MIST,
    )


def _hall(w: float, h: float, wall: str, floor: str, horizon: float) -> str:
    """A workshop: saw-tooth roof, beams, a floor."""
    teeth = "".join(poly([(x, 96), (x, 34), (x + 150, 96)], SKY) for x in range(-40, int(w), 150))
    return (
        rect(0, 0, w, horizon, wall, pen=0)
        + rect(0, 0, w, 96, STEEL, pen=0)
        + teeth
        + line((0, 96), (w, 96), pen=8)
        + rect(0, horizon, w, h - horizon, floor, pen=0)
        + line((0, horizon), (w, horizon))
    )


def guide_visite() -> str:
    w, h = CARD
    mates = [
        figure(
            replace(
                cast.MALO, over_face=lambda t, p: cast.malo_over(t, p) + props.helmet(WHITE)(t, p), front_hair=nothing
            ),
            280,
            288,
            1.08,
            "surprise",
            Pose(legs="walk", near=(-24, 90), far=(36, 60), far_hand="open"),
        ).svg,
        figure(
            replace(cast.LINA, over_face=props.helmet(WHITE)),
            420,
            280,
            1.1,
            "grin",
            Pose(legs="stand", near=(20, 70), near_hand="hold", far=(28, 74)),
            extra={"near": placed(props.paper(40, 50, 4, SAND), -10, -30, 1)},
        ).svg,
        figure(
            replace(
                cast.INES,
                over_face=props.helmet(SUN),
                back_hair=lambda t, p: cast.fluffy(-8, -2, 30, 24, 10, cast.CURLS, 0.1),
            ),
            140,
            292,
            1.06,
            "awe",
            Pose(legs="walk", near=(-20, 90), far=(50, -30), far_hand="point", tilt=-8),
        ).svg,
    ]
    return document(
        w,
        h,
        _hall(w, h, "#d9e4e6", DUNE, 430)
        + shore.liner(470, 440, 560, 250, done=False)
        + line((560, 96), (560, 190), pen=6)
        + placed(props.crane_hook(), 560, 250, 0.8)
        + path("M0 520H900", pen=8, color=SUN)
        + "".join(mates)
        + figure(
            replace(cast.AWA, over_face=props.mask_up),
            690,
            268,
            1.2,
            "explain",
            Pose(near=(-6, 60), far=(66, -18), far_hand="open", near_hand="relaxed"),
            left=True,
        ).svg,
        background=MIST,
    )


def guide_metier() -> str:
    w, h = CARD
    return document(
        w,
        h,
        rect(0, 460, w, 140, "#c9a27a", pen=0)
        + line((0, 460), (w, 460))
        + group(
            props.board(420, 250, LOIRE),
            path("M60 150Q110 70 160 150T260 150", pen=6, color=SAND),
            star(330, 120, 44, 18, 10, SUN),
            transform="translate(240 50)",
        )
        + figure(
            cast.SAMIR, 250, 230, 1.2, "explain", Pose(near=(44, 24), near_hand="open", far=(56, -24), far_hand="point")
        ).svg
        + figure(
            replace(cast.LOUISE),
            650,
            236,
            1.2,
            "grin",
            Pose(near=(36, 50), near_hand="hold", far=(30, 70)),
            left=True,
            extra={"near": placed(props.model_boat(), -4, 0, 0.6)},
        ).svg
        + rect(120, 420, 660, 30, WOOD, 4)
        + rect(150, 450, 600, 150, "#d79a66")
        + path("M330 420Q336 372 392 372Q448 372 452 420Z", "#d9944f")
        + path("M360 402l18 -22M390 404l18 -24M420 404l12 -18", pen=4)
        + placed(props.glove(), 520, 392, 0.9)
        + placed(props.mug(), 610, 418, 1.1),
        background="#f7e3b8",
    )


def turbine(x: float, y: float, size: float, turn: float) -> str:
    blades = "".join(
        group(path("M0 -6Q10 -60 4 -104Q-6 -60 -6 0Z", WHITE), transform=f"rotate({turn + a})") for a in (0, 120, 240)
    )
    return placed(path("M-5 0L-8 210H8L5 0Z", WHITE) + blades + oval(0, 0, 9, fill=SUN), x, y, size)


def guide_transition() -> str:
    w, h = CARD
    canal = path("M380 600Q470 470 430 400Q400 350 470 330H530Q470 360 520 410Q590 480 560 600Z", TEAL)
    return document(
        w,
        h,
        oval(150, 120, 60, fill=SUN, pen=0)
        + shore.cloud(470, 80, 0.7)
        + turbine(620, 150, 1.0, 14)
        + turbine(770, 190, 0.8, 50)
        + turbine(500, 210, 0.55, 80)
        + shore.hills(0, 340, w, 60, GRASS, 2.2)
        + rect(0, 330, w, 270, "#a9c77f", pen=0)
        + line((0, 330), (w, 330))
        + canal
        + "".join(stroke((x, 600), (x + 4, 560), (x + 14, 534), pen=4, color=LEAF) for x in range(596, 900, 22))
        + figure(
            cast.KARIM,
            690,
            318,
            1.15,
            "explain",
            Pose(legs="wheel", near=(8, 92), far=(62, -26), far_hand="point"),
            left=True,
            extra={"behind": props.wheelchair(), "front": props.wheelchair(False)},
        ).svg
        + figure(
            cast.LINA,
            240,
            300,
            1.2,
            "focus",
            Pose(near=(44, 56), near_hand="hold", far=(38, 66), far_hand="hold", head=(2, 3), tilt=8),
            extra={
                "near": rect(-24, -30, 62, 40, INK, 4)
                + rect(-19, -25, 52, 30, SKY, 2, 2)
                + path("M-10 -4L2 -14L12 -8L26 -20", pen=3, color=CORAL)
            },
        ).svg
        + figure(cast.TOM, 110, 320, 1.1, "ask", Pose(near=(56, 10), near_hand="point", far=(24, 80))).svg,
        background=SKY,
    )


def concours() -> str:
    w, h = CARD
    tripod = (
        line((0, 0), (-60, 250), pen=9)
        + line((0, 0), (70, 250), pen=9)
        + line((0, 0), (6, 260), pen=9)
        + rect(-26, -70, 52, 84, INK, 6)
    )
    frame = rect(-90, -128, 180, 118, INK, 14) + rect(-78, -116, 156, 94, PEACH, 4, 3)
    mini = placed(
        figure(cast.SAMIR, 0, 26, 0.9, "joy", Pose(legs="none", near=(-30, 80), far=(30, 80))).svg, 0, -72, 0.5
    )
    return document(
        w,
        h,
        rect(0, 0, w, 430, PEACH, pen=0)
        + rect(0, 430, w, 170, "#c9a27a", pen=0)
        + line((0, 430), (w, 430))
        + rect(60, 120, 300, 14, WOOD, 2)
        + rect(60, 220, 300, 14, WOOD, 2)
        + "".join(path(f"M{x} 120Q{x + 4} 84 {x + 40} 84Q{x + 76} 84 {x + 80} 120Z", "#d9944f") for x in (74, 168, 262))
        + "".join(path(f"M{x} 220q-6 -70 14 -84q20 14 14 84z", "#e0a45c") for x in (80, 118, 156, 194, 232, 270, 308))
        + figure(
            cast.SAMIR,
            330,
            230,
            1.3,
            "joy",
            Pose(near=(-50, -10), near_hand="wave", near_bend=1, far=(50, 34), far_hand="open", turn=0.8),
            extra={
                "far": path("M-30 -8Q-26 -44 10 -44Q46 -44 50 -8Z", "#d9944f")
                + path("M-6 -16l12 -18M16 -16l10 -16", pen=3)
            },
        ).svg
        + rect(150, 450, 380, 24, WOOD, 4)
        + rect(170, 474, 340, 126, "#d79a66")
        + placed(tripod, 700, 320, 1)
        + placed(frame + mini, 700, 320, 1)
        + oval(772, 206, 8, fill=CORAL, pen=2.5)
        + figure(
            cast.LINA, 830, 300, 1.15, "grin", Pose(near=(58, 20), near_hand="thumb", far=(40, 60)), left=True
        ).svg,
        background=PEACH,
    )


def label() -> str:
    """The seal: a scalloped sun, the bridge on three piers (school, company, authority)."""
    points = []
    for i in range(48):
        radius = 190 if i % 2 else 172
        points.append((200 + radius * math.cos(math.tau * i / 48), 200 + radius * math.sin(math.tau * i / 48)))
    return document(
        400,
        400,
        path(curve(points, close=True), CORAL, 6)
        + oval(200, 200, 146, fill=SUN, pen=6)
        + path("M62 246A146 146 0 0 0 338 246Q300 232 270 246T200 246T130 246T62 246Z", LOIRE, 6)
        + path("M66 240C140 240 136 118 200 118s60 122 134 122", pen=14)
        + line((62, 240), (338, 240), pen=11)
        + "".join(line((x, y), (x, 240), pen=9) for x, y in ((146, 176), (200, 118), (254, 176)))
        + "".join(oval(x, 278 if x != 200 else 292, 13, fill=SAND, pen=5) for x in (146, 200, 254))
        + star(200, 88, 24, 10, 5, CORAL, pen=4),
    )


def favicon() -> str:
    return document(
        64,
        64,
        rect(2, 2, 60, 60, SUN, 16, 3)
        + path("M9 45C23 45 20 17 32 17s9 28 23 28", pen=4.4)
        + path("M9 45H55M21 45V33M32 45V17M43 45V33", pen=3.6),
    )


def og() -> str:
    """The picture of shared links; `__main__` turns it into a PNG."""
    from cms.pages.demonstration.drawing.lettering import Letters

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


ART = {
    "hero": hero,
    "decouvrir": decouvrir,
    "classe": classe,
    "initiative": initiative,
    "404": lost,
    "empty": empty,
    "guide-visite": guide_visite,
    "guide-metier": guide_metier,
    "guide-transition": guide_transition,
    "concours": concours,
    "label": label,
    "favicon": favicon,
    "og-image": og,
}

__all__ = ["ART", "DUSK", "straight"]
