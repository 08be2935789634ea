"""Who somebody is, and how they stand: what a figure is drawn from."""

from collections.abc import Callable
from dataclasses import dataclass

from cms.pages.demonstration.drawing.ink import INK, Point

# A part drawn by a character of its own (hair, clothes): takes the turn of the head and the width of the pen.
Part = Callable[[float, float], str]


def nothing(turn: float, pen: float) -> str:
    return ""


@dataclass(frozen=True)
class Cast:
    """What never changes of a character."""

    name: str
    skin: str
    top: str
    bottom: str = INK
    sleeve: str = ""
    sleeve_bands: str = ""
    shoes: str = "#ffffff"
    cuff: str = ""
    back_hair: Part = nothing
    front_hair: Part = nothing
    over_face: Part = nothing
    clothes: Part = nothing
    jaw: float = 1.0
    eye: float = 1.0
    lash: bool = False
    nose: str = "round"
    brow_pen: float = 1.15
    girth: float = 1.0
    height: float = 1.0
    ear: bool = True


@dataclass(frozen=True)
class Pose:
    """Hands are where the figure puts them, in its own units: x forward, y down from the neck."""

    near: Point = (-26, 96)
    far: Point = (24, 94)
    near_hand: str = "relaxed"
    far_hand: str = "relaxed"
    near_bend: int = -1
    far_bend: int = -1
    legs: str = "stand"
    lean: float = 0
    tilt: float = 0
    turn: float = 1
    head: Point = (0, 0)
    far_front: bool = False
    near_behind: bool = False
