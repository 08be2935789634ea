"""How names of places compare: without accents, case, hyphens or apostrophes, with "st" read as "saint"."""

from search.folding import fold, words

_SHORT_FORMS = {"st": "saint", "ste": "sainte"}
_LONGEST_TYPED = 100


def comparable(name: str) -> str:
    """Return `name` as plain words: "L’Île-d’Yeu" gives "l ile d yeu", "St Nazaire" gives "saint nazaire"."""
    return " ".join(_SHORT_FORMS.get(word, word) for word in words(fold(name[:_LONGEST_TYPED])))
