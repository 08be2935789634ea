"""Small signs: the label's seal, the browser's icon."""

import math

from cms.pages.demonstration.drawing.ink import CORAL, LOIRE, SAND, SUN, curve, document, line, oval, path, rect, star


def label() -> str:
    """The seal: a scalloped sun, the bridge on three piers (school, company, authority)."""
    points = []
    for i in range(48):
        radius = 190 if i % 2 else 172
        points.append((200 + radius * math.cos(math.tau * i / 48), 200 + radius * math.sin(math.tau * i / 48)))
    return document(
        400,
        400,
        path(curve(points, close=True), CORAL, 6)
        + oval(200, 200, 146, fill=SUN, pen=6)
        + path("M62 246A146 146 0 0 0 338 246Q300 232 270 246T200 246T130 246T62 246Z", LOIRE, 6)
        + path("M66 240C140 240 136 118 200 118s60 122 134 122", pen=14)
        + line((62, 240), (338, 240), pen=11)
        + "".join(line((x, y), (x, 240), pen=9) for x, y in ((146, 176), (200, 118), (254, 176)))
        + "".join(oval(x, 278 if x != 200 else 292, 13, fill=SAND, pen=5) for x in (146, 200, 254))
        + star(200, 88, 24, 10, 5, CORAL, pen=4),
    )


def favicon() -> str:
    return document(
        64,
        64,
        rect(2, 2, 60, 60, SUN, 16, 3)
        + path("M9 45C23 45 20 17 32 17s9 28 23 28", pen=4.4)
        + path("M9 45H55M21 45V33M32 45V17M43 45V33", pen=3.6),
    )
