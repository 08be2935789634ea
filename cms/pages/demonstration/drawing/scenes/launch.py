"""Plates 7 and 8: the ship leaves, and Inès answers the question in her own way."""

from dataclasses import replace

from cms.pages.demonstration.drawing import headgear, props, rooms, shore, welding
from cms.pages.demonstration.drawing.cast import FERRAND, INES, MALO, YVON
from cms.pages.demonstration.drawing.character import Pose
from cms.pages.demonstration.drawing.ink import (
    CORAL,
    DUNE,
    INK,
    LEAF,
    LOIRE,
    NIGHT,
    SAND,
    SKY,
    STEEL,
    SUN,
    TEAL,
    WHITE,
    WOOD,
    blob,
    group,
    line,
    oval,
    path,
    placed,
    rays,
    rect,
)
from cms.pages.demonstration.drawing.layout import Plate
from cms.pages.demonstration.drawing.passers_by import HUGO, LINA, LOUISE, TOM
from cms.pages.demonstration.drawing.wardrobe import overall
from cms.pages.demonstration.drawing.welders import AWA_UP, INES_HELMET


def plate_7() -> Plate:
    plate = Plate(7, "Awa montre sa signature dans la coque. Puis le paquebot quitte le port sous les bravos.")
    heir, number, doors, answer, leave = plate.rows((420, (1, 1)), (430, (40, 60)), (470, (1,)))

    w, h = heir.w, heir.h
    heir.shows(
        "Au chantier, le dernier jour. Inès montre fièrement les "
        "vieux gants de cuir à ses mains. Awa siffle d’admiration."
    )
    heir.add(rooms.workshop(w, h, 350), shore.liner(-220, 356, 500, 180, done=False))
    awa = heir.person(AWA_UP, 118, 310, 1.3, "surprise", Pose(near=(20, 80), far=(30, 84)))
    glove = group(welding.glove("#e0b070"), transform="translate(6 -20) rotate(10) scale(.9)")
    ines = heir.person(
        INES_HELMET,
        340,
        322,
        1.26,
        "proud",
        Pose(near=(34, 44), near_hand="hold", far=(66, 22), far_hand="hold", far_front=True),
        left=True,
    )
    heir.add(
        placed(glove, heir.heads[1].hands["near"][0], heir.heads[1].hands["near"][1], 1.2),
        placed(glove, heir.heads[1].hands["far"][0], heir.heads[1].hands["far"][1], 1.2, flip=True),
    )
    heir.say("Awa", "D’où tu sors des gants pareils ?", 150, 14, 250, awa)
    heir.say("Inès", "Un héritage.", 346, 100, 190, ines)

    w, h = number.w, number.h
    number.shows(
        "Dans la coque. Awa éclaire avec une lampe une longue soudure régulière ; à côté, à la craie, un numéro : 57."
    )
    number.add(
        rooms.hull(w, h),
        path("M470 120L210 330L470 360Z", "#6c7f98", 0),
        line((250, 130), (250, 390), pen=20),
        line((250, 130), (250, 390), pen=13, color=STEEL),
        "".join(path(f"M242 {y}q8 7 16 0", pen=2.4) for y in range(140, 390, 14)),
        number.letter("57", 300, 300, 84, SAND, "title"),
        path("M296 318q50 10 112 -2", pen=5, color=SAND),
    )
    awa = number.person(
        AWA_UP, 106, 306, 1.3, "proud", Pose(legs="none", near=(76, 10), near_hand="point", far=(30, 80))
    )
    number.say("Awa", "Ici, chacun signe ses soudures d’un numéro. Moi, c’est le 57.", 232, 12, 420, awa)

    w, h = doors.w, doors.h
    doors.shows("Gros plan sur Inès, de profil, le doigt pointé vers le numéro à la craie.")
    doors.add(
        rect(0, 0, w, h, "#3c5573", pen=0),
        doors.letter("57", 214, 330, 116, SAND, "title"),
        path("M216 352q60 10 128 -2", pen=6, color=SAND),
    )
    ines = doors.person(
        INES_HELMET, 126, 384, 1.7, "ask", Pose(legs="none", near=(64, 14), near_hand="point", near_bend=-1)
    )
    doors.say("Inès", "Et pour avoir un numéro ?", 150, 14, 250, ines)

    w, h = answer.w, answer.h
    answer.shows("Awa compte sur ses doigts. Derrière elle, trois portes de couleur, toutes entrouvertes.")
    answer.add(rooms.flat(w, h, SAND, DUNE, 384))
    for index, colour in enumerate((LOIRE, LEAF, CORAL)):
        x = 250 + index * 98
        answer.add(
            rect(x, 210, 80, 174, SUN),
            path(f"M{x} 210L{x + 56} 226V400L{x} 384Z", colour),
            oval(x + 46, 312, 4, fill=SUN, pen=2.4),
        )
    awa = answer.person(
        AWA_UP,
        130,
        326,
        1.42,
        "explain",
        Pose(legs="none", near=(40, 30), near_hand="open", far=(66, -14), far_hand="point"),
    )
    answer.say(
        "Awa", "Bac pro, apprentissage… ou à trente-deux ans, comme moi. Il n’y a pas qu’une porte.", 280, 12, 470, awa
    )

    w, h = leave.w, leave.h
    leave.shows(
        "Le paquebot blanc, terminé, passe sous le grand pont. Sur "
        "le quai, une foule de dos et de profil agite les bras : "
        "Awa, Inès, Papi Yvon, des collègues. Des fanions flottent."
    )
    leave.add(
        rect(0, 0, w, h, SKY, pen=0),
        shore.cloud(560, 150, 0.5),
        shore.cloud(820, 190, 0.6),
        shore.great_bridge(200, 300, 900, 250),
        shore.hills(-10, 300, 300, 20),
        shore.water(0, 300, w, 90, LOIRE, TEAL, 4),
        shore.liner(330, 342, 520, 170),
        path("M300 344q40 14 90 6M860 344q30 12 70 4", pen=4, color=WHITE),
        shore.quay(0, 372, w, 110),
        props.balloon_bunting(-20, 336, 420, 8),
    )
    cheer = Pose(near=(-40, -52), near_hand="wave", near_bend=1, far=(48, -56), far_hand="wave")
    leave.person(replace(HUGO, top=LOIRE, sleeve="", over_face=headgear.helmet(WHITE)), 60, 330, 0.86, "joy", cheer)
    leave.person(replace(LOUISE, over_face=headgear.helmet(SUN)), 880, 330, 0.86, "joy", cheer, left=True)
    for who, x, colour, left in ((TOM, 520, WHITE, False), (LINA, 640, SUN, True)):
        mate = replace(who, top=LOIRE, clothes=overall(LOIRE, SUN), over_face=headgear.helmet(colour))
        leave.person(mate, x, 338, 0.84, "joy", cheer, left=left)
    leave.person(
        YVON, 760, 322, 0.94, "moved", Pose(near=(30, 60), far=(-10, -58), far_hand="wave", far_bend=1), left=True
    )
    awa = leave.person(AWA_UP, 350, 306, 1.02, "joy", Pose(near=(20, 70), far=(56, -40), far_hand="wave"))
    ines = leave.person(INES_HELMET, 216, 318, 0.98, "joy", cheer)
    leave.noise("TUUUUUT", 742, 84, 62, turn=-4, fill=CORAL, rim=WHITE, meaning="La sirène du paquebot")
    leave.say("Inès", "Il est fermé !", 168, 84, 240, ines)
    leave.say("Awa", "Et il flotte. C’est un bon début.", 408, 62, 210, awa)
    return plate


