"""What is put on a head: helmets, a welder's mask up or down, a virtual-reality headset."""

from cms.pages.demonstration.drawing.character import Part
from cms.pages.demonstration.drawing.ink import INK, LOIRE, SUN, TEAL, oval, path, rect


def helmet(colour: str = SUN) -> Part:
    def over(turn: float, pen: float) -> str:
        t = 4 * turn
        return (
            path(f"M{-29} -17Q-32 -48 {t} -50Q{31 + t} -50 {29 + t} -19Q{t} -28 -29 -17Z", colour)
            + path(f"M{-30} -15Q{2 + t} -28 {40 + t} -18Q{38 + t} -24 {29 + t} -26Q{t} -34 -29 -21Z", colour)
            + path(f"M{-6 + t} -48Q{-10 + t} -36 {-8 + t} -29M{10 + t} -48Q{14 + t} -38 {12 + t} -29", pen=pen * 0.7)
        )

    return over


def mask_up(turn: float, pen: float) -> str:
    """The mask pushed up on the forehead."""
    t = 6 * turn
    return (
        path(
            f"M{-26 + t * 0.4} -18Q{-32 + t} -46 {-6 + t} -58Q{26 + t} -64 {38 + t} -44"
            f"Q{40 + t} -28 {30 + t} -20Q4 -34 {-26 + t * 0.4} -18Z",
            LOIRE,
        )
        + path(f"M{-2 + t} -46L{26 + t} -50L{30 + t} -38L{2 + t} -35Z", INK)
        + path(f"M{8 + t} -40L{15 + t} -46", pen=pen * 0.8, color=TEAL)
        + oval(-24 + t * 0.4, -16, 4.5, fill=SUN, pen=pen * 0.8)
    )


def mask_down(turn: float, pen: float) -> str:
    """A welder's mask over the face, with its dark window."""
    t = 5 * turn
    return (
        path(
            f"M{-27 + t} -20Q{t} -42 {27 + t} -20Q{32 + t} 8 {22 + t} 30"
            f"Q{4 + t} 46 {-16 + t} 30Q{-30 + t} 10 {-27 + t} -20Z",
            LOIRE,
        )
        + path("M-28 -18Q-18 -40 4 -40Q26 -40 32 -20", pen=pen * 1.2)
        + rect(-15 + t * 1.8, -14, 30, 17, INK, 3)
        + path(f"M{-9 + t * 1.8} -2L{1 + t * 1.8} -11M{-1 + t * 1.8} -1L{6 + t * 1.8} -8", pen=pen * 0.8, color=TEAL)
        + path(f"M{-12 + t} 18H{20 + t}M{-8 + t} 25H{16 + t}", pen=pen * 0.6)
        + oval(-24 + t * 0.4, -14, 4.5, fill=SUN, pen=pen * 0.8)
    )


def visor(turn: float, pen: float) -> str:
    """A virtual-reality headset on a head."""
    x = 9 * turn
    return (
        path(f"M-26 -8L{-16 + x} -10", pen=pen * 3.4)
        + path(
            f"M{-17 + x} -15Q{4 + x} -19 {20 + x} -15Q{24 + x} -4 {20 + x} 6Q{12 + x} 8 {6 + x} 5"
            f"Q{2 + x} 1 {-3 + x} 5Q{-10 + x} 8 {-17 + x} 6Q{-20 + x} -4 {-17 + x} -15Z",
            INK,
        )
        + path(f"M{-9 + x} -8H{12 + x}", pen=pen, color=TEAL)
    )
