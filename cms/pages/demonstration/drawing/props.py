"""Things: the Orientibus, a bicycle, desks, masks, helmets, tools. Each is drawn in its own small units at (0, 0)."""

import math

from cms.pages.demonstration.drawing.ink import (
    CORAL,
    DUNE,
    INK,
    LEAF,
    LOIRE,
    MIST,
    SAND,
    SKY,
    STEEL,
    SUN,
    TEAL,
    WHITE,
    WOOD,
    blob,
    group,
    line,
    n,
    oval,
    path,
    poly,
    rect,
    star,
    stroke,
)
from cms.pages.demonstration.drawing.people import Part


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


def desk(w: float, h: float = 90, top: str = WOOD) -> str:
    """A pupil's table whose top's upper edge is y = 0."""
    return (
        rect(14, 10, w - 28, 52, "#d7b98a", 2)
        + rect(0, 0, w, 14, top, 3)
        + line((16, 14), (10, h), pen=8)
        + line((w - 16, 14), (w - 10, h), pen=8)
        + line((16, 14), (10, h), pen=3, color=STEEL)
        + line((w - 16, 14), (w - 10, h), pen=3, color=STEEL)
    )


def paper(w: float = 34, h: float = 44, lines: int = 4, fill: str = WHITE) -> str:
    marks = "".join(
        line(
            (5, 9 + i * (h - 14) / max(1, lines - 1)),
            (w - 6 - (i % 2) * 8, 9 + i * (h - 14) / max(1, lines - 1)),
            pen=2.2,
        )
        for i in range(lines)
    )
    return rect(0, 0, w, h, fill, 2) + marks


def phone(w: float = 20, h: float = 34, screen: str = SKY) -> str:
    return rect(-w / 2, -h, w, h, INK, 4) + rect(-w / 2 + 3, -h + 4, w - 6, h - 9, screen, 1, 1)


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


def helmet(colour: str = SUN) -> Part:
    def over(turn: float, pen: float) -> str:
        t = 4 * turn
        return (
            path(f"M{-29} -17Q-32 -48 {t} -50Q{31 + t} -50 {29 + t} -19Q{t} -28 -29 -17Z", colour)
            + path(f"M{-30} -15Q{2 + t} -28 {40 + t} -18Q{38 + t} -24 {29 + t} -26Q{t} -34 -29 -21Z", colour)
            + path(f"M{-6 + t} -48Q{-10 + t} -36 {-8 + t} -29M{10 + t} -48Q{14 + t} -38 {12 + t} -29", pen=pen * 0.7)
        )

    return over


def torch() -> str:
    """A welding torch in a hand that points to the right."""
    return (
        path("M-4 -4L22 -2Q34 0 38 12L34 14Q30 6 20 5L-4 5Z", INK)
        + path("M-4 0Q-40 10 -46 60", pen=7)
        + path("M-4 0Q-40 10 -46 60", pen=2.4, color=CORAL)
    )


def sparks(
    x: float,
    y: float,
    size: float = 1,
    count: int = 26,
    seed: int = 1,
    spread: float = 360,
    start: float = 0,
    glow: bool = True,
) -> str:
    """The light of welding: a white star and sparks that fly in lines."""
    out = []
    if glow:
        out.append(
            star(x, y, 54 * size, 22 * size, 12, SUN, 10 + seed, 0)
            + star(x, y, 34 * size, 13 * size, 10, WHITE, 30 + seed, 0)
        )
    for i in range(count):
        angle = math.radians(start + (i * 137.5 + seed * 31) % spread)
        near = (50 + (i * 47 + seed * 13) % 70) * size
        length = (10 + (i * 29 + seed * 7) % 34) * size
        x1, y1 = x + near * math.cos(angle), y + near * math.sin(angle)
        x2, y2 = x + (near + length) * math.cos(angle), y + (near + length) * math.sin(angle) + length * 0.25
        out.append(
            line(
                (x1, y1),
                (x2, y2),
                pen=(2.5 + i % 3) * min(1.3, max(0.7, size)),
                color=(SUN, WHITE, SUN, "#f8d98c")[i % 4],
            )
        )
    return "".join(out)


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


def crepe() -> str:
    return blob([(-16, 0), (-10, -10), (10, -11), (17, -2), (12, 7), (-10, 8)], "#eebf6b") + path(
        "M-8 -4q4 -3 8 0M2 2q4 -2 6 0", pen=2
    )


def mug(colour: str = CORAL) -> str:
    return path("M-12 -26H12V-4Q12 2 6 2H-6Q-12 2 -12 -4Z", colour) + path("M12 -20q11 0 11 8q0 8 -11 8", pen=None)


