"""Plates 1 and 2: everybody asks Inès the question."""

from cms.pages.demonstration.drawing import props, rooms, shore, vehicles
from cms.pages.demonstration.drawing.cast import FERRAND, INES, MALO, YVON
from cms.pages.demonstration.drawing.character import Pose
from cms.pages.demonstration.drawing.ink import (
    CORAL,
    DUNE,
    DUSK,
    INK,
    LOIRE,
    PEACH,
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
    rays,
    rect,
    star,
)
from cms.pages.demonstration.drawing.layout import Plate
from cms.pages.demonstration.drawing.passers_by import LINA, TOM


def plate_1() -> Plate:
    plate = Plate(1, "À Saint-Nazaire, Malo cherche un stage partout. Inès, elle, n’a écrit qu’à son chat.")
    dawn, walk, cat, asked, panic = plate.rows((430, (1,)), (440, (1, 1)), (440, (43, 57)))

    w, h = dawn.w, dawn.h
    dawn.shows(
        "L’estuaire de la Loire au lever du soleil. Le grand pont de Saint-Nazaire, un paquebot en construction, le "
        "portique rouge du chantier. Sur le quai, Inès, 14 ans, sweat corail et boucles attachées, et son ami Malo, "
        "roux, lunettes et marinière, poussent un vélo vers le collège."
    )
    dawn.add(
        rect(0, 0, w, h, PEACH, pen=0),
        oval(560, 236, 74, fill=SUN, pen=0),
        shore.cloud(150, 130, 0.7, SAND),
        shore.cloud(800, 70, 0.6, SAND),
        shore.gull(360, 100),
        shore.gull(410, 130, 0.7),
        shore.hills(-10, 262, 950, 24, DUSK, 0.4),
        shore.great_bridge(260, 262, 760, 200),
        shore.liner(10, 276, 330, 96, done=False),
        shore.gantry(56, 270, 120, 176),
        shore.water(0, 262, w, 110, LOIRE, TEAL, 2),
        shore.quay(0, 346, w, 100),
        shore.bollard(860, 352),
        shore.bollard(330, 352),
        placed(vehicles.bicycle(), 716, 412, 0.9),
    )
    malo = dawn.person(MALO, 566, 234, 0.8, "shout", Pose(legs="walk", near=(-30, 80), far=(60, -30), far_hand="open"))
    dawn.person(INES, 790, 240, 0.78, "tease", Pose(legs="walk", near=(-62, 56), near_hand="relaxed", far=(30, 90)))
    dawn.tell("Saint-Nazaire, un lundi de novembre.", 0, 0)
    dawn.say("Malo", "Vingt-deux lettres ! Pour un stage de troisième ! VINGT-DEUX !", 478, 10, 330, malo)

    w, h = walk.w, walk.h
    walk.shows("Malo, épuisé, lève une pile d’enveloppes. Inès marche à côté de lui, très calme.")
    walk.add(
        rooms.flat(w, h, SKY, DUNE, 372),
        shore.town(-20, 374, 520, 1),
    )
    letters = group(
        group(props.paper(46, 32, 0), transform="rotate(-8)"),
        group(props.paper(46, 32, 0), path("M0 0L23 16L46 0"), transform="translate(-2 -10) rotate(4)"),
    )
    malo = walk.person(
        MALO,
        118,
        300,
        1.36,
        "ask",
        Pose(legs="walk", near=(-24, 92), far=(62, 14), far_hand="hold", tilt=-6),
        extra={"far": group(letters, transform="translate(-14 -34)")},
    )
    ines = walk.person(INES, 340, 314, 1.36, "tease", Pose(legs="walk", near=(-14, 78), far=(14, 82)), left=True)
    walk.say("Malo", "Et toi, tu en as envoyé combien ?", 138, 20, 210, malo)
    walk.say("Inès", "Une.", 344, 84, 150, ines)

    w, h = cat.w, cat.h
    cat.shows(
        "Gros plan sur Malo, stupéfait, puis sur Inès qui hausse les épaules avec un "
        "petit sourire. En médaillon : un chat gris, l’air de ne pas être au courant."
    )
    cat.add(
        rect(0, 0, w, h, SUN, pen=0),
        oval(372, 336, 96, fill=SAND),
        placed(props.cat(), 366, 400, 1.7),
        group(props.paper(60, 40, 0), path("M0 0L30 20L60 0"), transform="translate(284 376) rotate(-8)"),
    )
    malo = cat.person(MALO, 80, 330, 1.5, "surprise", Pose(legs="none"))
    ines = cat.person(
        INES, 226, 352, 1.5, "tease", Pose(legs="none", near=(-44, 46), near_hand="open", near_bend=1, turn=0.5, tilt=5)
    )
    cat.say("Malo", "Une ? À qui ?", 110, 18, 180, malo)
    cat.say("Inès", "À mon chat. J’attends sa réponse.", 318, 100, 196, ines)

    w, h = asked.w, asked.h
    asked.shows(
        "En classe. Mme Ferrand, la professeure, cheveux gris et lunettes "
        "corail, se penche vers le premier rang, une feuille à la main."
    )
    asked.add(rooms.classroom(w, h, 352, 26, 250))
    asked.add(asked.letter("STAGE", 58, 206, 50, SAND, "strong"), asked.letter("5 jours", 60, 252, 34, SUN))
    teacher = asked.person(
        FERRAND, 262, 296, 1.5, "ask", Pose(near=(40, 30), near_hand="point", far=(26, 70), lean=5), extra={}
    )
    asked.add(placed(props.desk(420, 120), -10, 404))
    asked.say("Mme Ferrand", "Et toi, Inès ? Tu veux faire quoi, plus tard ?", 196, 16, 330, teacher)

    w, h = panic.w, panic.h
    panic.shows(
        "Très gros plan sur Inès, les yeux écarquillés, une goutte de sueur "
        "au front. Derrière elle, deux camarades se retournent et rient."
    )
    panic.add(
        rect(0, 0, w, h, CORAL, pen=0),
        rays(
            (w * 0.56, 230),
            [(0, 60), (0, 240), (0, 420), (120, h), (w, 60), (w, 240), (w, h), (420, h), (160, 0), (400, 0)],
            "#e05a37",
        ),
    )
    panic.person(LINA, 62, 330, 1.05, "joy", Pose(legs="none"))
    panic.person(TOM, 466, 330, 1.05, "joy", Pose(legs="none"), left=True)
    ines = panic.person(INES, 276, 402, 2.5, "panic", Pose(legs="none", turn=0.1))
    panic.noise("HA HA !", 116, 218, 44, turn=-10, fill=SUN, rim=WHITE, meaning="La classe")
    panic.tell("LA question.", 0, 0)
    panic.say("Inès", "Euh… des vacances ?", 372, 18, 220, ines)
    return plate


