"""A plate: rows of panels, what is drawn and said in each, and the checks that a letterer makes."""

import math
from dataclasses import dataclass, field
from typing import Self

from cms.pages.demonstration.drawing import balloons
from cms.pages.demonstration.drawing.balloons import Box
from cms.pages.demonstration.drawing.character import Cast, Pose
from cms.pages.demonstration.drawing.ink import CORAL, INK, SAND, SUN, WHITE, Point, document, n, rect
from cms.pages.demonstration.drawing.lettering import Letters
from cms.pages.demonstration.drawing.people import Drawn, figure

WIDTH, HEIGHT = 1000, 1400
MARGIN, GUTTER = 36, 18


@dataclass
class Panel:
    """One panel; everything in it is placed from its own left top corner."""

    plate: "Plate"
    x: float
    y: float
    w: float
    h: float
    description: str = ""
    lines: list[dict[str, str]] = field(default_factory=list)
    art: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    heads: list[Drawn] = field(default_factory=list)

    def shows(self, description: str) -> Self:
        """What a reader who does not see the panel must know."""
        self.description = description
        return self

    def add(self, *art: str) -> Self:
        self.art.extend(art)
        return self

    def person(
        self,
        who: Cast,
        x: float,
        y: float,
        scale: float,
        mood: str = "calm",
        pose: Pose | None = None,
        *,
        left: bool = False,
        extra: dict[str, str] | None = None,
    ) -> Drawn:
        drawn = figure(who, x, y, scale, mood, pose, left=left, extra=extra)
        self.add(drawn.svg)
        self.heads.append(drawn)
        return drawn

    def say(
        self,
        speaker: str,
        text: str,
        x: float,
        y: float,
        limit: float = 230,
        to: Drawn | Point | None = None,
        *,
        kind: str = "say",
        size: float = balloons.SIZE,
    ) -> Self:
        tip = self._tip(x, y, to)
        svg, box = balloons.speech(self.plate.letters, text, x, y, limit, tip, kind=kind, size=size)
        self.words.append(svg)
        self._check(text, box, to if isinstance(to, Drawn) else None)
        self.lines.append({"speaker": speaker, "text": text.replace("|", " ")})
        return self

    def tell(self, text: str, x: float = 0, y: float = 0, limit: float = 400, fill: str = SUN) -> Self:
        """The narrator’s caption."""
        svg, box = balloons.caption(self.plate.letters, text, x, y, limit, fill)
        self.words.append(svg)
        self._check(text, box, None)
        self.lines.append({"speaker": "", "text": text.replace("|", " ")})
        return self

    def noise(
        self,
        text: str,
        x: float,
        y: float,
        size: float,
        *,
        turn: float = 0,
        fill: str = CORAL,
        rim: str = SAND,
        meaning: str = "",
    ) -> Self:
        self.art.append(balloons.sound(self.plate.letters, text, x, y, size, turn=turn, fill=fill, rim=rim))
        self.lines.append({"speaker": meaning or "Bruit", "text": text})
        return self

    def letter(self, text: str, x: float, y: float, size: float, fill: str = INK, voice: str = "balloon") -> str:
        """Words that belong to the scene (a sign, a screen); returned, not added."""
        return f'<g fill="{fill}" stroke="none">{self.plate.letters.line(text, x, y, size, voice)}</g>'

    def _tip(self, x: float, y: float, to: Drawn | Point | None) -> Point | None:
        if to is None or isinstance(to, tuple):
            return to
        # The tail aims at the mouth and stops at the edge of the head, so that it crosses no face.
        (mx, my), (hx, hy) = to.mouth, to.head
        distance = math.dist((x, y), (mx, my)) or 1
        ux, uy = (x - mx) / distance, (y - my) / distance
        step = 0.0
        while math.dist((mx + ux * step, my + uy * step), (hx, hy)) < to.radius * 1.32 and step < distance:
            step += 2
        return mx + ux * step, my + uy * step

    def _check(self, text: str, box: Box, speaker: Drawn | None) -> None:
        where = f"plate {self.plate.number}, panel {self.plate.panels.index(self) + 1}, “{text[:24]}…”"
        if box.x < -1 or box.y < -1 or box.x + box.w > self.w + 1 or box.y + box.h > self.h + 1:
            self.plate.faults.append(f"{where}: leaves the panel ({box.x:.0f} {box.y:.0f} {box.w:.0f}×{box.h:.0f})")
        self.plate.faults.extend(f"{where}: covers another balloon" for other in self.boxes if box.meets(other, -4))
        self.plate.faults.extend(
            f"{where}: covers a face" for head in self.heads if box.meets_circle(head.head, head.radius * 0.98)
        )
        self.boxes.append(box)

    def svg(self) -> str:
        return (
            f'<svg x="{n(self.x)}" y="{n(self.y)}" width="{n(self.w)}" height="{n(self.h)}" '
            f'viewBox="0 0 {n(self.w)} {n(self.h)}">{"".join(self.art)}{"".join(self.words)}</svg>'
            + rect(self.x, self.y, self.w, self.h, pen=5)
        )

    def zone(self) -> dict[str, float]:
        """The panel's place in percent of the plate, with a little of the gutter around."""
        edge = 5
        return {
            "left": round(100 * (self.x - edge) / WIDTH, 2),
            "top": round(100 * (self.y - edge) / HEIGHT, 2),
            "width": round(100 * (self.w + 2 * edge) / WIDTH, 2),
            "height": round(100 * (self.h + 2 * edge) / HEIGHT, 2),
        }


@dataclass
class Plate:
    """One page of the album."""

    number: int
    alt: str
    paper: str = WHITE
    panels: list[Panel] = field(default_factory=list)
    letters: Letters = field(default_factory=Letters)
    faults: list[str] = field(default_factory=list)

    def rows(self, *rows: tuple[float, tuple[float, ...]]) -> list[Panel]:
        """Panels in rows: (share of the height, shares of the width…)."""
        inner_w, inner_h = WIDTH - 2 * MARGIN, HEIGHT - 2 * MARGIN - GUTTER * (len(rows) - 1)
        total = sum(height for height, _ in rows)
        y: float = MARGIN
        for height, shares in rows:
            h = inner_h * height / total
            x: float = MARGIN
            room = inner_w - GUTTER * (len(shares) - 1)
            for share in shares:
                w = room * share / sum(shares)
                self.panels.append(Panel(self, round(x), round(y), round(w), round(h)))
                x += w + GUTTER
            y += h + GUTTER
        return self.panels

    def svg(self) -> str:
        return document(
            WIDTH, HEIGHT, "".join(panel.svg() for panel in self.panels), self.letters.definitions(), self.paper
        )

    def transcript(self) -> dict:
        return {
            "number": self.number,
            "alt": self.alt,
            "panels": [
                {"description": panel.description, "lines": panel.lines, **panel.zone()} for panel in self.panels
            ],
        }
