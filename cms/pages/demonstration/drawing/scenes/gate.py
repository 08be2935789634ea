"""Plate 6: the gloves, and the garden gate."""

from dataclasses import replace

from cms.pages.demonstration.drawing import props, rooms, welding
from cms.pages.demonstration.drawing.cast import INES, YVON
from cms.pages.demonstration.drawing.character import Pose
from cms.pages.demonstration.drawing.ink import CORAL, DUNE, INK, LEAF, STEEL, WOOD, line, path, placed, rect, star
from cms.pages.demonstration.drawing.layout import Plate
from cms.pages.demonstration.drawing.people import figure
from cms.pages.demonstration.drawing.wardrobe import overall


def plate_6() -> Plate:
    plate = Plate(
        6, "Papi Yvon raconte la grand-mère d’Inès, à qui l’on avait dit non. Le portail du jardin, c’est elle."
    )
    silent, past, gloves, alone, gate = plate.rows((430, (1, 1)), (420, (42, 58)), (470, (1,)))

    w, h = silent.w, silent.h
    silent.shows(
        "Le soir, dans la cuisine. Inès annonce la nouvelle, mains "
        "ouvertes. Papi Yvon baisse les yeux, sa maquette entre les mains."
    )
    silent.add(rooms.flat(w, h, "#efb48c", DUNE, 340), rooms.window(40, 120, 110, 110, "#31406b"))
    ines = silent.person(INES, 120, 318, 1.3, "ask", Pose(legs="none", near=(46, 44), near_hand="open", far=(40, 70)))
    silent.person(
        YVON,
        340,
        308,
        1.3,
        "sad",
        Pose(legs="none", near=(44, 66), near_hand="hold", far=(50, 70), far_hand="hold", head=(3, 4), tilt=10),
        left=True,
    )
    silent.add(rect(190, 384, 300, 22, WOOD, 4), placed(props.model_boat(), 268, 382, 0.85))
    silent.say("Inès", "Je suis au chantier, Papi.|Avec les soudeuses…|Tu es fâché ?", 200, 12, 330, ines)

    w, h = past.w, past.h
    past.shows(
        "Papi Yvon se tourne vers la fenêtre. Près de lui, une photographie encadrée : "
        "une jeune femme aux cheveux bouclés, poing sur la hanche, devant le chantier."
    )
    past.add(
        rooms.flat(w, h, "#efb48c", DUNE, 360),
        rect(272, 160, 164, 196, WOOD, 4),
        rect(286, 174, 136, 168, "#e8d9b8", 2, 3),
        path("M286 300H422", pen=3),
        path("M300 300V214H408V300", pen=4),
    )
    past.add(_grandmother(354, 270, 0.72))
    papi = past.person(YVON, 136, 320, 1.36, "sad", Pose(legs="none", near=(30, 80), far=(30, 84), tilt=-3))
    past.say(
        "Papi Yvon", "En 1971, ta grand-mère a voulu y entrer. On lui a dit : pas de femmes ici.", w / 2, 12, 400, papi
    )

    w, h = gloves.w, gloves.h
    gloves.shows(
        "Gros plan sur une boîte en fer rouillée, ouverte : une paire "
        "de gants de cuir de soudeuse, usés, soigneusement pliés."
    )
    gloves.add(
        rect(0, 0, w, h, "#7a4a2e", pen=0),
        "".join(line((0, y), (w, y + 6), pen=3, color="#633a22") for y in (70, 160, 250, 340)),
        star(w / 2, 250, 220, 170, 22, "#96613d", pen=0),
        rect(60, 180, w - 120, 180, STEEL, 8),
        rect(78, 198, w - 156, 144, INK, 4, 3),
        placed(welding.glove("#e0b070"), w / 2 - 50, 276, 1.9, turn=-9),
        placed(welding.glove("#d7a362"), w / 2 + 52, 282, 1.9, flip=True, turn=8),
        path(f"M60 180L40 140H{w - 40}L{w - 60} 180Z", CORAL),
    )
    gloves.tell("Elle avait gardé les gants.", 0, 0)

    w, h = alone.w, alone.h
    alone.shows(
        "Papi Yvon, une larme sous l’œil, sourit en tendant les "
        "gants à Inès. Elle les reçoit à deux mains, bouleversée."
    )
    alone.add(rooms.flat(w, h, "#f3c4ae", DUNE, 356), rooms.window(204, 130, 120, 110, "#31406b"))
    papi = alone.person(
        YVON, 120, 306, 1.34, "moved", Pose(legs="none", near=(70, 50), near_hand="open", far=(66, 54), far_hand="open")
    )
    ines = alone.person(
        INES,
        414,
        320,
        1.3,
        "moved",
        Pose(legs="none", near=(64, 50), near_hand="open", far=(60, 56), far_hand="open"),
        left=True,
    )
    alone.add(
        placed(welding.glove("#e0b070"), 268, 362, 0.95, turn=-70),
        placed(welding.glove("#d7a362"), 272, 380, 0.95, turn=-84),
    )
    alone.say(
        "Papi Yvon",
        "Alors elle a appris toute seule. La nuit, dans le garage. Tu connais son travail.",
        220,
        12,
        400,
        papi,
    )
    alone.say("Inès", "Moi ?", 440, 130, 100, ines)

    w, h = gate.w, gate.h
    gate.shows(
        "La nuit, dans le jardin, sous la lune. Un portail de fer en forme de soleil levant. Inès pose la main sur une "
        "soudure ; Papi Yvon se tient près d’elle. Elle lève la tête vers les rayons."
    )
    gate.add(
        rooms.night_garden(w, h, 370),
        placed(props.sun_gate(), 330, 410, 1.6),
        *(
            path(f"M{x} 470Q{x + 4} 440 {x + 16} 426M{x} 470Q{x - 6} 444 {x - 16} 436", pen=4, color=LEAF)
            for x in (40, 120, 640, 760, 860)
        ),
    )
    ines = gate.person(
        INES,
        570,
        250,
        1.16,
        "awe",
        Pose(near=(56, -22), near_hand="open", near_bend=1, far=(40, 80), tilt=-10),
        left=True,
    )
    papi = gate.person(YVON, 740, 240, 1.18, "proud", Pose(near=(20, 70), far=(26, 78)), left=True)
    gate.say("Inès", "Le portail… c’est elle ?", 468, 14, 330, ines)
    gate.say("Papi Yvon", "Cinquante hivers. Et ça tient toujours.", 772, 14, 270, papi)
    return plate


def _grandmother(x: float, y: float, scale: float) -> str:
    """The photograph: Inès’s grandmother at twenty, in the tones of an old print."""
    young = replace(INES, skin="#d8b58d", top="#8c7a5c", bottom="#5b4d3a", clothes=overall("#8c7a5c", "#c9b48a"))
    return figure(
        young, x, y, scale, "proud", Pose(legs="none", near=(-34, 62), near_hand="fist", far=(30, 80), turn=0.3)
    ).svg
