"""Colours: measured, refused when they cannot be read, told to the browser in both schemes."""

import re
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.models import Site

from cms.theme import palette
from cms.theme.models import SiteIdentity

TOKENS = Path(palette.__file__).parent / "static/theme/tokens.css"


def test_contrast_is_that_of_wcag():
    assert palette.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert palette.contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_our_own_palette_passes():
    assert palette.faults({}) == []


def test_the_defaults_are_those_of_the_stylesheet():
    light = TOKENS.read_text().split("@media", 1)[0]
    written = dict(re.findall(r"--([a-z]+): (#[0-9a-f]{6});", light))

    assert {token: written[token] for token in palette.DEFAULTS} == palette.DEFAULTS


def test_the_dark_scheme_of_the_stylesheet_can_be_read():
    dark = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", TOKENS.read_text().split("@media", 1)[1]))

    for front in ("ink", "loire", "leaf", "coral", "soft", "error", "placeholder"):
        for back in ("sand", "white", "mist"):
            assert palette.contrast(dark[front], dark[back]) >= 4.5, (front, back)
    assert palette.contrast(dark["on-sun"], dark["sun"]) >= 4.5


def test_a_pale_colour_is_refused_with_its_measure():
    identity = SiteIdentity(coral="#ffb4a0")

    with pytest.raises(ValidationError) as refused:
        identity.clean()

    assert "coral" in refused.value.message_dict
    assert "1,7" in " ".join(refused.value.message_dict["coral"])


def test_what_is_no_colour_is_refused():
    with pytest.raises(ValidationError) as refused:
        SiteIdentity(ink="red; } body { display: none").full_clean(exclude=["site"])

    assert "ink" in refused.value.message_dict


@pytest.mark.parametrize(
    "colours",
    [
        {},
        {"ink": "#2b1055", "loire": "#5b2a86", "leaf": "#1e6b52", "coral": "#b3261e", "sun": "#ffd166"},
        {"ink": "#101010", "loire": "#003399", "leaf": "#005f2f", "coral": "#9b1c31", "sand": "#ffffff"},
    ],
)
def test_the_dark_scheme_made_of_a_palette_can_be_read(colours):
    assert palette.faults(colours) == []

    light, dark = re.findall(r":root\{([^}]*)\}", palette.stylesheet(colours))

    tokens = dict(re.findall(r"--([a-z-]+):(#[0-9a-f]{6})", dark))
    for front in ("ink", "loire", "leaf", "coral"):
        for back in ("sand", "white"):
            assert palette.contrast(tokens[front], tokens[back]) >= 4.5, (front, back)
    assert palette.contrast(dict(re.findall(r"--([a-z-]+):(#[0-9a-f]{6})", light))["coral-fill"], "#ffffff") >= 4.5


@pytest.mark.django_db
def test_a_region_that_changes_its_colours_gets_them_on_every_page(client):
    site = Site.objects.get(is_default_site=True)
    plain = client.get("/page-qui-n-existe-pas/").content.decode()

    SiteIdentity.objects.create(site=site, loire="#5b2a86")
    coloured = client.get("/page-qui-n-existe-pas/").content.decode()

    address = reverse("theme:palette")
    assert address not in plain
    assert address in coloured
    response = client.get(address)
    assert response["Content-Type"].startswith("text/css")
    assert "--loire:#5b2a86;" in response.content.decode()
    assert "immutable" in response["Cache-Control"]
