"""The colours of a Region: measured before they are accepted, and told to the browser as one small stylesheet.

Contrast is WCAG 2.2's (success criteria 1.4.3 and 1.4.11): the ratio of relative luminances, from 1 to 21.
"""

import colorsys
import re
from collections.abc import Mapping
from dataclasses import dataclass

# Token -> colour of the light scheme; the same values as in static/theme/tokens.css.
DEFAULTS: dict[str, str] = {
    "ink": "#16213e",
    "loire": "#0b5563",
    "leaf": "#2f6b3a",
    "coral": "#c8401f",
    "sun": "#f4b942",
    "sand": "#fbf6ec",
    "mist": "#e6eff0",
}
WHITE = "#ffffff"
HEXADECIMAL = re.compile(r"#[0-9a-fA-F]{6}\Z")
# Front, back, least contrast: text is 4.5; the ink carries all that is read, so it must do better.
PAIRS: tuple[tuple[str, str, float], ...] = (
    ("ink", "white", 7),
    ("ink", "sand", 7),
    ("ink", "mist", 7),
    ("ink", "sun", 4.5),
    ("loire", "white", 4.5),
    ("loire", "sand", 4.5),
    ("leaf", "white", 4.5),
    ("leaf", "sand", 4.5),
    ("coral", "white", 4.5),
    ("coral", "sand", 4.5),
    ("sun", "ink", 4.5),
)


@dataclass(frozen=True, slots=True)
class PoorContrast:
    """A pair of tokens that cannot be read on one another."""

    front: str
    back: str
    ratio: float
    needed: float


def contrast(first: str, second: str) -> float:
    """Return the contrast ratio of two `#rrggbb` colours."""
    light, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def faults(colours: Mapping[str, str]) -> list[PoorContrast]:
    """Return the pairs of `colours` (token -> `#rrggbb`) below the contrast they need."""
    known = DEFAULTS | dict(colours) | {"white": WHITE}
    measured = ((front, back, contrast(known[front], known[back]), needed) for front, back, needed in PAIRS)
    return [PoorContrast(front, back, ratio, needed) for front, back, ratio, needed in measured if ratio < needed]


def stylesheet(colours: Mapping[str, str]) -> str:
    """Return CSS that sets the tokens of both schemes; the dark one is worked out from the light one."""
    light = DEFAULTS | dict(colours)
    light |= {"coral-fill": darkened(light["coral"], WHITE, 5.3), "night": light["ink"], "on-sun": light["ink"]}
    page, surface = _at_lightness(light["ink"], 0.13), _at_lightness(light["ink"], 0.18)
    dark = {
        "ink": _at_lightness(light["sand"], 0.92),
        "sand": page,
        "white": surface,
        "mist": _at_lightness(light["ink"], 0.23),
        "night": _at_lightness(light["ink"], 0.08),
        "sun": light["sun"],
    }
    dark |= {token: lightened(light[token], surface, 7) for token in ("loire", "leaf", "coral")}
    dark["coral-fill"] = dark["coral"]
    return f"{_block(light)}@media screen and (prefers-color-scheme: dark){{{_block(dark)}}}\n"


def lightened(colour: str, back: str, ratio: float) -> str:
    """Return `colour`, made lighter until it stands out from `back` by `ratio`."""
    return _moved(colour, back, ratio, 0.02)


def darkened(colour: str, back: str, ratio: float) -> str:
    """Return `colour`, made darker until it stands out from `back` by `ratio`."""
    return _moved(colour, back, ratio, -0.02)


def _moved(colour: str, back: str, ratio: float, step: float) -> str:
    while contrast(colour, back) < ratio:
        lightness = _hls(colour)[1] + step
        if not 0 < lightness < 1:
            break
        colour = _at_lightness(colour, lightness)
    return colour


def _block(tokens: Mapping[str, str]) -> str:
    return ":root{" + "".join(f"--{token}:{value};" for token, value in tokens.items()) + "}"


def _channels(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return red, green, blue


def _hls(colour: str) -> tuple[float, float, float]:
    return colorsys.rgb_to_hls(*_channels(colour))


def _at_lightness(colour: str, lightness: float) -> str:
    hue, _, saturation = _hls(colour)
    return "#" + "".join(f"{round(part * 255):02x}" for part in colorsys.hls_to_rgb(hue, lightness, saturation))


def _luminance(colour: str) -> float:
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in _channels(colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
