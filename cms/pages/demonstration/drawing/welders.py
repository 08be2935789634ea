"""Awa and Inès as the shipyard equips them."""

from dataclasses import replace

from cms.pages.demonstration.drawing import headgear
from cms.pages.demonstration.drawing.cast import AWA, CURLS, INES
from cms.pages.demonstration.drawing.ink import fluffy


def low_curls(turn: float, pen: float) -> str:
    """Inès’s hair let down to fit under a helmet or a mask."""
    return fluffy(-8, 2, 31, 26, 11, CURLS, 0.1)


AWA_UP = replace(AWA, over_face=headgear.mask_up)
AWA_DOWN = replace(AWA, over_face=headgear.mask_down)
INES_HELMET = replace(INES, over_face=headgear.helmet(), back_hair=low_curls)
INES_UP = replace(INES, over_face=headgear.mask_up, back_hair=low_curls)
INES_DOWN = replace(INES, over_face=headgear.mask_down, back_hair=low_curls)
