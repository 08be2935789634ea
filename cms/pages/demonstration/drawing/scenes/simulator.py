"""Plate 5: Awa's detours, and the first straight line."""

from dataclasses import replace

from cms.pages.demonstration.drawing import props, rooms, welding
from cms.pages.demonstration.drawing.cast import AWA, INES
from cms.pages.demonstration.drawing.character import Pose
from cms.pages.demonstration.drawing.ink import (
    CORAL,
    DUNE,
    INK,
    LEAF,
    LOIRE,
    MIST,
    NIGHT,
    PEACH,
    SAND,
    STEEL,
    SUN,
    TEAL,
    WHITE,
    line,
    oval,
    path,
    placed,
    rect,
    star,
)
from cms.pages.demonstration.drawing.layout import Plate
from cms.pages.demonstration.drawing.people import figure
from cms.pages.demonstration.drawing.wardrobe import apron
from cms.pages.demonstration.drawing.welders import AWA_UP, INES_HELMET, INES_UP


def _tutu(turn: float, pen: float) -> str:
    return path("M-24 78Q-62 92 -54 108Q0 124 56 108Q62 92 24 78Q0 86 -24 78Z", PEACH) + path(
        "M-30 94l-8 14M0 96v18M30 94l8 14", pen=pen * 0.6
    )


