"""Plate 3: the Orientibus, and a better question."""

from dataclasses import replace

from cms.pages.demonstration.drawing import headgear, props, rooms, shore, vehicles
from cms.pages.demonstration.drawing.cast import INES, KARIM, MALO, YVON
from cms.pages.demonstration.drawing.character import Pose
from cms.pages.demonstration.drawing.ink import (
    CORAL,
    LOIRE,
    MIST,
    SKY,
    STEEL,
    TEAL,
    WHITE,
    group,
    oval,
    path,
    placed,
    rect,
    star,
)
from cms.pages.demonstration.drawing.layout import Plate
from cms.pages.demonstration.drawing.vehicles import IN_A_WHEELCHAIR


def baby(x: float, y: float, size: float, skin: str, turn: float = 0) -> str:
    """A baby who cries loudly."""
    return placed(
        path("M-22 40Q-30 8 0 6Q30 8 22 40Z", WHITE)
        + oval(0, -12, 25, 23, skin)
        + path("M-4 -34q2 -9 9 -6", pen=3)
        + path("M-14 -16l8 4l-8 3M14 -16l-8 4l8 3", pen=3)
        + path("M-9 -4Q0 -9 9 -4Q10 9 0 9Q-10 9 -9 -4Z", "#6e1f1a", 2.4)
        + path("M-22 -8q-12 4 -14 14M22 -8q12 4 14 14", pen=3, color=SKY),
        x,
        y,
        size,
        turn=turn,
    )


