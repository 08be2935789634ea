"""The cover of “Lever la tête”."""

from cms.pages.demonstration.drawing import shore, welding
from cms.pages.demonstration.drawing.character import Pose
from cms.pages.demonstration.drawing.ink import (
    CORAL,
    INK,
    LOIRE,
    NIGHT,
    SAND,
    SUN,
    TEAL,
    WHITE,
    document,
    group,
    oval,
    path,
    star,
)
from cms.pages.demonstration.drawing.layout import HEIGHT, WIDTH
from cms.pages.demonstration.drawing.lettering import Letters, width
from cms.pages.demonstration.drawing.people import figure
from cms.pages.demonstration.drawing.welders import INES_UP

ALT = (
    "Sous un immense portique rouge, dans une gerbe d’étincelles, Inès, masque de soudeuse relevé, lève la tête vers "
    "le titre : « Lever la tête »."
)


def title(letters: Letters, text: str, x: float, y: float, size: float, fill: str, rim: str = INK) -> str:
    words = letters.line(text, x, y, size, "title", -size * 0.02)
    edge = f'<g fill="{rim}" stroke="{rim}" stroke-width="{size * 0.16:.1f}">{words}</g>'
    return f'{edge}<g fill="{fill}" stroke="none">{words}</g>'


def cover() -> str:
    letters = Letters()
    small = "Le stage d’Inès"
    content = [
        oval(WIDTH / 2, 700, 430, fill=CORAL, pen=0),
        shore.cloud(170, 520, 0.9, SAND),
        shore.cloud(850, 620, 0.7, SAND),
        shore.gull(300, 600),
        shore.gull(720, 520, 0.8),
        shore.hills(-20, 1000, 1050, 40, "#8fb86a", 0.7),
        shore.great_bridge(-380, 1006, 1200, 300),
        shore.liner(520, 1012, 640, 210, done=False),
        shore.gantry(96, 1010, 808, 548),
        shore.water(0, 1006, WIDTH, 420, LOIRE, TEAL, 3),
        path("M-10 1220Q240 1170 500 1190T1010 1214V1410H-10Z", NIGHT),
        star(500, 930, 420, 300, 26, "#f8cf74", pen=0),
        welding.sparks(500, 960, 2.6, 64, 3, 360, 0, glow=False),
        figure(
            INES_UP,
            480,
            1010,
            2.75,
            "awe",
            Pose(
                legs="stand",
                near=(-44, 62),
                near_hand="fist",
                near_bend=1,
                far=(58, -58),
                far_hand="hold",
                far_front=True,
                tilt=-12,
                head=(-2, -1),
                turn=0.8,
            ),
        ).svg,
        title(letters, "Lever", 84, 218, 210, SUN),
        title(letters, "la tête", 84, 410, 210, WHITE),
        group(
            path(f"M0 0H{width(small, 40, 'strong') + 52:.0f}V66H0Z", SUN),
            f'<g fill="{INK}" stroke="none">{letters.line(small, 26, 46, 40, "strong")}</g>',
            transform="translate(84 1290)",
        ),
    ]
    return document(
        WIDTH,
        HEIGHT,
        "".join(content) + path(f"M3 3H{WIDTH - 3}V{HEIGHT - 3}H3Z", pen=6),
        letters.definitions(),
        "#e98a5c",
    )
