"""The people of the album: who they are, how their hair falls."""

from cms.pages.demonstration.drawing.character import Cast
from cms.pages.demonstration.drawing.ink import (
    CORAL,
    INK,
    LEAF,
    LOIRE,
    SAND,
    SUN,
    WHITE,
    blob,
    fluffy,
    oval,
    path,
    stroke,
)
from cms.pages.demonstration.drawing.wardrobe import hood, jacket, knit, overall, polo, round_glasses, stripes

CURLS = "#3b2430"
GINGER = "#cf6a2b"
DARK = "#221c2b"
SNOW = "#e9edf0"
CHESTNUT = "#7a4a2e"


# --- Inès: 14, curls tied up with a yellow band, coral hood ---------------------------------------------------------
def ines_back(turn: float, pen: float) -> str:
    x = -10 * turn
    bun = fluffy(x - 4, -47, 25, 21, 9, CURLS, 0.2)
    return bun + fluffy(-2 - 4 * turn, -12, 31, 30, 12, CURLS, 0.1)


def ines_front(turn: float, pen: float) -> str:
    t = turn
    fringe = (
        f"M{-25 - 2 * t} -2Q-33 -14 -27 -24Q-24 -37 -10 -39Q6 -45 19 -36Q31 -30 29 -14Q29 -8 26 -6"
        f"Q24 -16 16 -17Q11 -13 4 -18Q-2 -12 -9 -18Q-16 -14 -17 -8Q-18 -2 {-25 - 2 * t} -2Z"
    )
    band = path(
        f"M{-16 - 6 * t} -36Q{-6 - 6 * t} -42 {6 - 6 * t} -38L{5 - 6 * t} -32Q{-6 - 6 * t} -36 {-14 - 6 * t} -30Z", SUN
    )
    loops = stroke((6, -36), (12, -31), (20, -30), pen=pen * 0.6, color="#7d5566") + stroke(
        (-20, -28), (-16, -24), (-10, -25), pen=pen * 0.6, color="#7d5566"
    )
    return path(fringe, CURLS) + loops + band


# --- Malo: 14, ginger, freckles, round glasses, sailor's stripes -----------------------------------------------------
def malo_back(turn: float, pen: float) -> str:
    return blob([(-27, -2), (-31, -18), (-24, -36), (-4, -42), (16, -38), (26, -22), (20, -8)], GINGER)


def malo_front(turn: float, pen: float) -> str:
    return path(
        "M-26 0Q-30 -10 -29 -20Q-34 -30 -24 -34Q-26 -44 -14 -42Q-10 -52 0 -44Q10 -52 15 -42Q27 -46 25 -34Q34 -30 28 -20"
        "Q28 -13 26 -9Q24 -18 18 -20Q14 -12 6 -19Q0 -12 -6 -20Q-12 -14 -17 -18Q-19 -8 -20 -4Z",
        GINGER,
    ) + path("M-14 -38Q-8 -34 -7 -28M4 -42Q8 -37 7 -31M17 -38Q19 -33 17 -29", pen=pen * 0.6)


def malo_over(turn: float, pen: float) -> str:
    spots = "".join(
        oval(x + 6 * turn, y, 1.1, 1.1, "#c9743c", 0)
        for x, y in ((-16, 9), (-12, 12), (-18, 13), (8, 12), (12, 9), (14, 13))
    )
    return spots + round_glasses(LOIRE)(turn, pen)


# --- Awa: welder, 38, tight braids in a bun, gold rings, blue overall ------------------------------------------------
def awa_back(turn: float, pen: float) -> str:
    return oval(-22 - 4 * turn, -24, 15, 14, DARK) + path(
        f"M{-30 - 4 * turn} -30l12 14M{-24 - 4 * turn} -36l12 14", pen=pen * 0.5, color="#6b5f78"
    )


def awa_front(turn: float, pen: float) -> str:
    cap = path("M-26 2Q-31 -16 -22 -28Q-10 -39 4 -38Q20 -38 26 -26Q29 -20 27 -14Q14 -28 0 -26Q-16 -24 -21 -4Z", DARK)
    braids = path("M20 -27Q0 -36 -18 -22M12 -34Q-8 -38 -22 -24M25 -21Q8 -33 -12 -25", pen=pen * 0.55, color="#6b5f78")
    ring = oval(-26 + 8 * turn, 14, 3.4, 4.2, "none", pen * 0.9, SUN)
    return cap + braids + ring


# --- Yvon: grandfather, 76, sailor's cap, white moustache ------------------------------------------------------------
def yvon_back(turn: float, pen: float) -> str:
    return blob([(-27, 8), (-31, -4), (-28, -18), (-14, -24), (4, -20), (-8, 6)], SNOW)


def yvon_front(turn: float, pen: float) -> str:
    t = turn
    crown = path("M-28 -14Q-34 -38 -12 -42Q14 -48 26 -34Q32 -26 28 -17Q2 -24 -28 -14Z", INK)
    peak = path(
        f"M{-6 + 6 * t} -19Q{18 + 4 * t} -24 28 -18Q{38 + 2 * t} -12 36 -9Q{18 + 4 * t} -15 {-8 + 6 * t} -12Z", INK
    )
    ribbon = path("M-27 -17Q2 -27 28 -20", pen=pen * 0.9, color=SUN)
    side = blob([(-27, -8), (-21, -10), (-17, -4), (-20, 2), (-26, 0)], SNOW)
    return side + crown + ribbon + peak