def plate_2() -> Plate:
    plate = Plate(2, "Mme Ferrand rassure Inès. À la maison, le grand-père taquine. La nuit, Malo envoie un message.")
    door, close, kitchen, room, phone = plate.rows((430, (56, 44)), (430, (1,)), (450, (57, 43)))

    w, h = door.w, door.h
    door.shows(
        "La classe est vide. Inès remet son sac, gênée. Mme Ferrand "
        "s’est assise sur le coin d’une table pour être à sa hauteur."
    )
    door.add(rooms.classroom(w, h, 360, 150, 230), rooms.window(20, 120, 96, 120))
    ines = door.person(INES, 140, 340, 1.36, "sheepish", Pose(near=(14, 30), near_hand="fist", far=(24, 92)))
    door.add(placed(props.desk(220, 120), 300, 394))
    teacher = door.person(
        FERRAND, 400, 316, 1.36, "explain", Pose(near=(52, 40), near_hand="open", far=(20, 80)), left=True
    )
    door.say(
        "Mme Ferrand", "Un stage, ce n’est pas choisir ta vie. C’est cinq jours pour regarder.", 318, 14, 350, teacher
    )
    door.say("Inès", "Regarder quoi ?", 96, 132, 110, ines)

    w, h = close.w, close.h
    close.shows("Gros plan sur Mme Ferrand. Derrière ses lunettes, un sourire tendre.")
    close.add(rect(0, 0, w, h, "#8fb98c", pen=0), oval(w / 2, 300, 170, fill="#b7d3ab", pen=0))
    teacher = close.person(FERRAND, 196, 392, 2.35, "tender", Pose(legs="none", turn=0.6))
    close.say("Mme Ferrand", "Ce qui te fait lever la tête.", 204, 16, 330, teacher)

    w, h = kitchen.w, kitchen.h
    kitchen.shows(
        "Le soir, dans la cuisine. Papi Yvon, casquette de marin "
        "et moustache blanche, colle une pièce sur une maquette "
        "de paquebot. Inès mange de la purée, un chat sur la chaise voisine."
    )
    kitchen.add(rooms.kitchen(w, h, 330, "#31406b"), props.lamp(480, 0, 70))
    papi = kitchen.person(
        YVON,
        270,
        240,
        1.22,
        "tease",
        Pose(legs="none", near=(56, 62), near_hand="hold", far=(60, 66), far_hand="hold", head=(2, 2), tilt=6),
    )
    ines = kitchen.person(
        INES,
        670,
        250,
        1.22,
        "bored",
        Pose(legs="none", near=(44, 62), near_hand="hold", far=(50, 70)),
        left=True,
        extra={"near": line((0, 0), (16, -34), pen=5) + oval(18, -40, 8, 10, "#f1d98c")},
    )
    kitchen.add(
        rect(120, 336, 690, 24, WOOD, 4),
        rect(150, 360, 20, 100, WOOD),
        rect(756, 360, 20, 100, WOOD),
        path("M534 336Q538 306 586 306Q634 306 638 336Z", "#f1d98c"),
        path("M514 330H658Q650 352 586 352Q522 352 514 330Z", WHITE),
        placed(props.model_boat(), 390, 332, 1.0),
        placed(props.mug(LOIRE), 200, 334, 1),
        placed(props.cat(), 870, 420, 1.25, flip=True),
    )
    kitchen.say("Papi Yvon", "À ton âge, j’avais déjà les mains dans le cambouis.", 280, 16, 330, papi)
    kitchen.say("Inès", "Moi, elles sont dans la purée, Papi. On progresse.", 690, 24, 330, ines)

    w, h = room.w, room.h
    room.shows(
        "La nuit, dans sa chambre. Inès, assise sur son lit, tient une très longue "
        "liste qui descend jusqu’au sol. Le titre : « Pas ça ». Le chat regarde la liste."
    )
    room.add(
        rooms.bedroom(w, h, 372),
        rect(-10, 330, 300, 80, CORAL, 10),
        rect(-10, 366, 310, 60, LOIRE, 8),
        rect(-20, 280, 30, 150, WOOD, 4),
    )
    ines = room.person(
        INES, 120, 276, 1.34, "bored", Pose(legs="none", near=(48, 52), near_hand="hold", far=(70, 34), far_hand="hold")
    )
    room.add(
        path("M176 322L300 314L312 400Q316 424 350 424H440V446H330Q292 446 288 410L284 446H184Z", WHITE),
        "".join(line((198, 376 + i * 17), (270 - (i % 3) * 14, 373 + i * 17), pen=3) for i in range(4)),
        line((340, 434), (420, 434), pen=3),
        oval(184, 324, 10, 12, INES.skin),
        oval(294, 318, 10, 12, INES.skin),
        placed(props.cat(), 420, 424, 1.1, flip=True),
        room.letter("PAS ÇA :", 190, 354, 25, CORAL, "strong"),
    )
    room.say("Inès", "Je sais tout ce que je ne veux PAS faire. Il y en a trois mètres.", 230, 18, 330, ines)

    w, h = phone.w, phone.h
    phone.shows("Gros plan sur le téléphone d’Inès, qui vibre dans sa main. Un message de Malo s’affiche.")
    phone.add(rect(0, 0, w, h, "#31406b", pen=0), star(w / 2, 230, 300, 200, 14, "#3d4f80", pen=0))
    phone.add(
        path("M150 460Q140 330 190 300L300 300Q330 340 320 460Z", INES.skin),
        rect(84, 96, 232, 290, INK, 26),
        rect(98, 116, 204, 246, SKY, 8, 3),
        path(
            "M112 150Q112 132 130 132H270Q288 132 288 150V300Q288 318 270 318H170L136 346L140 318H130Q112 318 112 300Z",
            WHITE,
            3,
        ),
        path("M318 250q26 -6 26 16t-30 16M318 292q22 -4 22 16t-26 14", INES.skin),
        path("M96 380Q60 350 72 306Q82 280 100 296Q110 310 104 340Q112 360 130 372", INES.skin),
    )
    phone.add(
        phone.letter("Malo", 130, 164, 24, CORAL, "strong"),
        *(
            phone.letter(text, 130, 196 + i * 29, 22.5)
            for i, text in enumerate(("L’Orientibus", "est sur le port", "demain. Il y a", "des CRÊPES."))
        ),
    )
    phone.lines.append(
        {"speaker": "Message de Malo", "text": "L’Orientibus est sur le port demain. Il y a des CRÊPES."}
    )
    phone.noise("BZZZ", 200, 74, 66, turn=-5, fill=SUN, rim=INK, meaning="Le téléphone")
    return plate
