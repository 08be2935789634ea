"""Faces: an expression is brows, eyes and a mouth, placed on a head that turns from the front to three quarters."""

from dataclasses import dataclass

from cms.pages.demonstration.drawing.ink import CORAL, INK, WHITE, blob, group, n, oval, path, rect, stroke

MOUTH_INSIDE = "#6e1f1a"


@dataclass(frozen=True, slots=True)
class Expression:
    """Names of the parts: see `_brow`, `_eye` and `_mouth`."""

    brows: str = "calm"
    eyes: str = "dot"
    mouth: str = "smile"
    sweat: bool = False
    blush: bool = False
    tear: bool = False


EXPRESSIONS = {
    "calm": Expression(),
    "neutral": Expression(mouth="flat"),
    "joy": Expression(brows="up", eyes="happy", mouth="laugh"),
    "grin": Expression(brows="up", mouth="grin"),
    "talk": Expression(mouth="talk"),
    "ask": Expression(brows="up", mouth="talk"),
    "explain": Expression(brows="one", mouth="talk"),
    "tease": Expression(brows="one", eyes="half", mouth="smirk"),
    "bored": Expression(brows="flat", eyes="half", mouth="flat"),
    "worried": Expression(brows="worried", mouth="wobble", sweat=True),
    "panic": Expression(brows="worried", eyes="wide", mouth="grit", sweat=True),
    "surprise": Expression(brows="up", eyes="wide", mouth="o"),
    "awe": Expression(brows="up", eyes="wide", mouth="awe", blush=True),
    "sad": Expression(brows="worried", eyes="down", mouth="frown"),
    "moved": Expression(brows="worried", eyes="dot", mouth="soft", tear=True),
    "proud": Expression(brows="calm", eyes="happy", mouth="smile", blush=True),
    "tender": Expression(brows="worried", eyes="happy", mouth="smile", blush=True),
    "focus": Expression(brows="angry", eyes="dot", mouth="tongue"),
    "angry": Expression(brows="angry", mouth="frown"),
    "shout": Expression(brows="angry", eyes="dot", mouth="laugh"),
    "sheepish": Expression(brows="worried", eyes="side", mouth="smirk", sweat=True, blush=True),
    "shut": Expression(brows="calm", eyes="shut", mouth="soft"),
    "think": Expression(brows="one", eyes="upward", mouth="pinch"),
}


def _brow(kind: str, x: float, y: float, side: int, pen: float) -> str:
    """`side` is -1 for the brow at the back of the head and 1 for the one in front."""
    inner, outer, lift, bow = {
        "calm": (0, 0, 0, 2.5),
        "flat": (1, 1, 2, 0),
        "up": (-2, 0, -4, 3),
        "one": (-4, -3, -2, 2) if side == 1 else (2, 1, 1, 1),
        "worried": (-4, 2, -2, 0.5),
        "angry": (3.5, -3, 1, 0),
    }[kind]
    left, right = (outer, inner) if side == -1 else (inner, outer)
    y += lift
    return path(
        f"M{n(x - 6)} {n(y + left)}Q{n(x)} {n(y - bow + (left + right) / 2)} {n(x + 6)} {n(y + right)}", pen=pen
    )


def _eye(kind: str, x: float, y: float, pen: float, size: float, lash: bool) -> str:
    rx, ry = 2.7 * size, 3.7 * size
    if kind == "happy":
        return path(f"M{n(x - 5)} {n(y + 2)}Q{n(x)} {n(y - 5)} {n(x + 5)} {n(y + 2)}", pen=pen)
    if kind in ("shut", "down"):
        lid = path(f"M{n(x - 5)} {n(y)}Q{n(x)} {n(y + 4)} {n(x + 5)} {n(y)}", pen=pen)
        return lid + (stroke((x + 5, y), (x + 7.5, y - 1.5), pen=pen * 0.8) if lash else "")
    if kind == "wide":
        return oval(x, y, 6.4 * size, 7.4 * size, WHITE, pen * 0.75) + oval(x + 1, y + 0.5, 2.6, 3.2, INK, 0)
    dx, dy = {"side": (-2.6, 0), "upward": (1.5, -2)}.get(kind, (0, 0))
    if kind in ("side", "upward"):
        return oval(x, y, 5.4 * size, 6 * size, WHITE, pen * 0.75) + oval(x + dx, y + dy, 2.6, 3.1, INK, 0)
    drawn = oval(x, y, rx, ry, INK, 0) + oval(x + 0.9, y - 1.4, 0.9, 1.1, WHITE, 0)
    if kind == "half":
        drawn = path(f"M{n(x - rx)} {n(y - 0.5)}h{n(rx * 2)}a{n(rx)} {n(ry)} 0 0 1 {n(-rx * 2)} 0z", INK, 0)
        drawn += path(f"M{n(x - 5)} {n(y - 1)}h10", pen=pen * 0.9)
    if lash:
        drawn += path(f"M{n(x - 4)} {n(y - 3.4)}Q{n(x)} {n(y - 6.4)} {n(x + 5.4)} {n(y - 3.6)}", pen=pen * 0.7)
    return drawn


