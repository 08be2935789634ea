"""Inside: the classroom, the grandfather's kitchen, a bedroom, the bus, a ship's hull. Each fills a panel w × h."""

from cms.pages.demonstration.drawing import props
from cms.pages.demonstration.drawing.ink import (
    CORAL,
    DUNE,
    LEAF,
    MIST,
    NIGHT,
    PEACH,
    SAND,
    SKY,
    STEEL,
    SUN,
    TEAL,
    WHITE,
    WOOD,
    group,
    line,
    oval,
    path,
    placed,
    poly,
    rect,
)


def ground(w: float, h: float, horizon: float, fill: str) -> str:
    """What people stand on, from the line of the horizon down."""
    return rect(0, horizon, w, h - horizon, fill, pen=0) + line((0, horizon), (w, horizon))


def flat(w: float, h: float, wall: str, floor: str, horizon: float) -> str:
    """A plain wall and a floor."""
    return rect(0, 0, w, h, wall, pen=0) + ground(w, h, horizon, floor)


def saw_roof(w: float, edge: float, tooth: int, rise: float, start: int) -> str:
    """The roof of a workshop, glass on one side of each tooth; `edge`: where it ends, `rise`: how high a tooth is."""
    teeth = "".join(poly([(x, edge), (x, edge - rise), (x + tooth, edge)], SKY) for x in range(start, int(w), tooth))
    return rect(0, 0, w, edge, STEEL, pen=0) + teeth + line((0, edge), (w, edge), pen=8)


def window(x: float, y: float, w: float, h: float, sky: str = SKY) -> str:
    return (
        rect(x, y, w, h, sky)
        + path(f"M{x + w / 2} {y}V{y + h}M{x} {y + h / 2}H{x + w}", pen=5)
        + rect(x - 8, y + h, w + 16, 12, SAND)
    )


def classroom(w: float, h: float, horizon: float, board: float = 40, board_w: float = 300) -> str:
    return (
        flat(w, h, "#d5e5c8", "#c9a27a", horizon)
        + placed(props.board(board_w, 180), board, horizon - 260)
        + line((board + 20, horizon - 72), (board + board_w - 20, horizon - 72), pen=6)
    )


def kitchen(w: float, h: float, horizon: float, sky: str = SKY) -> str:
    tiles = "".join(line((x, horizon - 90), (x, horizon), pen=2, color=TEAL) for x in range(0, int(w), 46))
    shelf_x = w - 250
    return (
        flat(w, h, PEACH, DUNE, horizon)
        + rect(0, horizon - 90, w, 90, MIST, pen=0)
        + tiles
        + line((0, horizon - 45), (w, horizon - 45), pen=2, color=TEAL)
        + line((0, horizon - 90), (w, horizon - 90))
        + line((0, horizon), (w, horizon))
        + window(48, horizon - 262, 150, 132, sky)
        + rect(shelf_x, horizon - 176, 200, 12, WOOD, 2)
        + group(
            rect(14, -44, 34, 44, CORAL, 3),
            rect(58, -34, 30, 34, SUN, 3),
            rect(98, -50, 30, 50, LEAF, 3),
            placed(props.mug(TEAL), 160, -2),
            transform=f"translate({shelf_x} {horizon - 176})",
        )
    )


def bedroom(w: float, h: float, horizon: float) -> str:
    return (
        flat(w, h, "#c3d9de", "#d8b98d", horizon)
        + window(w - 150, horizon - 250, 116, 130, NIGHT)
        + "".join(
            oval(x, y, 3, fill=SUN, pen=0)
            for x, y in ((w - 130, horizon - 226), (w - 70, horizon - 150), (w - 56, horizon - 232))
        )
    )


def bus_inside(w: float, h: float) -> str:
    return (
        flat(w, h, "#fbe3ab", STEEL, h - 60)
        + rect(-20, 60, w * 0.42, 130, SKY, 16)
        + rect(w * 0.5, 60, w * 0.6, 130, SKY, 16)
        + path(f"M40 180L100 70M70 180L120 88M{w * 0.62} 180L{w * 0.72} 70", pen=3.4, color=WHITE)
        + line((0, 34), (w, 34), pen=9)
        + line((0, 34), (w, 34), pen=3.4, color=STEEL)
        + rect(-10, h - 130, w + 20, 70, CORAL)
    )


def hull(w: float, h: float, wall: str = "#3c5573", floor: str = "#2b3d57") -> str:
    """The inside of a ship under construction: frames, plates, cables, a lamp."""
    ribs = "".join(
        path(f"M{x} 0Q{x - 26} {h * 0.5} {x + 4} {h - 70}", pen=13)
        + path(f"M{x} 0Q{x - 26} {h * 0.5} {x + 4} {h - 70}", pen=6, color=STEEL)
        for x in range(70, int(w) + 60, 150)
    )
    return (
        flat(w, h, wall, floor, h - 70)
        + line((0, h * 0.32), (w, h * 0.32), pen=3)
        + line((0, h * 0.62), (w, h * 0.62), pen=3)
        + ribs
        + path(f"M0 46Q{w * 0.3} 84 {w * 0.55} 44T{w} 50", pen=8)
        + path(f"M0 46Q{w * 0.3} 84 {w * 0.55} 44T{w} 50", pen=3, color=CORAL)
    )


def workshop(w: float, h: float, horizon: float, wall: str = "#d9e4e6") -> str:
    """The yard's hall: saw-tooth roof, a crane rail, a yellow line on the floor."""
    return (
        flat(w, h, wall, DUNE, horizon)
        + saw_roof(w, 74, tooth=120, rise=52, start=-30)
        + line((0, horizon + 40), (w, horizon + 34), pen=8, color=SUN)
    )


def garage(w: float, h: float, horizon: float) -> str:
    tools = (
        path("M30 60L60 120M54 54q-16 -4 -20 8q10 6 18 4M110 52V120M100 52H120V66H100ZM160 60q-12 12 0 24t0 36", pen=6)
        + rect(190, 60, 60, 14, STEEL, 3)
        + line((220, 74), (220, 120), pen=6)
    )
    return (
        flat(w, h, "#f9dca0", "#d9a861", horizon)
        + rect(20, 84, w - 40, 120, "#e9bd74", 4)
        + group(tools, transform="translate(20 46)")
    )


def night_garden(w: float, h: float, horizon: float) -> str:
    stars = "".join(
        oval(x, y, r, fill=SUN, pen=0)
        for x, y, r in (
            (60, 46, 3),
            (180, 96, 2.4),
            (260, 40, 3.4),
            (w - 70, 70, 3),
            (w - 190, 36, 2.6),
            (w - 300, 90, 3),
            (w / 2 + 40, 60, 2.4),
        )
    )
    return (
        flat(w, h, NIGHT, "#2c4a4a", horizon)
        + stars
        + oval(w - 130, 100, 40, fill=SAND, pen=0)
        + oval(w - 146, 90, 36, fill=NIGHT, pen=0)
        + rect(-10, horizon - 120, w * 0.2, 130, "#54607e")
        + rect(w * 0.62, horizon - 120, w * 0.5, 130, "#54607e")
        + path(
            f"M0 {horizon - 70}H{w * 0.18}M{w * 0.62} {horizon - 70}H{w}M{w * 0.72} {horizon - 120}"
            f"V{horizon - 70}M{w * 0.86} {horizon - 70}V{horizon}M{w * 0.08} {horizon - 120}V{horizon - 70}",
            pen=2.4,
        )
    )
