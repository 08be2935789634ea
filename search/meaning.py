"""What a person may have meant: each unknown word replaced by the nearest one that is indexed."""

from django.db.models import Count, Max
from rapidfuzz import process
from rapidfuzz.distance import OSA

from search import folding
from search.engines.embedded import text_index
from search.models import SearchDocument
from search.request import SearchRequest
from search.stemming import stem

# Shorter words are too near to one another.
_SHORTEST = 4
_LONG = 8

# The words that are indexed, with the number of documents of each, and the state of the documents they were read from.
_known: tuple[tuple[int, int | None], dict[str, int], frozenset[str]] | None = None


def _vocabulary() -> tuple[dict[str, int], frozenset[str]]:
    """Return the indexed words and their stems, read again only when a document has changed."""
    global _known
    counted = SearchDocument.objects.aggregate(number=Count("pk"), last=Max("revision"))
    state = (counted["number"], counted["last"])
    if _known is None or _known[0] != state:
        words = text_index().vocabulary()
        _known = (state, words, frozenset(stem(word) for word in words))
    return _known[1], _known[2]


def meant_by(request: SearchRequest) -> str:
    """Return the query with its unknown words put right, or an empty string when there is nothing to put right."""
    words, stems = _vocabulary()
    corrections = {
        term.exact: nearest
        for term in request.terms
        if term.stem not in stems and (nearest := _nearest(term.exact, words))
    }
    if not corrections:
        return ""
    parts = []
    at = 0
    for word in folding.read(request.query):
        if word.folded in corrections:
            parts += [request.query[at : word.start], as_written(corrections[word.folded])]
            at = word.end
    return "".join([*parts, request.query[at:]])


def _nearest(word: str, words: dict[str, int]) -> str | None:
    """Return the indexed word at the fewest slips of the finger from `word`, the commonest of several."""
    if len(word) < _SHORTEST or word.isdecimal():
        return None
    slips = 2 if len(word) >= _LONG else 1
    found = process.extract(word, words.keys(), scorer=OSA.distance, score_cutoff=slips, limit=None)
    candidates = [(distance, -words[candidate], candidate) for candidate, distance, _ in found if len(candidate) > 2]
    return min(candidates)[2] if candidates else None


def as_written(folded: str) -> str:
    """Return an indexed word with the accents that documents give it, in lower case unless it is never so."""
    rows = text_index().holding(folded).run()[:5]
    forms = [
        (text[word.start : word.end], word.start == 0)
        for document in SearchDocument.objects.filter(pk__in=[row[0] for row in rows])
        for text in (document.title, document.summary, document.body)
        for word in folding.read(text)
        if word.folded == folded
    ]
    if not forms:
        return folded
    lower = next((form for form, _ in forms if form.islower()), None)
    # A capital at the head of a text says nothing; elsewhere it is a name's.
    inside = next((form for form, first in forms if not first), None)
    return lower or inside or forms[0][0].lower()
