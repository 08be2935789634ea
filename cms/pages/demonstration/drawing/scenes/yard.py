"""Plates 4 and 5: the shipyard, Awa, and the first straight line."""

from dataclasses import replace

from cms.pages.demonstration.drawing import props, rooms, shore
from cms.pages.demonstration.drawing.cast import AWA, CURLS, INES, apron
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
    SKY,
    STEEL,
    SUN,
    TEAL,
    WHITE,
    curve,
    fluffy,
    line,
    oval,
    path,
    placed,
    rect,
    star,
)
from cms.pages.demonstration.drawing.layout import Plate
from cms.pages.demonstration.drawing.people import Pose, figure


def low_curls(turn: float, pen: float) -> str:
    """Inès’s hair let down to fit under a helmet or a mask."""
    return fluffy(-8, 2, 31, 26, 11, CURLS, 0.1)


AWA_UP = replace(AWA, over_face=props.mask_up)
AWA_DOWN = replace(AWA, over_face=props.mask_down)
INES_HELMET = replace(INES, over_face=props.helmet(), back_hair=low_curls)
INES_UP = replace(INES, over_face=props.mask_up, back_hair=low_curls)
INES_DOWN = replace(INES, over_face=props.mask_down, back_hair=low_curls)


def plate_4() -> Plate:
    plate = Plate(4, "Au chantier naval, Inès lève la tête vers le portique géant, puis rencontre Awa, soudeuse.")
    yard, hello, mask, spark = plate.rows((520, (1,)), (420, (1, 1)), (380, (1,)))

    w, h = yard.w, yard.h
    yard.shows(
        "Le chantier naval. Un portique rouge immense enjambe la coque blanche d’un paquebot. Tout en bas, minuscule, "
        "Inès, casque jaune sur la tête, regarde vers le ciel, bouche ouverte."
    )
    yard.add(
        rect(0, 0, w, h, SKY, pen=0),
        shore.cloud(150, 190, 0.9),
        shore.cloud(700, 110, 0.6),
        shore.cloud(560, 230, 0.5),
        shore.gull(250, 130),
        shore.gull(296, 156, 0.7),
        shore.liner(-160, 440, 880, 250, done=False),
        shore.gantry(330, 446, 440, 420),
        shore.quay(0, 436, w, 100),
        props.sparks(200, 330, 0.4, 14, 3),
        props.sparks(470, 380, 0.34, 12, 8),
    )
    yard.person(
        INES_HELMET, 834, 318, 0.72, "awe", Pose(near=(-22, 88), far=(26, 90), tilt=-18, head=(-3, 0)), left=True
    )
    yard.tell("Le chantier naval. Premier jour.", 0, 0)
    yard.tell("Elle lève la tête.", 560, h - 62, 300)

    w, h = hello.w, hello.h
    hello.shows(
        "Awa, soudeuse, la quarantaine, bleu de travail et masque relevé "
        "sur le front, tend la main à Inès. Derrière elles, la coque."
    )
    hello.add(rooms.workshop(w, h, 350), shore.liner(130, 356, 520, 200, done=False))
    awa = hello.person(AWA_UP, 134, 300, 1.3, "grin", Pose(near=(-24, 92), far=(66, 42), far_hand="open"))
    ines = hello.person(
        INES_HELMET, 344, 322, 1.24, "ask", Pose(near=(-22, 88), far=(62, 32), far_hand="open"), left=True
    )
    hello.say("Awa", "Awa, soudeuse. Tu tombes bien : on ferme un bateau.", 222, 10, 410, awa)
    hello.say("Inès", "Pourquoi, il est ouvert ?", 356, 96, 170, ines)

    w, h = mask.w, mask.h
    mask.shows("Inès disparaît sous un grand masque de soudeuse. Awa vérifie la sangle, sérieuse et amusée.")
    mask.add(rooms.workshop(w, h, 350, "#cfdde0"))
    awa = mask.person(AWA_UP, 122, 312, 1.34, "explain", Pose(near=(70, 6), near_hand="hold", far=(30, 80)))
    ines = mask.person(
        INES_DOWN,
        316,
        326,
        1.3,
        "calm",
        Pose(near=(-50, 70), near_hand="open", far=(50, 66), far_hand="open", far_bend=1, near_bend=1),
        left=True,
    )
    mask.say("Awa", "Règle numéro un : sans masque, on ne regarde pas.", 170, 10, 310, awa)
    mask.say("Inès", "Je suis belle ?", 372, 106, 130, ines)

    w, h = spark.w, spark.h
    spark.shows(
        "Dans la coque, la nuit. Awa soude, à genoux : une étoile blanche éclaire tout, les "
        "étincelles jaillissent comme des feux d’artifice. Masquée elle aussi, Inès regarde, immobile."
    )
    spark.add(
        rooms.hull(w, h, "#22304f", "#1a2540"),
        star(500, 258, 330, 250, 18, "#33466f", pen=0),
        star(500, 258, 210, 150, 18, "#4d628d", pen=0),
        rect(420, 300, 420, 26, STEEL, 2),
        rect(560, 326, 20, 60, STEEL, pen=3),
        rect(760, 326, 20, 60, STEEL, pen=3),
    )
    spark.person(
        AWA_DOWN,
        300,
        226,
        1.25,
        "calm",
        Pose(legs="sit", near=(66, 46), near_hand="hold", far=(70, 50), far_hand="hold", lean=14, head=(5, 4), tilt=12),
        extra={"near": props.torch()},
    )
    spark.add(props.sparks(500, 262, 1.5, 52, 2, 300, 150))
    spark.person(
        INES_DOWN,
        790,
        250,
        1.3,
        "calm",
        Pose(legs="none", near=(40, 60), near_hand="fist", far=(36, 66), far_hand="fist"),
        left=True,
    )
    spark.noise("KRRZZZZ", 190, 92, 70, turn=-6, fill=SUN, rim=INK, meaning="L’arc électrique")
    return plate


def bead(x: float, y: float, wide: float, wobble: float) -> str:
    """A weld on its plate: the steadier the hand, the straighter the line."""
    points = [(x + wide * i / 11, y + wobble * ((-1) ** i) * (0.5 + (i * 37 % 10) / 14)) for i in range(12)]
    scales = "".join(path(f"M{px - 3} {py - 7}q8 7 0 14", pen=2.2) for px, py in points[::1])
    return path(curve(points), pen=22) + path(curve(points), pen=15, color=SUN if wobble < 3 else "#c9ccd3") + scales


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
    sew.add(props.sparks(20, 400, 0.8, 18, 4, 120, -100, glow=False))
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
        bead(182, 254, 148, 22),
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
        extra={"near": props.torch()},
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
            extra={"near": props.torch()},
        )
        tries.add(rect(edge + 34, 366, third - 68, 62, "#dbe3e6", 4), bead(edge + 66, 398, third - 134, wobble))
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
