"""Plate 4: the shipyard, and Awa."""

from cms.pages.demonstration.drawing import rooms, shore, welding
from cms.pages.demonstration.drawing.character import Pose
from cms.pages.demonstration.drawing.ink import INK, SKY, STEEL, SUN, rect, star
from cms.pages.demonstration.drawing.layout import Plate
from cms.pages.demonstration.drawing.welders import AWA_DOWN, AWA_UP, INES_DOWN, INES_HELMET


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
        welding.sparks(200, 330, 0.4, 14, 3),
        welding.sparks(470, 380, 0.34, 12, 8),
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
        extra={"near": welding.torch()},
    )
    spark.add(welding.sparks(500, 262, 1.5, 52, 2, 300, 150))
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
