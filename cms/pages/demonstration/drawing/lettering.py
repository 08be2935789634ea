"""Lettering as outlines: a picture shown by `<img>` cannot load a font, so each letter is drawn once and used again."""

import functools
import os
from dataclasses import dataclass, field
from pathlib import Path

from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

from cms.pages.demonstration.drawing.ink import n

FONTS = Path(os.environ.get("PASSERELLE_FONTS") or Path(__file__).parents[3] / "theme/static/theme/fonts")
VOICES = {
    # name: (beginning of the file's name, position on its axes)
    "balloon": ("bricolage-grotesque-latin-wght", {"wght": 560}),
    "strong": ("bricolage-grotesque-latin-wght", {"wght": 780}),
    "title": ("bricolage-grotesque-latin-wght", {"wght": 800}),
}
# The Latin subset has no narrow no-break space: it is drawn as a gap.
GAPS = {"\u202f": 0.16, "\u00a0": 0.26, " ": 0.26}


@functools.cache
def _font(voice: str) -> TTFont:
    stem, position = VOICES[voice]
    file = next(FONTS.glob(f"{stem}*.woff2"))
    return instancer.instantiateVariableFont(TTFont(file), position, inplace=True)


@functools.cache
def _glyph(voice: str, character: str, size: float) -> tuple[str, float]:
    font = _font(voice)
    scale = size / font["head"].unitsPerEm
    if character in GAPS:
        return "", GAPS[character] * size
    name = font.getBestCmap().get(ord(character))
    if name is None:
        raise ValueError(f"The font has no “{character}” (U+{ord(character):04X})")
    glyphs = font.getGlyphSet()
    pen = SVGPathPen(glyphs, ntos=n)
    glyphs[name].draw(TransformPen(pen, (scale, 0, 0, -scale, 0, 0)))
    return pen.getCommands(), glyphs[name].width * scale


def width(text: str, size: float, voice: str = "balloon", spacing: float = 0) -> float:
    """How wide a line of text is, in the picture's units."""
    return sum(_glyph(voice, character, size)[1] + spacing for character in text) - (spacing if text else 0)


def wrap(text: str, size: float, limit: float, voice: str = "balloon") -> list[str]:
    """Lines of about the same length, none wider than `limit`; `|` forces a new line."""
    if "|" in text:
        return [line for part in text.split("|") for line in wrap(part, size, limit, voice)]
    words = text.split(" ")

    def fill(room: float) -> list[str]:
        lines: list[str] = []
        for word in words:
            longer = f"{lines[-1]} {word}" if lines else word
            if lines and width(longer, size, voice) <= room:
                lines[-1] = longer
            else:
                lines.append(word)
        return lines

    fewest = len(fill(limit))
    room = limit
    while room > size * 2 and len(fill(room - 6)) == fewest:
        room -= 6
    return fill(room)


@dataclass
class Letters:
    """The letters of one picture: gathers outlines while text is set, gives them as definitions at the end."""

    used: dict[tuple[str, str, float], str] = field(default_factory=dict)

    def line(self, text: str, x: float, y: float, size: float, voice: str = "balloon", spacing: float = 0) -> str:
        """One line that begins at `x` with its baseline at `y`."""
        out = []
        for character in text:
            outline, advance = _glyph(voice, character, size)
            if outline:
                key = self.used.setdefault((voice, character, size), f"l{len(self.used):x}")
                out.append(f'<use href="#{key}" x="{n(x)}" y="{n(y)}"/>')
            x += advance + spacing
        return "".join(out)

    def block(
        self,
        lines: list[str],
        cx: float,
        top: float,
        size: float,
        leading: float,
        fill: str,
        voice: str = "balloon",
        extra: str = "",
    ) -> str:
        """Centred lines, the first one's top at `top`."""
        out = [
            self.line(text, cx - width(text, size, voice) / 2, top + size * 0.78 + index * leading, size, voice)
            for index, text in enumerate(lines)
        ]
        return f'<g fill="{fill}" {extra or 'stroke="none"'}>{"".join(out)}</g>'

    def definitions(self) -> str:
        return "".join(
            f'<path id="{key}" d="{_glyph(voice, character, size)[0]}"/>'
            for (voice, character, size), key in self.used.items()
        )
