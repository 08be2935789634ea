"""Those who pass by: classmates, a baker, a boat builder, a nurse."""

from cms.pages.demonstration.drawing.cast import CHESTNUT, DARK
from cms.pages.demonstration.drawing.character import Cast, Part
from cms.pages.demonstration.drawing.ink import CORAL, INK, LEAF, LOIRE, SAND, SUN, WHITE, blob, oval, path
from cms.pages.demonstration.drawing.wardrobe import apron, hood, polo, scrubs


def braid_back(turn: float, pen: float) -> str:
    x = -24 - 3 * turn
    knots = "".join(oval(x - i * 1.5, 8 + i * 15, 9 - i * 0.8, 9, SUN) for i in (2, 1, 0))
    return knots + blob([(-27, 4), (-32, -16), (-20, -38), (4, -42), (25, -30), (28, -12), (0, 0)], SUN)


def braid_front(turn: float, pen: float) -> str:
    return path("M-26 4Q-32 -20 -20 -32Q-4 -46 14 -38Q30 -30 28 -12Q20 -24 8 -28Q-8 -26 -16 -16Q-20 -8 -26 4Z", SUN)


def toque(turn: float, pen: float) -> str:
    hair = path("M-26 -4Q-28 -16 -24 -22H26Q28 -16 26 -12Q10 -20 -14 -18Q-18 -10 -20 -4Z", CHESTNUT)
    return (
        hair
        + path(
            "M-25 -22V-34Q-42 -42 -34 -56Q-26 -68 -12 -62Q2 -74 16 -63Q32 -66 36 -54Q40 -40 27 -34V-22Q0 -29 -25 -22Z",
            WHITE,
        )
        + path("M-8 -36v-8M8 -36v-8", pen=pen * 0.6)
    )


def short_hair(colour: str) -> Part:
    def front(turn: float, pen: float) -> str:
        return path(
            "M-26 0Q-31 -16 -25 -28Q-14 -44 8 -41Q28 -38 28 -20"
            "Q28 -14 26 -10Q20 -24 6 -24Q-12 -22 -18 -14Q-20 -6 -21 0Z",
            colour,
        )

    return front


def long_back(turn: float, pen: float) -> str:
    return blob(
        [
            (-26, 40),
            (-34, 10),
            (-31, -20),
            (-14, -40),
            (8, -42),
            (27, -28),
            (30, 0),
            (28, 36),
            (18, 44),
            (0, 20),
            (-14, 46),
        ],
        DARK,
    )


LOUISE = Cast(
    "Louise",
    "#f6cfae",
    SAND,
    LOIRE,
    shoes=INK,
    back_hair=braid_back,
    front_hair=braid_front,
    clothes=apron(LOIRE),
    lash=True,
)


SAMIR = Cast(
    "Samir",
    "#c98a5e",
    WHITE,
    INK,
    front_hair=toque,
    clothes=apron(SAND),
    nose="big",
    girth=1.12,
    jaw=1.06,
    brow_pen=1.5,
)


HUGO = Cast(
    "Hugo", "#f3cfb0", "#7db0b6", "#7db0b6", sleeve="short", front_hair=short_hair(CHESTNUT), clothes=scrubs, girth=1.08
)


LINA = Cast(
    "Lina",
    "#e8b48c",
    SUN,
    INK,
    shoes=CORAL,
    back_hair=long_back,
    front_hair=short_hair(DARK),
    clothes=hood("#f7cf72"),
    lash=True,
    ear=False,
)


TOM = Cast("Tom", "#8a5636", LEAF, INK, shoes=WHITE, front_hair=short_hair(DARK), clothes=polo("#4d8a56"), girth=0.98)
