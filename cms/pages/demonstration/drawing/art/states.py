"""When there is nothing to show: the page not found, the search without result."""

from cms.pages.demonstration.drawing import cast, props, rooms, shore
from cms.pages.demonstration.drawing.art.card import H, W, card
from cms.pages.demonstration.drawing.character import Pose
from cms.pages.demonstration.drawing.ink import (
    CORAL,
    DUNE,
    GRASS,
    LOIRE,
    MIST,
    SAND,
    SKY,
    SUN,
    TEAL,
    WHITE,
    WOOD,
    group,
    line,
    oval,
    path,
    placed,
    poly,
    rect,
)
from cms.pages.demonstration.drawing.people import figure


def lost() -> str:
    return card(
        oval(700, 140, 64, fill=SUN, pen=0)
        + shore.cloud(220, 110, 0.9)
        + shore.hills(0, 420, W, 70, GRASS, 1.4)
        + shore.water(0, 420, W, 200, LOIRE, TEAL, 4)
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
    lens = (
        line((0, 0), (26, 30), pen=12)
        + line((0, 0), (26, 30), pen=4, color=WOOD)
        + oval(-22, -24, 34, fill=SKY)
        + path("M-38 -30Q-34 -44 -20 -46", pen=4, color=WHITE)
    )
    return card(
        rooms.ground(W, H, 470, DUNE)
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
