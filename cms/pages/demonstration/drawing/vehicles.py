"""What rolls: the Orientibus, a bicycle, a wheelchair. Each is drawn in its own small units at (0, 0)."""

import math

from cms.pages.demonstration.drawing.ink import (
    CORAL,
    INK,
    LEAF,
    LOIRE,
    MIST,
    SKY,
    STEEL,
    SUN,
    WHITE,
    line,
    oval,
    path,
    rect,
)


def wheel(x: float, y: float, r: float, hub: str = STEEL) -> str:
    return oval(x, y, r, fill=INK) + oval(x, y, r * 0.55, fill=hub, pen=3) + oval(x, y, r * 0.16, fill=INK, pen=0)


def orientibus(lettering: str = "") -> str:
    """The guidance bus, 620 wide and 250 high, its wheels on y = 0, open at the side; `lettering` goes on its flank."""
    body = path("M0 -40V-196Q0 -230 34 -230H560Q606 -230 612 -180L620 -96V-40Z", SUN)
    band = path("M0 -92H620L620 -40H0Z", CORAL)
    out = [
        body,
        band,
        path("M0 -92H619M0 -40H620"),
        rect(30, -198, 96, 70, SKY, 10),
        rect(142, -198, 96, 70, SKY, 10),
        path("M40 -140L84 -190M52 -140L82 -174M152 -140L196 -190", pen=3, color=WHITE),
        rect(262, -206, 104, 166, INK, 8),
        rect(272, -196, 84, 156, MIST, 4, 3),
        path("M262 -40H366V-22H250V-30H262Z", STEEL),
        rect(388, -198, 96, 70, SKY, 10),
        path("M398 -140L442 -190", pen=3, color=WHITE),
        path("M506 -198H562Q584 -198 588 -176L594 -128H506Z", SKY),
        path("M520 -140L560 -188", pen=3, color=WHITE),
        rect(596, -84, 26, 20, SUN, 6),
        path("M250 -212L378 -212L400 -184L228 -184Z", WHITE),
        path("M264 -212L246 -184M300 -212L292 -184M336 -212L340 -184M370 -212L388 -184", pen=10, color=LOIRE),
        path("M250 -212L378 -212L400 -184L228 -184Z"),
        wheel(110, -24, 36),
        wheel(520, -24, 36),
        path("M64 -30A46 46 0 0 1 156 -30M474 -30A46 46 0 0 1 566 -30", pen=4),
        lettering,
    ]
    return "".join(out)


def bicycle(frame: str = LEAF) -> str:
    """A bicycle 190 long, its wheels on y = 0."""
    spokes = "".join(
        line((cx, -42), (cx + 36 * math.cos(a), -42 + 36 * math.sin(a)), pen=1.8)
        for cx in (-62, 62)
        for a in [i * math.pi / 4 for i in range(8)]
    )
    return "".join(
        [
            oval(-62, -42, 40, pen=9),
            oval(62, -42, 40, pen=9),
            oval(-62, -42, 40, pen=3, color=WHITE),
            oval(62, -42, 40, pen=3, color=WHITE),
            spokes,
            path("M-62 -42L-22 -92L38 -92L-4 -42ZM-22 -92L-4 -42M62 -42L38 -92", pen=11),
            path("M-62 -42L-22 -92L38 -92L-4 -42ZM-22 -92L-4 -42M62 -42L38 -92", pen=5, color=frame),
            line((-22, -92), (-26, -108), pen=6),
            path("M-44 -112Q-26 -116 -8 -108L-12 -104H-40Z", INK),
            path("M38 -92L32 -116Q46 -126 56 -114", pen=6),
            oval(-4, -42, 11, fill=STEEL),
        ]
    )


def wheelchair(behind: bool = True) -> str:
    """In a figure's units, for a seated person whose neck is at (0, 0)."""
    if behind:
        return path("M-34 20V104", pen=9) + path("M-34 20V104", pen=3.5, color=STEEL) + path("M-44 22H-30", pen=9)
    return (
        rect(-34, 98, 66, 12, INK, 4)
        + path("M26 108L44 186H62", pen=8)
        + path("M26 108L44 186H62", pen=3, color=STEEL)
        + oval(46, 192, 12, fill=INK)
        + oval(46, 192, 4, fill=STEEL, pen=0)
        + oval(-12, 150, 54, pen=10)
        + oval(-12, 150, 54, pen=3, color=STEEL)
        + path("M-12 150V100M-12 150L26 188M-12 150L-50 188M-12 150L38 134M-12 150L-62 134", pen=2)
        + oval(-12, 150, 8, fill=STEEL)
    )


# For a figure that sits in it.
IN_A_WHEELCHAIR = {"behind": wheelchair(), "front": wheelchair(False)}
