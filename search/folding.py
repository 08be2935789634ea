"""Words as they compare: without accents, case or elision. Everything that indexes or searches reads words here."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "Œ": "oe", "Æ": "ae", "ß": "ss"})
_APOSTROPHES = "'\u2019\u02bc\u2018"
# Nobody looks for a longer word, and databases refuse to index one.
LONGEST_WORD = 64
# The mark may be apart from its letter, as macOS writes it.
WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f])*")
ELISION = re.compile(
    rf"(?<![^\W_])(?:l|d|j|m|t|s|n|c|qu|jusqu|lorsqu|puisqu|quoiqu)[{_APOSTROPHES}](?=[^\W_])", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: where it stands (`start` and `end` in characters) and how it compares."""

    start: int
    end: int
    folded: str


def fold(text: str) -> str:
    """Return `text` without accents and in lower case: "Œuvre d’ÉTÉ" gives "oeuvre d’ete"."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.translate(_LIGATURES))
    return "".join(char for char in decomposed if not unicodedata.combining(char)).lower()


def words(text: str) -> list[str]:
    """Return the words of a text as they stand, elided ones included: "l’eau" gives "l" and "eau"."""
    return WORD.findall(text)


def read(text: str) -> Iterator[Word]:
    """Yield the words of `text`, folded, without the elided article or pronoun in front of them."""
    unelided = ELISION.sub(lambda found: " " * len(found[0]), text)
    for found in WORD.finditer(unelided):
        # Folding may part a character in two words, as it does "½"; the letters that are left stay together.
        folded = "".join(WORD.findall(fold(found[0])))
        if folded:
            yield Word(found.start(), found.end(), folded[:LONGEST_WORD])