def _mouth(kind: str, x: float, y: float, pen: float) -> str:
    if kind == "smile":
        return path(f"M{n(x - 8)} {n(y - 1)}Q{n(x)} {n(y + 7)} {n(x + 8)} {n(y - 2)}", pen=pen)
    if kind == "soft":
        return path(f"M{n(x - 5)} {n(y)}Q{n(x)} {n(y + 3)} {n(x + 5)} {n(y - 0.5)}", pen=pen)
    if kind == "smirk":
        return path(f"M{n(x - 6)} {n(y + 1)}Q{n(x + 3)} {n(y + 4)} {n(x + 8)} {n(y - 3)}", pen=pen)
    if kind == "flat":
        return path(f"M{n(x - 6)} {n(y + 1)}h12", pen=pen)
    if kind == "pinch":
        return path(f"M{n(x - 3)} {n(y + 2)}Q{n(x + 1)} {n(y - 1)} {n(x + 5)} {n(y + 1)}", pen=pen)
    if kind == "frown":
        return path(f"M{n(x - 7)} {n(y + 4)}Q{n(x)} {n(y - 4)} {n(x + 7)} {n(y + 4)}", pen=pen)
    if kind == "wobble":
        return path(f"M{n(x - 9)} {n(y + 2)}q3 -5 6 0t6 0t6 -1", pen=pen)
    if kind == "o":
        return oval(x, y + 2, 4, 5.4, MOUTH_INSIDE, pen * 0.8)
    if kind == "talk":
        d = (
            f"M{n(x - 6)} {n(y - 1)}Q{n(x)} {n(y + 0.5)} {n(x + 7)} {n(y - 2)}"
            f"Q{n(x + 5)} {n(y + 8)} {n(x)} {n(y + 8)}Q{n(x - 5)} {n(y + 7)} {n(x - 6)} {n(y - 1)}Z"
        )
        return path(d, MOUTH_INSIDE, pen * 0.8)
    if kind == "grin":
        d = (
            f"M{n(x - 9)} {n(y - 2)}Q{n(x)} {n(y + 1)} {n(x + 9)} {n(y - 4)}"
            f"Q{n(x + 8)} {n(y + 7)} {n(x)} {n(y + 8)}Q{n(x - 7)} {n(y + 7)} {n(x - 9)} {n(y - 2)}Z"
        )
        return path(d, WHITE, pen * 0.8)
    if kind == "grit":
        teeth = "".join(path(f"M{n(x + dx)} {n(y - 2)}v7", pen=pen * 0.5) for dx in (-4, 0, 4))
        return rect(x - 8.5, y - 2, 17, 7.5, WHITE, 3, pen * 0.8) + teeth
    if kind == "tongue":
        tongue = blob([(x + 4, y), (x + 8, y + 1), (x + 7, y + 5), (x + 3, y + 4)], CORAL, pen * 0.7)
        return path(f"M{n(x - 6)} {n(y)}Q{n(x)} {n(y + 2)} {n(x + 8)} {n(y - 1)}", pen=pen) + tongue
    big = 10 if kind == "laugh" else 6.5
    d = (
        f"M{n(x - big)} {n(y - 3)}Q{n(x)} {n(y)} {n(x + big)} {n(y - 4)}"
        f"Q{n(x + big - 1)} {n(y + 11)} {n(x)} {n(y + 11)}Q{n(x - big + 1)} {n(y + 10)} {n(x - big)} {n(y - 3)}Z"
    )
    tongue = path(
        f"M{n(x - big * 0.62)} {n(y + 7.5)}Q{n(x)} {n(y + 3)} {n(x + big * 0.68)} {n(y + 7)}"
        f"Q{n(x)} {n(y + 13)} {n(x - big * 0.62)} {n(y + 7.5)}Z",
        CORAL,
        0,
    )
    return path(d, MOUTH_INSIDE, pen * 0.8) + tongue


def features(
    expression: Expression, turn: float, pen: float, *, eye: float, lash: bool, nose: str, brow_pen: float
) -> str:
    """Everything on the face but hair and glasses; the head's centre is the origin, its height is 66."""
    back, front = -10 + 10.5 * turn, 10 + 8 * turn
    middle = 9.5 * turn
    out = [
        _eye(expression.eyes, back, -2, pen, eye, lash),
        _eye(expression.eyes, front, -2, pen, eye, lash),
        _brow(expression.brows, back, -12.5 * max(1, eye * 0.95), -1, pen * brow_pen),
        _brow(expression.brows, front, -12.5 * max(1, eye * 0.95), 1, pen * brow_pen),
    ]
    nx = 11.5 * turn
    if nose == "round":
        out.append(
            path(
                f"M{n(nx - 1 + 3 * turn)} {n(1)}Q{n(nx + 9)} {n(8)} {n(nx + 3)} {n(10)}"
                f"Q{n(nx)} {n(11)} {n(nx - 2)} {n(9)}",
                pen=pen * 0.9,
            )
        )
    elif nose == "big":
        out.append(
            path(
                f"M{n(nx)} {n(-2)}Q{n(nx + 13)} {n(8)} {n(nx + 5)} {n(11.5)}Q{n(nx)} {n(13)} {n(nx - 3)} {n(10)}",
                "none",
                pen * 0.9,
            )
        )
    else:
        out.append(path(f"M{n(nx - 3)} {n(8)}Q{n(nx + 1)} {n(11.5)} {n(nx + 5)} {n(8)}", pen=pen * 0.9))
    out.append(_mouth(expression.mouth, middle, 19, pen))
    if expression.blush:
        for x in (back - 5, front + 3):
            out.append(path(f"M{n(x - 3)} {n(11)}l2.5 -4M{n(x + 1)} {n(11)}l2.5 -4", pen=pen * 0.55, color=CORAL))
    if expression.tear:
        x = front + 2
        out.append(path(f"M{n(x)} 4q-4 6 0 8q4 -2 0 -8z", "#bfe0e6", pen * 0.6))
    return group(*out)


def sweat(pen: float) -> str:
    """A drop on the temple, drawn over the hair."""
    return path("M30 -34q-7 10 0 13q8 -3 0 -13z", "#bfe0e6", pen * 0.7)
