"""The passage of a text in which the words looked for stand, as safe HTML."""

from collections.abc import Sequence

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from search import folding
from search.folding import Word
from search.request import Term
from search.stemming import stem

_PASSAGE = 260
_LEAD = 60
# A passage is looked for in the beginning of very long texts only: a page of results must not read a book.
_READ_AT_MOST = 60_000


def found_words(text: str, terms: Sequence[Term]) -> list[Word]:
    """Return the words of `text` that meet one of the terms, exactly or by their stem."""
    exact = {term.exact for term in terms}
    stems = {term.stem for term in terms}
    return [word for word in folding.read(text) if word.folded in exact or stem(word.folded) in stems]


def marked(text: str, terms: Sequence[Term]) -> SafeString:
    """Return the whole text, escaped, with the words found in `<mark>`."""
    return _mark(text, found_words(text, terms), 0, len(text))


def passage(texts: Sequence[str], terms: Sequence[Term]) -> SafeString:
    """Return the best passage of the first text that holds a term, escaped, with `<mark>`.

    Without any, the beginning of the first text that says something.
    """
    best: tuple[int, str, list[Word], int] | None = None
    for text in texts:
        readable = text[:_READ_AT_MOST]
        hits = found_words(readable, terms)
        if hits:
            distinct, start = _densest(hits)
            if best is None or distinct > best[0]:
                best = (distinct, readable, hits, start)
    if best is None:
        text = next((text for text in texts if text.strip()), "")
        return _mark(text, [], 0, _word_end(text, _PASSAGE))
    _, text, hits, at = best
    start = _word_start(text, max(0, at - _LEAD))
    return _mark(text, hits, start, _word_end(text, start + _PASSAGE))


def _densest(hits: list[Word]) -> tuple[int, int]:
    """Return how many different words the richest passage holds, and where its first word starts."""
    best = (0, hits[0].start)
    for index, first in enumerate(hits):
        stems = set()
        for word in hits[index:]:
            if word.end - first.start > _PASSAGE - _LEAD:
                break
            stems.add(stem(word.folded))
        if len(stems) > best[0]:
            best = (len(stems), first.start)
    return best


def _word_start(text: str, near: int) -> int:
    """Return the beginning of the word in which `near` falls."""
    if near == 0:
        return 0
    space = text.find(" ", near)
    return near if space < 0 or space - near > _LEAD else space + 1


def _word_end(text: str, near: int) -> int:
    """Return the end of the text, or of the last whole word before `near`."""
    if near >= len(text):
        return len(text)
    space = text.rfind(" ", max(0, near - _LEAD), near)
    return near if space < 0 else space


def _mark(text: str, hits: list[Word], start: int, end: int) -> SafeString:
    parts = ["… " if start else ""]
    at = start
    for word in hits:
        if word.start >= at and word.end <= end:
            parts += [escape(text[at : word.start]), "<mark>", escape(text[word.start : word.end]), "</mark>"]
            at = word.end
    parts += [escape(text[at:end]), " …" if end < len(text) else ""]
    # Every piece of the text is escaped above; only the marks are ours.
    return mark_safe("".join(parts))  # noqa: S308
