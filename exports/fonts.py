"""Makes the print fonts from the published ones: `python -m exports.fonts FOLDER_OF_WOFF2`.

Pango measures and embeds what the font has. Neither family maps U+202F, the narrow no-break space of French
typography, which would then come from any font of the machine. So each printed font gets that character, as wide as a
fifth of an em, and is kept unpacked, which spares the decompression at each render. Both licences (OFL 1.1, without a
reserved name) allow it.
"""

import sys
from pathlib import Path

from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph

NARROW_NO_BREAK_SPACE = 0x202F
TARGET = Path(__file__).parent / "static/exports/fonts"


def unpack(source: Path, target: Path) -> None:
    """Writes the woff2 file `source` as a TrueType file that has the narrow no-break space."""
    font = TTFont(source)
    font.flavor = None
    name = "narrownbspace"
    if NARROW_NO_BREAK_SPACE not in font.getBestCmap() and "-latin-ext-" not in source.name:
        font.setGlyphOrder([*font.getGlyphOrder(), name])
        font["glyf"][name] = Glyph()
        font["hmtx"][name] = (font["head"].unitsPerEm // 5, 0)
        for table in font["cmap"].tables:
            if table.isUnicode():
                table.cmap[NARROW_NO_BREAK_SPACE] = name
        if "GDEF" in font and getattr(font["GDEF"].table, "GlyphClassDef", None):
            font["GDEF"].table.GlyphClassDef.classDefs[name] = 1
    font.save(target)


def main(folder: Path) -> None:
    TARGET.mkdir(parents=True, exist_ok=True)
    for source in sorted(folder.glob("*.woff2")):
        unpack(source, TARGET / f"{source.stem}.ttf")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
