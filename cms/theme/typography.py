"""French typography for text that people typed: spaces that do not break, real apostrophes, guillemets.

Follows the Imprimerie nationale's rules: U+202F (narrow no-break space) before ; ! ? and inside guillemets, between
groups of thousands and before a unit; U+00A0 (no-break space) before a colon.
"""

import re
from collections.abc import Callable

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

NARROW = "\u202f"
NBSP = "\u00a0"
_SPACES = f"[ {NBSP}{NARROW}\u2009]"

# What must stay as it is: tags and what they hold verbatim, entities, addresses of the web and of people.
_MARKUP = re.compile(r"<(code|pre|script|style|kbd|svg)\b.*?</\1\s*>|<!--.*?-->|<[^>]*>", re.IGNORECASE | re.DOTALL)
_KEPT = re.compile(
    r"&(?:[a-zA-Z]\w*|#\d+|#x[0-9a-fA-F]+);|(?:https?://|mailto:|www\.)[^\s<>«»]*[^\s<>«».,;:!?)]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
)
_UNITS = r"(?:%|€|k€|h|min|km|m²|kg|ko|Ko|Mo|Go|ans|jours)(?!\w)"

_RULES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?<=\w)['\u02bc](?=[\w«])"), "’"),
    (re.compile(r"\.\.\."), "…"),
    (re.compile(rf"«{_SPACES}*"), f"«{NARROW}"),
    (re.compile(rf"{_SPACES}*»"), f"{NARROW}»"),
    (re.compile(rf"{_SPACES}+(?=[;!?])"), NARROW),
    (re.compile(r"(?<=[\w)\]»’…%€])(?=[;!?]+(?:\s|$|»|\)))"), NARROW),
    (re.compile(rf"{_SPACES}+:(?=\s|$)"), f"{NBSP}:"),
    (re.compile(rf"(?<=\d){_SPACES}(?=\d{{3}}(?!\d))"), NARROW),
    (re.compile(rf"(?<=\d){_SPACES}(?={_UNITS})"), NARROW),
)


def typo(text: str) -> str:
    """Return `text` with French typography; a `SafeString` is read as HTML (tags untouched) and stays safe."""
    if isinstance(text, SafeString):
        return mark_safe(_outside(_MARKUP, str(text), _words))  # noqa: S308  # was safe; only spaces and quotes change
    return _words(str(text))


def typo_html(text: str) -> SafeString:
    """Return `typo(text)` ready for a page: plain text is escaped."""
    return conditional_escape(typo(text))


def _words(text: str) -> str:
    return _outside(_KEPT, text, _rules)


def _rules(text: str) -> str:
    for pattern, replacement in _RULES:
        text = pattern.sub(replacement, text)
    return text


def _outside(kept: re.Pattern[str], text: str, change: Callable[[str], str]) -> str:
    """Apply `change` to what lies between the matches of `kept`."""
    parts, position = [], 0
    for match in kept.finditer(text):
        parts += [change(text[position : match.start()]), match.group()]
        position = match.end()
    parts.append(change(text[position:]))
    return "".join(parts)
