"""What people wear: each piece is drawn over a torso, or a face, in the figure's own units."""

from cms.pages.demonstration.drawing.character import Part
from cms.pages.demonstration.drawing.ink import LOIRE, SAND, WHITE, line, oval, path, rect


def round_glasses(colour: str, radius: float = 8.6) -> Part:
    def over(turn: float, pen: float) -> str:
        back, front = -10 + 10.5 * turn, 10 + 8 * turn
        temple = line((back - radius, -3), (-24 + 3 * turn, -5), pen=pen, color=colour)
        bridge = path(f"M{back + radius} -4Q{(back + front) / 2} -7 {front - radius} -4", pen=pen, color=colour)
        return (
            temple
            + bridge
            + oval(back, -2, radius, pen=pen, color=colour)
            + oval(front, -2, radius, pen=pen, color=colour)
        )

    return over


def hood(colour: str) -> Part:
    def clothes(turn: float, pen: float) -> str:
        collar = path("M-17 1Q-22 -9 -11 -12Q0 4 11 -12Q22 -9 16 2Q0 16 -17 1Z", colour)
        strings = line((-5, 9), (-6, 28), pen=pen, color=SAND) + line((6, 9), (7, 25), pen=pen, color=SAND)
        pocket = path("M-15 92L-12 66Q0 62 12 66L15 92", pen=pen * 0.8)
        return collar + strings + pocket

    return clothes


def stripes(turn: float, pen: float) -> str:
    bands = "".join(
        path(f"M{-26 + i * 0.5} {16 + i * 11}Q0 {22 + i * 11} {25 - i * 0.5} {16 + i * 11}", pen=pen + 1.6, color=LOIRE)
        for i in range(7)
    )
    return bands + path("M-12 -3Q0 9 12 -3", pen=pen)


def overall(colour: str, trim: str) -> Part:
    def clothes(turn: float, pen: float) -> str:
        collar = path("M-14 -4L-16 8L-2 16L0 6L3 16L16 8L13 -4Q0 10 -14 -4Z", colour)
        zip_line = line((0, 14), (0, 96), pen=pen * 0.8)
        pocket = rect(6, 30, 14, 16, colour, 2, pen * 0.8) + line((6, 36), (20, 36), pen=pen * 0.8)
        band = path("M-24.5 58Q0 64 23.5 58L23 66Q0 72 -24 66Z", trim, pen * 0.8)
        return collar + zip_line + pocket + band

    return clothes


def knit(turn: float, pen: float) -> str:
    neck = path("M-13 -4Q-15 -13 -10 -14Q0 -9 10 -14Q15 -13 13 -4Q0 8 -13 -4Z", LOIRE)
    ribs = path("M-6 -10v9M0 -8v9M6 -10v9M-21 88v8M-12 91v8M-3 92v8M6 92v8M15 90v8", pen=pen * 0.6)
    return neck + ribs


def jacket(lapel: str, shirt: str) -> Part:
    def clothes(turn: float, pen: float) -> str:
        return (
            path("M-9 -4L0 40L10 -4Q0 8 -9 -4Z", shirt)
            + path("M-10 -5L-20 10L-14 20L0 46L0 96M10 -5L20 10L14 20L0 46", pen=pen * 0.9)
            + oval(-6, 64, 2, 2, lapel, pen * 0.6)
        )

    return clothes


def polo(colour: str) -> Part:
    def clothes(turn: float, pen: float) -> str:
        badge = rect(7, 28, 13, 9, WHITE, 1.5, pen * 0.7) + line((10, 32), (17, 32), pen=pen * 0.6)
        return path("M-11 -5L-14 9L0 16L14 9L11 -5Q0 8 -11 -5Z", colour) + line((0, 16), (0, 34), pen=pen * 0.8) + badge

    return clothes


def apron(colour: str) -> Part:
    def clothes(turn: float, pen: float) -> str:
        return (
            path("M-13 22Q0 28 13 22L20 44L23 97Q0 104 -23 97L-20 44Z", colour)
            + path("M-13 22L-12 -3M13 22L11 -3", pen=pen)
            + path("M-11 60H13V76Q0 80 -11 76Z", colour, pen * 0.8)
        )

    return clothes


def scrubs(turn: float, pen: float) -> str:
    return (
        path("M-11 -3L0 22L12 -3Q0 8 -11 -3Z", "#f3cfb0")
        + rect(7, 40, 13, 15, "none", 1, pen * 0.8)
        + path("M10 40v-7M14 40v-5", pen=pen)
    )