def model_boat() -> str:
    """The little ship that the grandfather builds, 150 long, its keel on y = 0."""
    return (
        path("M-74 -30H78Q70 -2 52 0H-58Q-72 -10 -74 -30Z", CORAL)
        + rect(-40, -56, 66, 26, WHITE)
        + rect(-24, -74, 34, 18, WHITE)
        + "".join(rect(-32 + i * 15, -49, 8, 10, SKY, 1, 2.4) for i in range(4))
        + poly([(-14, -74), (-12, -96), (2, -94), (2, -74)], SUN)
        + rect(-66, 0, 12, 12, WOOD)
        + rect(34, 0, 12, 12, WOOD)
    )


def cat() -> str:
    """A grey cat that sits, 70 high, its paws on y = 0."""
    return (
        stroke((22, -6), (44, -8), (48, -30), (40, -38), pen=13)
        + stroke((22, -6), (44, -8), (48, -30), (40, -38), pen=6, color=STEEL)
        + blob([(-18, 0), (-20, -26), (-8, -44), (10, -42), (24, -20), (26, 0)], STEEL)
        + path("M-26 -50L-24 -74L-10 -64H6L20 -74L22 -50Q20 -34 -2 -34Q-24 -34 -26 -50Z", STEEL)
        + oval(-11, -52, 2.6, 4, INK, 0)
        + oval(8, -52, 2.6, 4, INK, 0)
        + path(
            "M-4 -46h4l-2 3zM-2 -43q-3 4 -7 1M-2 -43q3 4 7 1M-28 -46h-12M-27 -42l-12 4M24 -46h12M23 -42l12 4", pen=1.8
        )
        + path("M-8 0V-16M6 0V-16", pen=2.4)
    )


def lamp(x: float, y: float, length: float, shade: str = SUN) -> str:
    return (
        line((x, y), (x, y + length))
        + poly(
            [(x - 34, y + length + 30), (x - 14, y + length), (x + 14, y + length), (x + 34, y + length + 30)], shade
        )
        + oval(x, y + length + 32, 11, 8, WHITE)
    )


def sun_gate() -> str:
    """The garden gate that the grandmother welded: a rising sun of iron, 220 wide, 210 high, on y = 0."""
    iron = "M-110 0V-150Q0 -236 110 -150V0ZM-110 -40H110M-110 -8H110" + "".join(
        f"M0 -40L{n(96 * math.cos(math.radians(a)))} {n(-40 + 120 * math.sin(math.radians(a)))}"
        for a in (-165, -140, -115, -90, -65, -40, -15)
    )
    rays = path(iron, pen=14)
    frame = path(iron, pen=7, color=TEAL)
    beads = "".join(
        oval(100 * math.cos(math.radians(a)), -40 + 124 * math.sin(math.radians(a)), 5, fill=SUN, pen=2.5)
        for a in (-140, -115, -90, -65, -40)
    )
    disc = path("M-38 -40A38 38 0 0 1 38 -40Z", SUN)
    return rays + frame + disc + beads


def crane_hook() -> str:
    return (
        line((0, -200), (0, -20))
        + rect(-9, -26, 18, 18, SUN)
        + path("M0 -8V4Q14 6 12 18Q8 28 -4 24Q-12 20 -10 12", pen=6)
    )


def board(w: float, h: float, fill: str = LEAF) -> str:
    return rect(0, 0, w, h, WOOD, 4) + rect(10, 10, w - 20, h - 20, fill, 2, 3)


def balloon_bunting(x: float, y: float, w: float, count: int = 9) -> str:
    """A line of small flags."""
    out = [stroke((x, y), (x + w / 2, y + 26), (x + w, y), pen=3)]
    for i in range(count):
        t = (i + 0.5) / count
        fx, fy = x + w * t, y + 26 * (1 - (2 * t - 1) ** 2)
        out.append(poly([(fx - 11, fy), (fx + 11, fy), (fx, fy + 24)], (CORAL, SUN, LOIRE, LEAF)[i % 4], 3))
    return "".join(out)


def toolbox() -> str:
    return (
        rect(-40, -34, 80, 34, CORAL, 3)
        + path("M-20 -34V-48H20V-34", pen=5)
        + line((-40, -20), (40, -20), pen=3)
        + rect(-8, -26, 16, 12, SUN, 2, 3)
    )


def glove(colour: str = DUNE) -> str:
    return path(
        "M-14 30V0Q-18 -26 -10 -28Q-5 -28 -5 -14Q-5 -38 1 -38Q7 -38 6 -14"
        "Q8 -34 13 -33Q18 -32 15 -10Q22 -22 26 -17Q28 -12 20 2Q16 12 16 30Z",
        colour,
    ) + path("M-14 20H16M-14 30H16", pen=None)


def hanging_sign(w: float, h: float, fill: str = SAND) -> str:
    return line((w * 0.2, -24), (w * 0.2, 0)) + line((w * 0.8, -24), (w * 0.8, 0)) + rect(0, 0, w, h, fill, 6)


def held(content: str, dx: float = 0, dy: float = 0, turn: float = 0) -> str:
    """A thing moved into a hand."""
    return group(content, transform=f"translate({n(dx)} {n(dy)}) rotate({n(turn)})")
