"""Plates 7 and 8: the ship leaves, and Inès answers the question in her own way."""

from dataclasses import replace

from cms.pages.demonstration.drawing import props, rooms, shore
from cms.pages.demonstration.drawing.cast import AWA, FERRAND, HUGO, INES, KARIM, LINA, LOUISE, MALO, TOM, YVON
from cms.pages.demonstration.drawing.ink import (
    CORAL,
    DUNE,
    INK,
    LEAF,
    LOIRE,
    NIGHT,
    PEACH,
    SAND,
    SKY,
    STEEL,
    SUN,
    TEAL,
    WHITE,
    blob,
    group,
    line,
    oval,
    path,
    placed,
    rect,
    star,
)
from cms.pages.demonstration.drawing.layout import Plate
from cms.pages.demonstration.drawing.people import Pose
from cms.pages.demonstration.drawing.scenes.yard import AWA_UP, INES_HELMET, low_curls


def plate_7() -> Plate:
    plate = Plate(7, "Awa montre sa signature dans la coque. Puis le paquebot quitte le port sous les bravos.")
    heir, number, doors, answer, leave = plate.rows((420, (1, 1)), (430, (40, 60)), (470, (1,)))

    w, h = heir.w, heir.h
    heir.shows("Au chantier, le dernier jour. Inès montre fièrement les vieux gants de cuir à ses mains. Awa siffle d’admiration.")
    heir.add(rooms.workshop(w, h, 350), shore.liner(-220, 356, 500, 180, done=False))
    awa = heir.person(AWA_UP, 118, 310, 1.3, "surprise", Pose(near=(20, 80), far=(30, 84)))
    glove = group(props.glove("#e0b070"), transform="translate(6 -20) rotate(10) scale(.9)")
    ines = heir.person(replace(INES_HELMET), 340, 322, 1.26, "proud", Pose(near=(36, 14), near_hand="hold", far=(62, -6), far_hand="hold", far_front=True), left=True)
    heir.add(placed(glove, heir.heads[1].hands["near"][0], heir.heads[1].hands["near"][1], 1.2), placed(glove, heir.heads[1].hands["far"][0], heir.heads[1].hands["far"][1], 1.2, flip=True))
    heir.say("Awa", "D’où tu sors des gants pareils ?", 150, 14, 250, awa)
    heir.say("Inès", "Un héritage.", 360, 100, 190, ines)

    w, h = number.w, number.h
    number.shows("Dans la coque. Awa éclaire avec une lampe une longue soudure régulière ; à côté, à la craie, un numéro : 57.")
    number.add(
        rooms.hull(w, h),
        path("M470 120L210 330L470 360Z", "#6c7f98", 0),
        line((250, 130), (250, 390), pen=20),
        line((250, 130), (250, 390), pen=13, color=STEEL),
        "".join(path(f"M242 {y}q8 7 16 0", pen=2.4) for y in range(140, 390, 14)),
        number.letter("57", 300, 300, 84, SAND, "title"),
        path("M296 318q50 10 112 -2", pen=5, color=SAND),
    )
    awa = number.person(AWA_UP, 106, 306, 1.3, "proud", Pose(legs="none", near=(76, 10), near_hand="point", far=(30, 80)))
    number.say("Awa", "Ici, chacun signe ses soudures d’un numéro. Moi, c’est le 57.", 232, 12, 420, awa)

    w, h = doors.w, doors.h
    doors.shows("Gros plan sur Inès, de profil, le doigt sur le chiffre à la craie.")
    doors.add(rect(0, 0, w, h, "#3c5573", pen=0), doors.letter("7", 250, 320, 190, SAND, "title"))
    ines = doors.person(INES_HELMET, 126, 384, 1.7, "ask", Pose(legs="none", near=(64, 14), near_hand="point", near_bend=-1))
    doors.say("Inès", "Et pour avoir un numéro ?", 150, 14, 250, ines)

    w, h = answer.w, answer.h
    answer.shows("Awa compte sur ses doigts. Derrière elle, trois portes de couleur, toutes entrouvertes.")
    answer.add(rooms.flat(w, h, SAND, DUNE, 384))
    for index, colour in enumerate((LOIRE, LEAF, CORAL)):
        x = 250 + index * 98
        answer.add(rect(x, 210, 80, 174, SUN), path(f"M{x} 210L{x + 56} 226V400L{x} 384Z", colour), oval(x + 46, 312, 4, fill=SUN, pen=2.4))
    awa = answer.person(AWA_UP, 130, 326, 1.42, "explain", Pose(legs="none", near=(40, 30), near_hand="open", far=(66, -14), far_hand="point"))
    answer.say("Awa", "Bac pro, apprentissage… ou à trente-deux ans, comme moi. Il n’y a pas qu’une porte.", 280, 12, 470, awa)

    w, h = leave.w, leave.h
    leave.shows(
        "Le paquebot blanc, terminé, passe sous le grand pont. Sur le quai, une foule de dos et de profil agite les bras : "
        "Awa, Inès, Papi Yvon, des collègues. Des fanions flottent."
    )
    leave.add(
        rect(0, 0, w, h, SKY, pen=0),
        shore.cloud(120, 140, 0.7),
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
    leave.person(replace(HUGO, top=LOIRE, sleeve="", over_face=props.helmet(WHITE)), 60, 330, 0.86, "joy", cheer)
    leave.person(replace(LOUISE, over_face=props.helmet(SUN)), 880, 330, 0.86, "joy", cheer, left=True)
    leave.person(YVON, 760, 322, 0.94, "moved", Pose(near=(30, 60), far=(-10, -58), far_hand="wave", far_bend=1), left=True)
    awa = leave.person(AWA_UP, 350, 306, 1.02, "joy", Pose(near=(20, 70), far=(56, -40), far_hand="wave"))
    ines = leave.person(INES_HELMET, 216, 318, 0.98, "joy", cheer)
    leave.noise("TUUUUUT", 640, 92, 74, turn=-4, fill=CORAL, rim=WHITE, meaning="La sirène du paquebot")
    leave.say("Inès", "Il est fermé !", 170, 60, 240, ines)
    leave.say("Awa", "Et il flotte. C’est un bon début.", 410, 120, 210, awa)
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
    malo_talks.shows("En classe, Malo présente son stage. Sa marinière est couverte de taches, il a une tétine accrochée au col et un sourire immense.")
    malo_talks.add(rooms.classroom(w, h, 356, 190, 240), malo_talks.letter("La crèche", 218, 190, 38, SAND, "strong"))
    malo = malo_talks.person(replace(MALO, clothes=stains), 150, 306, 1.4, "joy", Pose(legs="none", near=(-46, 60), near_hand="open", near_bend=1, far=(60, 10), far_hand="open"))
    malo_talks.add(placed(oval(0, 0, 9, fill=SUN) + oval(0, 12, 7, fill="none"), 158, 340, 1))
    malo_talks.say("Malo", "On m’a vomi dessus quatre fois. C’était la meilleure semaine de ma vie.", w / 2, 12, 400, malo)

    w, h = ines_talks.w, ines_talks.h
    ines_talks.shows("Inès, devant un dessin de soudure au tableau, les gants de sa grand-mère sous le bras. Mme Ferrand, ravie, lève un sourcil.")
    ines_talks.add(rooms.classroom(w, h, 356, 40, 260), path("M70 200q10 -12 20 0t20 0t20 0t20 0t20 0t20 0t20 0", pen=7, color=SUN))
    ines = ines_talks.person(INES, 140, 330, 1.36, "calm", Pose(legs="none", near=(40, 40), near_hand="open", far=(60, 30), far_hand="open"))
    teacher = ines_talks.person(FERRAND, 366, 320, 1.34, "surprise", Pose(legs="none", near=(30, 12), near_hand="fist", far=(24, 80)), left=True)
    ines_talks.say("Inès", "Moi, j’ai découvert que je suis patiente.", 150, 12, 250, ines)
    ines_talks.say("Mme Ferrand", "Nous aussi.", 376, 100, 170, teacher)

    w, h = again.w, again.h
    again.shows("Mme Ferrand pose la question, souriante. Au premier plan, des têtes d’élèves se tournent, curieuses.")
    again.add(rooms.classroom(w, h, 330, 30, 260))
    teacher = again.person(FERRAND, 250, 282, 1.34, "ask", Pose(legs="none", near=(-50, 60), near_hand="open", near_bend=1, far=(60, 20), far_hand="open", turn=0.5))
    for who, x, left in ((LINA, 70, False), (TOM, 410, True)):
        again.person(who, x, 352, 1.2, "calm", Pose(legs="none"), left=left)
    again.say("Mme Ferrand", "Alors, Inès ? Tu veux faire quoi, plus tard ?", 236, 10, 330, teacher)

    w, h = answer.w, answer.h
    answer.shows("Gros plan sur Inès. Le même cadrage que la première fois, mais elle sourit, tranquille.")
    answer.add(
        rect(0, 0, w, h, LEAF, pen=0),
        "".join(line((w * 0.5, 230), (x, y), pen=5, color="#44814f") for x, y in ((0, 60), (0, 240), (0, h), (120, h), (w, 60), (w, 240), (w, h), (330, h), (120, 0), (330, 0))),
    )
    ines = answer.person(INES, 218, 366, 2.1, "calm", Pose(legs="none", turn=0.1))
    answer.say("Inès", "Je ne sais pas encore.", 322, 12, 180, ines)

    w, h = night.w, night.h
    night.shows(
        "La nuit, sur le quai, Inès et Malo sont assis côte à côte, jambes au-dessus de l’eau, le chat entre eux. Au loin, "
        "sur un nouveau navire, des étincelles montent et se mêlent aux étoiles. Le pont et le portique sont illuminés."
    )
    night.add(
        rect(0, 0, w, h, NIGHT, pen=0),
        *(oval((i * 137.5 + 40) % w, (i * 67.3 + 20) % 230, 1.6 + i % 3, fill=(SUN, SAND)[i % 2], pen=0) for i in range(34)),
        shore.great_bridge(-160, 320, 620, 150, SUN, CORAL),
        shore.liner(520, 330, 470, 130, STEEL, INK, done=False),
        shore.gantry(600, 326, 190, 236),
        rect(0, 320, w, 120, "#1c2a50", pen=0),
        path("M520 350q14 -5 28 0t28 0M700 372q14 -5 28 0t28 0M120 356q14 -5 28 0t28 0M340 388q14 -5 28 0t28 0M860 392q14 -5 28 0", pen=3, color=SUN),
        props.sparks(690, 262, 0.62, 34, 6, 130, -155),
        *(oval(690 + dx, 262 - dy, 2.6, fill=SUN, pen=0) for dx, dy in ((-40, 110), (10, 140), (60, 120), (-70, 160), (30, 190), (90, 170), (-20, 210))),
        shore.quay(0, 424, w, 90, "#5a6484"),
    )
    malo = night.person(MALO, 410, 336, 1.02, "tease", Pose(legs="sit", near=(30, 78), far=(36, 80)))
    ines = night.person(INES, 196, 336, 1.04, "calm", Pose(legs="sit", near=(-34, 84), near_bend=1, far=(40, 82), tilt=-12, head=(-2, 0)))
    night.add(placed(props.cat(), 316, 436, 0.86))
    night.say("Inès", "Mais je sais ce qui me fait lever la tête.", 190, 30, 290, ines)
    night.say("Malo", "Et ton chat, il a répondu ?", 450, 96, 190, malo)
    night.say("Inès", "Oui. C’est d’accord pour toi, en juin.", 330, 190, 160, None) if False else None
    night.tell("Fin… ou début.", w - 232, h - 54, 300)
    return plate


_ = (AWA, KARIM, PEACH, low_curls, star, group)
