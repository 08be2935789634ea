"""The covers of the guides."""

from dataclasses import replace

from cms.pages.demonstration.drawing import cast, headgear, passers_by, props, rooms, shore, welding
from cms.pages.demonstration.drawing.art.card import H, W, card
from cms.pages.demonstration.drawing.character import Pose, nothing
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
    SUN,
    TEAL,
    WHITE,
    WOOD,
    fluffy,
    group,
    line,
    oval,
    path,
    placed,
    rect,
    star,
    stroke,
)
from cms.pages.demonstration.drawing.people import figure
from cms.pages.demonstration.drawing.vehicles import IN_A_WHEELCHAIR
from cms.pages.demonstration.drawing.welders import AWA_UP


def _hall(w: float, h: float, wall: str, floor: str, horizon: float) -> str:
    """A workshop seen from further than `rooms.workshop` shows it."""
    roof = rooms.saw_roof(w, 96, tooth=150, rise=62, start=-40)
    return rect(0, 0, w, horizon, wall, pen=0) + roof + rooms.ground(w, h, horizon, floor)


def guide_visite() -> str:
    mates = [
        figure(
            replace(
                cast.MALO,
                over_face=lambda t, p: cast.malo_over(t, p) + headgear.helmet(WHITE)(t, p),
                front_hair=nothing,
            ),
            280,
            288,
            1.08,
            "surprise",
            Pose(legs="walk", near=(-24, 90), far=(36, 60), far_hand="open"),
        ).svg,
        figure(
            replace(passers_by.LINA, over_face=headgear.helmet(WHITE)),
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
                over_face=headgear.helmet(SUN),
                back_hair=lambda t, p: fluffy(-8, -2, 30, 24, 10, cast.CURLS, 0.1),
            ),
            140,
            292,
            1.06,
            "awe",
            Pose(legs="walk", near=(-20, 90), far=(50, -30), far_hand="point", tilt=-8),
        ).svg,
    ]
    return card(
        _hall(W, H, "#d9e4e6", DUNE, 430)
        + shore.liner(470, 440, 560, 250, done=False)
        + line((560, 96), (560, 190), pen=6)
        + placed(props.crane_hook(), 560, 250, 0.8)
        + path("M0 520H900", pen=8, color=SUN)
        + "".join(mates)
        + figure(
            AWA_UP,
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
    canal = path("M380 600Q470 470 430 400Q400 350 470 330H530Q470 360 520 410Q590 480 560 600Z", TEAL)
    return card(
        oval(150, 120, 60, fill=SUN, pen=0)
        + shore.cloud(470, 80, 0.7)
        + turbine(620, 150, 1.0, 14)
        + turbine(770, 190, 0.8, 50)
        + turbine(500, 210, 0.55, 80)
        + shore.hills(0, 340, W, 60, GRASS, 2.2)
        + rooms.ground(W, H, 330, "#a9c77f")
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
            extra=IN_A_WHEELCHAIR,
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
    return card(
        rooms.ground(W, H, 460, "#c9a27a")
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
            passers_by.LOUISE,
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
        + placed(welding.glove(), 520, 392, 0.9)
        + placed(props.mug(), 610, 418, 1.1),
        background="#f7e3b8",
    )