def plate_3() -> Plate:
    plate = Plate(
        3, "Dans l’Orientibus, Malo découvre une crèche en réalité virtuelle et Karim interroge Inès autrement."
    )
    port, visor, question, memory, clue = plate.rows((460, (1,)), (430, (46, 54)), (430, (54, 46)))

    w, h = port.w, port.h
    port.shows(
        "Sur le port, un bus jaune et rouge marqué « Orientibus "
        "», auvent rayé ouvert. Karim, le conseiller, barbe noire "
        "et fauteuil roulant, accueille Malo, une crêpe à la main, et Inès. Derrière, le pont."
    )
    port.add(
        rect(0, 0, w, h, SKY, pen=0),
        shore.cloud(860, 60, 0.6),
        shore.great_bridge(330, 300, 900, 190),
        shore.water(0, 300, w, 60, LOIRE, TEAL, 5),
        shore.quay(0, 338, w, 130),
        placed(vehicles.orientibus(), -150, 402, 0.92),
        rect(-20, 128, 316, 64, WHITE, 8),
        port.letter("Orientibus", 36, 175, 46, CORAL, "title"),
        props.balloon_bunting(420, 192, 560, 12),
    )
    karim = port.person(
        KARIM,
        440,
        236,
        1.0,
        "grin",
        Pose(legs="wheel", near=(10, 92), far=(62, -2), far_hand="open"),
        extra=IN_A_WHEELCHAIR,
    )
    ines = port.person(INES, 640, 222, 1.0, "neutral", Pose(near=(12, 78), far=(18, 80)), left=True)
    malo = port.person(
        MALO,
        800,
        226,
        0.98,
        "joy",
        Pose(legs="walk", near=(36, 30), near_hand="hold", far=(30, 80)),
        left=True,
        extra={"near": group(props.crepe(), transform="translate(10 -14)")},
    )
    port.say("Karim", "Bienvenue ! Qu’est-ce qui vous amène ?", 366, 12, 330, karim)
    port.say("Inès", "Les crêpes.", 652, 52, 190, ines)
    port.say("Malo", "Elle est franche.", 836, 12, 130, malo)

    w, h = visor.w, visor.h
    visor.shows(
        "Malo porte un casque de réalité virtuelle. Autour de lui, dans "
        "l’image qu’il voit, des bébés hurlent. Il lève les bras de bonheur."
    )
    visor.add(
        rect(0, 0, w, h, "#f6c9b8", pen=0),
        baby(70, 230, 1.05, "#f8d6bb", -12),
        baby(362, 226, 1.05, "#8a5636", 10),
        baby(60, 380, 1.2, "#d49a6a", 8),
        baby(372, 378, 1.2, "#f8d6bb", -8),
    )
    malo = visor.person(
        replace(MALO, over_face=headgear.visor),
        214,
        316,
        1.5,
        "joy",
        Pose(legs="none", near=(-56, -34), near_hand="wave", near_bend=1, far=(56, -40), far_hand="wave", turn=0.5),
    )
    visor.noise("OUIIIN", 104, 168, 46, turn=-12, fill=SKY, rim=WHITE, meaning="Les bébés")
    visor.say("Malo", "Je suis dans une crèche ! Ils pleurent TOUS ! C’est GÉNIAL !", w / 2, 14, 380, malo)

    w, h = question.w, question.h
    question.shows("Dans le bus. Karim pose ses dossiers et se penche vers Inès, attentif.")
    question.add(rooms.bus_inside(w, h))
    karim = question.person(
        KARIM,
        118,
        318,
        1.44,
        "explain",
        Pose(legs="wheel", near=(50, 40), near_hand="open", far=(40, 74)),
        extra=IN_A_WHEELCHAIR,
    )
    question.person(
        INES,
        376,
        318,
        1.44,
        "think",
        Pose(legs="none", near=(34, 4), near_hand="fist", far=(20, 84), near_bend=-1),
        left=True,
    )
    question.say(
        "Karim",
        "Oublie les métiers. Raconte-moi plutôt une fois où tu n’as pas vu passer l’heure.",
        250,
        14,
        430,
        karim,
    )

    w, h = memory.w, memory.h
    memory.shows(
        "Souvenir d’été, tout en jaune. Dans le garage, Inès, à genoux, tient une clé à "
        "molette ; autour d’elle, un vélo en pièces détachées. Papi Yvon la regarde faire."
    )
    memory.add(
        rooms.garage(w, h, 350),
        placed(vehicles.bicycle(CORAL), 370, 402, 1.0),
        oval(64, 402, 22, pen=5),
        oval(120, 414, 10, fill=STEEL, pen=3),
        rect(150, 404, 40, 8, STEEL, 3, 3),
        placed(props.toolbox(), 462, 418, 0.8),
    )
    memory.person(YVON, 96, 246, 0.92, "proud", Pose(near=(18, 60), far=(16, 62)))
    wrench = group(
        rect(-4, -2, 8, 52, STEEL, 3),
        path("M-12 -4Q-14 -24 -5 -24V-12H5V-24Q14 -24 12 -4Q6 4 0 4Q-6 4 -12 -4Z", STEEL),
        transform="rotate(34)",
    )
    memory.person(
        INES,
        262,
        286,
        1.1,
        "focus",
        Pose(legs="sit", near=(58, 44), near_hand="hold", far=(66, 60), far_hand="hold", lean=12, head=(3, 3), tilt=8),
        extra={"near": wrench},
    )
    memory.tell("L’été dernier, le vélo de Papi. Il manquait une pièce. Alors je l’ai fabriquée.", 0, 0, 470)

    w, h = clue.w, clue.h
    clue.shows(
        "Gros plan sur Inès, qui s’anime soudain, les yeux brillants. "
        "Au premier plan, l’épaule et le pouce levé de Karim."
    )
    clue.add(rect(0, 0, w, h, MIST, pen=0), star(150, 270, 250, 150, 16, "#d3e5e6", pen=0))
    ines = clue.person(
        INES,
        138,
        358,
        1.85,
        "grin",
        Pose(legs="none", near=(-50, 40), near_hand="open", near_bend=1, turn=0.7, tilt=-4),
    )
    clue.add(path(f"M{96} 286l20 8M100 298l14 4", pen=5))
    karim = clue.person(KARIM, 356, 418, 1.5, "tender", Pose(legs="none", near=(46, 2), near_hand="thumb"), left=True)
    clue.say("Inès", "J’ai raté le goûter. Et le dîner.", 150, 12, 210, ines)
    clue.say("Karim", "Ça, Inès, c’est une piste.", 326, 116, 150, karim)
    return plate
