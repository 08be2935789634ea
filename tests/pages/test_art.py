"""The pictures that the project draws: whole, safe to serve, and drawn again the same by their script."""

import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from PIL import Image

from cms.pages.demonstration.drawing.__main__ import ALBUM, PLATES, SITE
from cms.pages.demonstration.drawing.art import ART
from cms.pages.demonstration.drawing.scenes.cover import cover

SVG = "{http://www.w3.org/2000/svg}"
PICTURES = sorted([*SITE.glob("*.svg"), *ALBUM.glob("*.svg")], key=lambda path: path.name)
NAMES = [
    "hero", "decouvrir", "classe", "initiative", "404", "empty", "guide-visite", "guide-metier", "guide-transition",
    "concours", "label", "favicon",
]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_the_site_has_the_picture(name: str) -> None:
    assert (SITE / f"{name}.svg").is_file()


def test_the_album_has_a_cover_and_eight_plates() -> None:
    assert (ALBUM / "cover.svg").is_file()
    assert len(list(ALBUM.glob("plate-*.svg"))) == 8


@pytest.mark.parametrize("path", PICTURES, ids=lambda path: path.name)
def test_a_picture_is_well_formed_and_runs_and_fetches_nothing(path: Path) -> None:
    root = ET.parse(path).getroot()  # noqa: S314 - our own file
    elements = list(root.iter())

    assert root.tag == f"{SVG}svg"
    assert root.get("viewBox")
    tags = {element.tag.removeprefix(SVG) for element in elements}
    assert not tags & {"script", "foreignObject", "image", "style", "a", "text"}
    for element in elements:
        for name, value in element.attrib.items():
            assert not name.lower().startswith("on")
            if name.endswith("href"):
                assert value.startswith("#")
            assert "url(" not in value.replace("url(#", "")
            assert "NaN" not in value
            assert "nan" not in value


@pytest.mark.parametrize("path", PICTURES, ids=lambda path: path.name)
def test_a_picture_uses_only_letters_that_it_defines(path: Path) -> None:
    text = path.read_text()

    assert set(re.findall(r'href="#([^"]+)"', text)) <= set(re.findall(r'id="([^"]+)"', text))


@pytest.mark.parametrize("path", PICTURES, ids=lambda path: path.name)
def test_a_picture_stays_light(path: Path) -> None:
    assert path.stat().st_size < 150_000


@pytest.mark.parametrize("draw", PLATES, ids=lambda draw: draw.__name__)
def test_no_balloon_of_a_plate_covers_a_face_a_balloon_or_an_edge(draw) -> None:
    plate = draw()
    svg = plate.svg()

    assert plate.faults == []
    assert 4 <= len(plate.panels) <= 6
    assert all(panel.description for panel in plate.panels)
    assert (ALBUM / f"plate-{plate.number}.svg").read_text() == svg


@pytest.mark.parametrize("name", NAMES)
def test_the_script_draws_the_committed_picture(name: str) -> None:
    assert ART[name]() == (SITE / f"{name}.svg").read_text()


def test_the_script_draws_the_committed_cover() -> None:
    assert cover() == (ALBUM / "cover.svg").read_text()


def test_shared_links_have_a_picture_of_the_expected_size() -> None:
    with Image.open(SITE / "og-image.png") as image:
        assert image.size == (1200, 630)