def stains(turn: float, pen: float) -> str:
    """What babies leave on a sailor’s shirt."""
    return (
        props_stripes(turn, pen)
        + blob([(-16, 30), (-6, 24), (4, 32), (2, 46), (-10, 50), (-18, 42)], "#d8e39a", pen * 0.8)
        + blob([(6, 62), (14, 58), (18, 68), (10, 76), (4, 72)], "#f2a7a0", pen * 0.8)
    )


props_stripes = MALO.clothes


def plate_8() -> Plate:
    plate = Plate(8, "En classe, Malo et Inès racontent leur stage. Le soir, sur le quai, ils lèvent la tête.")
    malo_talks, ines_talks, again, answer, night = plate.rows((420, (1, 1)), (390, (52, 48)), (510, (1,)))

    w, h = malo_talks.w, malo_talks.h
    malo_talks.shows(
        "En classe, Malo présente son stage. Sa marinière est couverte de "
        "taches, il a une tétine accrochée au col et un sourire immense."
    )
    malo_talks.add(rooms.classroom(w, h, 356, 190, 240), malo_talks.letter("La crèche", 218, 190, 38, SAND, "strong"))
    malo = malo_talks.person(
        replace(MALO, clothes=stains),
        150,
        306,
        1.4,
        "joy",
        Pose(legs="none", near=(-46, 60), near_hand="open", near_bend=1, far=(60, 10), far_hand="open"),
    )
    malo_talks.add(placed(oval(0, 0, 9, fill=SUN) + oval(0, 12, 7, fill="none"), 158, 340, 1))
    malo_talks.say(
        "Malo", "On m’a vomi dessus quatre fois. C’était la meilleure semaine de ma vie.", w / 2, 12, 400, malo
    )

    w, h = ines_talks.w, ines_talks.h
    ines_talks.shows(
        "Inès, devant un dessin de soudure au tableau, les gants de sa "
        "grand-mère sous le bras. Mme Ferrand, ravie, lève un sourcil."
    )
    ines_talks.add(
        rooms.classroom(w, h, 356, 40, 260), path("M204 190q7 -12 14 0t14 0t14 0t14 0t14 0", pen=7, color=SUN)
    )
    ines = ines_talks.person(
        INES, 140, 330, 1.36, "calm", Pose(legs="none", near=(40, 40), near_hand="open", far=(60, 30), far_hand="open")
    )
    teacher = ines_talks.person(
        FERRAND, 366, 320, 1.34, "surprise", Pose(legs="none", near=(30, 12), near_hand="fist", far=(24, 80)), left=True
    )
    ines_talks.say("Inès", "Moi, j’ai découvert que je suis patiente.", 150, 12, 250, ines)
    ines_talks.say("Mme Ferrand", "Nous aussi.", 344, 108, 170, teacher)

    w, h = again.w, again.h
    again.shows("Mme Ferrand pose la question, souriante. Au premier plan, des têtes d’élèves se tournent, curieuses.")
    again.add(rooms.classroom(w, h, 330, 30, 260))
    teacher = again.person(
        FERRAND,
        250,
        282,
        1.34,
        "ask",
        Pose(legs="none", near=(-50, 60), near_hand="open", near_bend=1, far=(60, 20), far_hand="open", turn=0.5),
    )
    for who, x, left in ((LINA, 70, False), (TOM, 410, True)):
        again.person(who, x, 352, 1.2, "calm", Pose(legs="none"), left=left)
    again.say("Mme Ferrand", "Alors, Inès ? Tu veux faire quoi, plus tard ?", 236, 10, 330, teacher)

    w, h = answer.w, answer.h
    answer.shows("Gros plan sur Inès. Le même cadrage que la première fois, mais elle sourit, tranquille.")
    answer.add(
        rect(0, 0, w, h, LEAF, pen=0),
        rays(
            (w * 0.5, 230),
            [(0, 60), (0, 240), (0, h), (120, h), (w, 60), (w, 240), (w, h), (330, h), (120, 0), (330, 0)],
            "#44814f",
        ),
    )
    ines = answer.person(INES, 218, 366, 2.1, "calm", Pose(legs="none", turn=0.1))
    answer.say("Inès", "Je ne sais pas encore.", 116, 12, 180, ines)
    answer.say("Inès", "Mais je sais ce qui me fait lever la tête.", 328, 56, 190, ines)

    w, h = night.w, night.h
    night.shows(
        "La nuit, sur le quai, Inès et Malo sont assis côte à côte, "
        "jambes au-dessus de l’eau, le chat entre eux. Au loin, "
        "sur un nouveau navire, des étincelles montent et se mêlent aux étoiles. Le pont et le portique sont illuminés."
    )
    night.add(
        rect(0, 0, w, h, NIGHT, pen=0),
        *(
            oval((i * 137.5 + 40) % w, (i * 67.3 + 20) % 230, 1.6 + i % 3, fill=(SUN, SAND)[i % 2], pen=0)
            for i in range(34)
        ),
        shore.great_bridge(-160, 300, 620, 150, SUN, CORAL),
        shore.liner(520, 310, 470, 130, STEEL, INK, done=False),
        shore.gantry(600, 306, 190, 226),
        rect(0, 300, w, 120, "#1c2a50", pen=0),
        path(
            "M520 330q14 -5 28 0t28 0M700 350q14 -5 28 0t28 0"
            "M40 326q14 -5 28 0t28 0M560 352q14 -5 28 0t28 0M860 342q14 -5 28 0",
            pen=3,
            color=SUN,
        ),
        welding.sparks(690, 242, 0.62, 34, 6, 130, -155),
        *(
            oval(690 + dx, 242 - dy, 2.6, fill=SUN, pen=0)
            for dx, dy in ((-40, 110), (10, 140), (60, 120), (-70, 160), (30, 190), (90, 170), (-20, 210))
        ),
        shore.quay(0, 368, w, 150, "#5a6484"),
    )
    night.add(rect(66, 366, 440, 44, WOOD, 6), oval(484, 388, 14, 20, "#d79a66"))
    malo = night.person(MALO, 150, 266, 1.06, "tease", Pose(legs="sit", near=(30, 78), far=(36, 80)))
    ines = night.person(
        INES, 400, 268, 1.08, "proud", Pose(legs="sit", near=(30, 84), far=(40, 82), tilt=-14, head=(-2, 0)), left=True
    )
    night.add(placed(props.cat(), 272, 370, 0.95))
    night.say("Malo", "Et ton chat, il a répondu ?", 170, 14, 240, malo)
    night.say("Inès", "Il te prend en stage. En juin.", 420, 60, 210, ines)
    night.tell("Fin. Enfin… début.", w - 262, h - 56, 300)
    return plate