def yvon_over(turn: float, pen: float) -> str:
    x = 9.5 * turn
    moustache = path(
        f"M{x} 12Q{x + 8} 9 {x + 17} 17Q{x + 13} 21 {x + 6} 19Q{x + 2} 18 {x} 16"
        f"Q{x - 3} 19 {x - 8} 20Q{x - 14} 21 {x - 17} 16Q{x - 8} 9 {x} 12Z",
        SNOW,
    )
    wrinkles = path(f"M{-14 + 10 * turn} 5q-4 1 -6 4M{-14 + 10 * turn} 2q-5 0 -7 2", pen=pen * 0.5)
    return moustache + wrinkles


# --- Madame Ferrand: teacher, 50s, silver bob, coral glasses, green jacket -------------------------------------------
def ferrand_back(turn: float, pen: float) -> str:
    return blob(
        [(-24, 26), (-35, 12), (-33, -18), (-20, -38), (4, -43), (24, -34), (31, -10), (30, 14), (24, 22), (0, 10)],
        "#b9bfc9",
    )


def ferrand_front(turn: float, pen: float) -> str:
    return path(
        "M-26 20Q-38 0 -30 -22Q-20 -42 4 -41Q26 -38 29 -16Q30 0 27 10"
        "Q27 -6 24 -14Q8 -16 -2 -26Q-10 -14 -21 -9Q-16 8 -26 20Z",
        "#b9bfc9",
    ) + path("M-2 -26Q4 -34 12 -36M-8 -22Q-6 -32 0 -38", pen=pen * 0.5)


# --- Karim: adviser on the Orientibus, 30s, beard, in a wheelchair ---------------------------------------------------
def karim_front(turn: float, pen: float) -> str:
    top = path(
        "M-25 -6Q-29 -22 -22 -30Q-14 -42 6 -40Q24 -42 28 -28"
        "Q28 -20 25 -16Q20 -25 8 -25Q-10 -25 -17 -20Q-19 -12 -19 -6Z",
        DARK,
    )
    return top


def karim_over(turn: float, pen: float) -> str:
    x = 9.5 * turn
    # The beard leaves the mouth free.
    beard = path(
        f"M{-20 + 1 * turn} 6Q-22 24 {-8 + 4 * turn} 34"
        f"Q{4 + 3 * turn} 38 {14 + 2 * turn} 32Q{24 + 1 * turn} 24 {25 + turn} 6"
        f"Q{24} 14 {x + 11} 13Q{x} 9 {x - 11} 14Q{-14 + turn} 16 {-20 + turn} 6Z"
        f"M{x - 8} 18Q{x} 14 {x + 9} 17Q{x + 8} 28 {x} 29Q{x - 8} 28 {x - 8} 18Z",
        DARK,
        extra='fill-rule="evenodd"',
    )
    return beard


INES = Cast(
    "Inès",
    "#c98a5e",
    CORAL,
    LOIRE,
    shoes=SUN,
    back_hair=ines_back,
    front_hair=ines_front,
    clothes=hood("#e05a37"),
    lash=True,
    eye=1.08,
    jaw=0.94,
)


MALO = Cast(
    "Malo",
    "#f8d6bb",
    WHITE,
    INK,
    shoes=CORAL,
    back_hair=malo_back,
    front_hair=malo_front,
    over_face=malo_over,
    clothes=stripes,
    jaw=0.92,
    girth=0.94,
    sleeve_bands=LOIRE,
)


AWA = Cast(
    "Awa",
    "#7d4d30",
    LOIRE,
    LOIRE,
    shoes=INK,
    cuff=SUN,
    back_hair=awa_back,
    front_hair=awa_front,
    clothes=overall(LOIRE, SUN),
    lash=True,
    jaw=0.98,
    girth=1.06,
)


YVON = Cast(
    "Papi Yvon",
    "#eebf9d",
    LOIRE,
    "#6b5a4a",
    shoes=INK,
    back_hair=yvon_back,
    front_hair=yvon_front,
    over_face=yvon_over,
    clothes=knit,
    nose="big",
    girth=1.12,
    jaw=1.05,
)


FERRAND = Cast(
    "Mme Ferrand",
    "#f3cfb0",
    LEAF,
    INK,
    shoes=INK,
    back_hair=ferrand_back,
    front_hair=ferrand_front,
    over_face=round_glasses(CORAL, 9),
    clothes=jacket(SUN, SAND),
    ear=False,
)


KARIM = Cast(
    "Karim",
    "#d49a6a",
    SUN,
    INK,
    sleeve="short",
    shoes=WHITE,
    front_hair=karim_front,
    over_face=karim_over,
    clothes=polo("#f7cf72"),
    girth=1.06,
    brow_pen=1.6,
)