def plate_5() -> Plate:
    plate = Plate(5, "Awa raconte ses détours. Au simulateur, Inès rate, recommence, et trace enfin une ligne droite.")
    sew, tea, ten, worm, tries = plate.rows((420, (46, 54)), (430, (48, 52)), (470, (1,)))

    w, h = sew.w, sew.h
    sew.shows("Inès relève son masque. Ses yeux sont immenses. Deux étincelles s’y reflètent.")
    sew.add(rect(0, 0, w, h, NIGHT, pen=0), star(236, 250, 300, 215, 16, "#33466f", pen=0))
    ines = sew.person(INES_UP, 236, 394, 2.1, "awe", Pose(legs="none", turn=0.4))
    sew.add(welding.sparks(20, 400, 0.8, 18, 4, 120, -100, glow=False))
    sew.say("Inès", "C’est comme… coudre ?", 118, 14, 170, ines)

    w, h = tea.w, tea.h
    tea.shows("La pause. Assises sur un gros tuyau, Awa et Inès tiennent un gobelet fumant.")
    tea.add(
        rooms.workshop(w, h, 370),
        rect(-20, 340, w + 40, 64, LOIRE, 30),
        oval(w - 24, 372, 22, 32, INK),
        path("M40 356H300", pen=4, color=TEAL),
    )
    awa = tea.person(
        AWA_UP,
        132,
        280,
        1.3,
        "joy",
        Pose(legs="none", near=(44, 44), near_hand="hold", far=(40, 60)),
        extra={"near": placed(props.mug(), 14, 0, 1)},
    )
    ines = tea.person(
        INES_HELMET,
        372,
        296,
        1.24,
        "surprise",
        Pose(legs="none", near=(40, 46), near_hand="hold", far=(36, 60)),
        left=True,
        extra={"near": placed(props.mug(SUN), 14, 0, 1)},
    )
    tea.say("Awa", "Coudre avec un soleil, oui ! Moi, je voulais être danseuse.", 222, 12, 400, awa)
    tea.say("Inès", "Danseuse ?!", 384, 108, 200, ines)

    w, h = ten.w, ten.h
    ten.shows(
        "Gros plan sur Awa, grave et douce. En arrière-plan, en "
        "silhouettes : une danseuse, une caissière, une soudeuse."
    )
    dancer = replace(AWA, top=CORAL, bottom="#7d4d30", sleeve="short", cuff="", clothes=_tutu, shoes=CORAL)
    seller = replace(AWA, top=WHITE, bottom=INK, cuff="", clothes=apron(LEAF))
    ten.add(rect(0, 0, w, h, SUN, pen=0), star(w / 2, 300, 300, 210, 20, "#f8cf74", pen=0))
    for x, y, young in (
        (
            72,
            268,
            figure(
                dancer,
                72,
                250,
                0.4,
                "joy",
                Pose(legs="run", near=(-40, -58), near_hand="open", near_bend=1, far=(44, -58), far_hand="open"),
            ).svg,
        ),
        (
            372,
            268,
            figure(
                seller, 372, 262, 0.46, "bored", Pose(near=(40, 50), near_hand="open", far=(44, 56), far_hand="open")
            ).svg,
        ),
    ):
        ten.add(oval(x, y, 66, fill=SAND, pen=0), young, oval(x, y, 66))
    awa = ten.person(AWA_UP, 210, 396, 1.75, "calm", Pose(legs="none", turn=0.4, tilt=3))
    ten.say(
        "Awa",
        "Puis rien. Puis vendeuse, dix ans. À trente-deux ans, j’ai poussé la porte d’une formation.",
        w / 2,
        10,
        390,
        awa,
    )

    w, h = worm.w, worm.h
    worm.shows(
        "Devant le simulateur de soudage, Inès tient une torche reliée à un écran. Sur "
        "l’écran, sa soudure ondule dans tous les sens. Awa regarde par-dessus son épaule."
    )
    worm.add(
        rooms.flat(w, h, MIST, DUNE, 372),
        rect(150, 180, 212, 144, INK, 10),
        rect(162, 192, 188, 120, "#dbe3e6", 4, 3),
        welding.bead(182, 254, 148, 22),
        rect(240, 324, 30, 80, INK),
        rect(120, 372, 250, 22, STEEL, 3),
    )
    awa = worm.person(
        AWA_UP, 418, 318, 1.2, "tease", Pose(legs="none", near=(20, 70), far=(30, 30), far_hand="point"), left=True
    )
    ines = worm.person(
        INES,
        78,
        322,
        1.24,
        "sheepish",
        Pose(legs="none", near=(54, 44), near_hand="hold", far=(60, 50), far_hand="hold"),
        extra={"near": welding.torch()},
    )
    worm.say("Inès", "On dirait un lombric.", 166, 12, 300, ines)
    worm.say("Awa", "Un lombric qui a bu.", 382, 82, 140, awa)

    w, h = tries.w, tries.h
    tries.shows(
        "Trois moments côte à côte, au simulateur. Essai 2 : Inès grimace, la soudure zigzague. Essai 7 : elle tire la "
        "langue, la soudure tremble à peine. Essai 12 : elle "
        "sourit, la soudure est droite et dorée. Awa joint les mains."
    )
    third = w / 3
    tries.add(
        rect(0, 0, third, h, "#c9d3da", pen=0),
        rect(third, 0, third, h, "#d9e6d0", pen=0),
        rect(2 * third, 0, third + 4, h, SUN, pen=0),
        line((third, 0), (third, h)),
        line((2 * third, 0), (2 * third, h)),
        star(2.5 * third, 250, 230, 150, 18, "#f8cf74", pen=0),
    )
    for index, (mood, wobble) in enumerate((("angry", 18.0), ("focus", 8.0), ("proud", 0.4))):
        edge = third * index
        tries.person(
            INES,
            edge + 104,
            250,
            1.36,
            mood,
            Pose(legs="none", near=(56, 66), near_hand="hold", far=(60, 70), far_hand="hold", lean=5),
            extra={"near": welding.torch()},
        )
        tries.add(rect(edge + 34, 366, third - 68, 62, "#dbe3e6", 4), welding.bead(edge + 66, 398, third - 134, wobble))
        tries.tell(f"Essai {(2, 7, 12)[index]}.", edge, 0)
    awa = tries.person(
        AWA_UP,
        w - 52,
        262,
        1.12,
        "tender",
        Pose(legs="none", near=(30, 30), near_hand="fist", far=(30, 34), far_hand="fist"),
        left=True,
    )
    tries.say("Inès", "Elle est… droite.", 2 * third + 212, 14, 150, tries.heads[2])
    return plate
