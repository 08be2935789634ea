"""The covers of the guides."""

from dataclasses import replace

from cms.pages.demonstration.drawing import cast, passers_by, props, shore
from cms.pages.demonstration.drawing.ink import (
    CORAL,
    DUNE,
    GRASS,
    INK,
    LEAF,
    LOIRE,
    MIST,
    SAND,
    SKY,
    STEEL,
    SUN,
    TEAL,
    WHITE,
    WOOD,
    document,
    group,
    line,
    oval,
    path,
    placed,
    poly,
    rect,
    star,
    stroke,
)
from cms.pages.demonstration.drawing.people import Pose, figure, nothing

CARD = (900, 600)


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
            replace(passers_by.LINA, over_face=props.helmet(WHITE)),
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
            passers_by.LINA,
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
        + figure(passers_by.TOM, 110, 320, 1.1, "ask", Pose(near=(56, 10), near_hand="point", far=(24, 80))).svg,
        background=SKY,
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
            passers_by.SAMIR,
            250,
            230,
            1.2,
            "explain",
            Pose(near=(44, 24), near_hand="open", far=(56, -24), far_hand="point"),
        ).svg
        + figure(
            replace(passers_by.LOUISE),
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
