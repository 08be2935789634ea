"""French stems of folded words: plurals, genders of trades and verb endings come down to one form."""

import re
from functools import lru_cache

import snowballstemmer

_SNOWBALL = snowballstemmer.stemmer("french")

# Snowball's rules for these endings wait for the accents that folding took away, or keep the two genders of a trade
# apart ("infirmière", "conductrice", "vendeuse"). Elasticsearch applies the same rules: see engines/elasticsearch.
ENDINGS = (
    (r"^(\w{2,})ieres?$", r"$1ier"),
    (r"^(\w{2,})trices?$", r"$1teur"),
    (r"^(\w{3,})(?:eurs?|eux|euses?)$", r"$1eur"),
)
_ENDINGS = [(re.compile(pattern), replacement.replace("$1", r"\1")) for pattern, replacement in ENDINGS]


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """Return the stem of a folded word: "metiers" and "metier" give the same."""
    for pattern, replacement in _ENDINGS:
        word = pattern.sub(replacement, word)
    return _SNOWBALL.stemWord(word)
