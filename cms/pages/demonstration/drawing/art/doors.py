"""The three doors of the home page, and the video contest."""

from dataclasses import replace

from cms.pages.demonstration.drawing import cast, headgear, passers_by, props, rooms, shore, welding
from cms.pages.demonstration.drawing.art.card import H, W, card
from cms.pages.demonstration.drawing.character import Pose
from cms.pages.demonstration.drawing.ink import (
    CORAL,
    DUNE,
    INK,
    LEAF,
    PEACH,
    SAND,
    SKY,
    SUN,
    WHITE,
    WOOD,
    group,
    line,
    oval,
    path,
    placed,
    rect,
)
from cms.pages.demonstration.drawing.people import figure


def decouvrir() -> str:
    return card(
        oval(190, 130, 70, fill=SUN, pen=0)
        + shore.cloud(700, 90, 0.8)
        + shore.cloud(420, 170, 0.55)
        + shore.gull(300, 210)
        + shore.liner(-130, 520, 700, 230, done=False)
        + placed(props.crane_hook(), 436, 300, 1)
        + shore.gantry(330, 530, 330, 430)
        + shore.quay(0, 520, W, 90)
        + welding.sparks(176, 420, 0.62, 22, 5)
        + figure(
            replace(cast.INES, over_face=headgear.helmet()),
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
    bridge = path(
        "M60 190C130 190 130 80 200 80s70 110 140 110M40 190H360M120 190V128M200 190V80M280 190V128", pen=7, color=SAND
    )
    return card(
        rooms.ground(W, H, 480, WOOD)
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
        + figure(passers_by.LINA, 760, 420, 1.15, "calm", Pose(legs="none", near=(34, 76), far=(30, 78)), left=True).svg
        + figure(passers_by.TOM, 330, 430, 1.15, "joy", Pose(legs="none", near=(50, 62), far=(44, 66), turn=0.8)).svg
        + placed(props.desk(270, 120, DUNE), 630, 522)
        + placed(props.desk(270, 120, DUNE), 322, 532)
        + placed(props.paper(60, 40, 3), 420, 494, 0.9)
        + placed(props.paper(60, 40, 3), 690, 486, 0.9),
        background="#cfe0c3",
    )


def initiative() -> str:
    arch = path("M70 250C260 250 270 70 450 70s190 180 380 180L830 290H70Z", SUN) + path(
        "M150 288C300 280 320 140 450 140s150 140 300 148", "#f3c4ae"
    )
    piers = "".join(
        line((x, 288), (x, y), pen=7) for x, y in ((250, 236), (350, 168), (450, 140), (550, 168), (650, 236))
    )
    up = Pose(near=(-46, -60), far=(48, -62), near_hand="open", far_hand="open", near_bend=1, far_bend=-1, turn=0.3)
    return card(
        rooms.ground(W, H, 500, LEAF)
        + shore.tree(70, 512, 1.1, "#4d8a56")
        + shore.tree(850, 516, 0.9, "#4d8a56")
        + arch
        + piers
        + path("M70 290H830", pen=9)
        + figure(cast.FERRAND, 215, 372, 0.98, "grin", up).svg
        + figure(replace(cast.AWA, over_face=headgear.helmet()), 450, 366, 1.0, "joy", replace(up, turn=0)).svg
        + figure(replace(passers_by.TOM, clothes=_mayor), 690, 372, 0.98, "grin", up, left=True).svg,
        background=PEACH,
    )


def _mayor(turn: float, pen: float) -> str:
    """A tricolour-like sash in the project's own colours, so that it belongs to no real person."""
    return (
        path("M-11 -4L0 40L11 -4Q0 8 -11 -4Z", WHITE)
        + path("M-24 6L18 98L8 100L-27 20Z", SUN, pen * 0.8)
        + path("M-14 14L20 90", pen=pen * 0.8)
    )


def concours() -> str:
    tripod = (
        line((0, 0), (-60, 250), pen=9)
        + line((0, 0), (70, 250), pen=9)
        + line((0, 0), (6, 260), pen=9)
        + rect(-26, -70, 52, 84, INK, 6)
    )
    frame = rect(-90, -128, 180, 118, INK, 14) + rect(-78, -116, 156, 94, PEACH, 4, 3)
    mini = placed(
        figure(passers_by.SAMIR, 0, 26, 0.9, "joy", Pose(legs="none", near=(-30, 80), far=(30, 80))).svg, 0, -72, 0.5
    )
    return card(
        rect(0, 0, W, 430, PEACH, pen=0)
        + rooms.ground(W, H, 430, "#c9a27a")
        + rect(60, 120, 300, 14, WOOD, 2)
        + rect(60, 220, 300, 14, WOOD, 2)
        + "".join(path(f"M{x} 120Q{x + 4} 84 {x + 40} 84Q{x + 76} 84 {x + 80} 120Z", "#d9944f") for x in (74, 168, 262))
        + "".join(path(f"M{x} 220q-6 -70 14 -84q20 14 14 84z", "#e0a45c") for x in (80, 118, 156, 194, 232, 270, 308))
        + figure(
            passers_by.SAMIR,
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
            passers_by.LINA, 830, 300, 1.15, "grin", Pose(near=(58, 20), near_hand="thumb", far=(40, 60)), left=True
        ).svg,
        background=PEACH,
    )
