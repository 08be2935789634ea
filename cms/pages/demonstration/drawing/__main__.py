"""Draws all pictures again: the album with its transcripts, and the site's art (but for the PNG of shared links)."""

import json
import sys
from pathlib import Path

from cms.pages.demonstration.drawing.art import ART
from cms.pages.demonstration.drawing.scenes import bus, cover, gate, launch, school, simulator, yard

ALBUM = Path(__file__).parents[1] / "comics/lever-la-tete"
SITE = Path(__file__).parents[3] / "theme/static/theme/art"
PLATES = (
    school.plate_1,
    school.plate_2,
    bus.plate_3,
    yard.plate_4,
    simulator.plate_5,
    gate.plate_6,
    launch.plate_7,
    launch.plate_8,
)


def main() -> int:
    """Writes the files; returns 1 when a balloon covers a face, another balloon or an edge."""
    ALBUM.mkdir(parents=True, exist_ok=True)
    (ALBUM / "cover.svg").write_text(cover.cover())
    transcripts, faults = [], []
    for draw in PLATES:
        plate = draw()
        (ALBUM / f"plate-{plate.number}.svg").write_text(plate.svg())
        transcripts.append(plate.transcript())
        faults += plate.faults
    data = {"cover_alt": cover.ALT, "plates": transcripts}
    (ALBUM / "transcript.json").write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n")
    for name, draw_art in ART.items():
        if name != "og-image":
            (SITE / f"{name}.svg").write_text(draw_art())
    sys.stdout.write("\n".join(faults) + "\n" if faults else "")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
