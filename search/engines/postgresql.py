"""Full text on PostgreSQL: two text vectors a document, the words as they are written (folded) and their stems.

The vectors are built here, word by word, so that both databases fold and stem alike and no extension is needed.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable

from django.db import connection

from search.engines.sql import Statement
from search.folding import read
from search.models import SearchDocument
from search.request import Term
from search.stemming import stem

# Limits of a text vector.
_LAST_POSITION = 16_383
_MOST_POSITIONS = 255
# A vector holds 1 MB: words past this one of a very long text are not indexed.
_LAST_WORD = 40_000
# Of body (unused letter D, then C), summary (B), title (A).
_WEIGHTS = "{0.0, 0.1, 0.35, 1.0}"


def _quoted(word: str) -> str:
    """Return `word` as a lexeme between quotes, in which nothing has a meaning but quotes and backslashes."""
    return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'"


def _vector(fields: list[tuple[str, list[str]]], form: Callable[[str], str]) -> str:
    """Return a text vector's input: 'word':1A,7C 'other':2B …"""
    places: defaultdict[str, list[str]] = defaultdict(list)
    position = 0
    for weight, words in fields:
        for word in words:
            position += 1
            known = places[form(word)]
            if len(known) < _MOST_POSITIONS:
                known.append(f"{min(position, _LAST_POSITION)}{weight}")
    return " ".join(f"{_quoted(word)}:{','.join(at)}" for word, at in places.items() if word)


class PostgresqlIndex:
    """The `search_index` table, a row a document."""

    def write(self, documents: Iterable[SearchDocument]) -> None:
        rows = []
        for document in documents:
            texts = (("A", document.title), ("B", document.summary), ("C", document.body))
            fields = [(weight, [word.folded for word in read(text)][:_LAST_WORD]) for weight, text in texts]
            rows.append((document.pk, _vector(fields, str), _vector(fields, stem)))
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO search_index (document_id, exact, stem) VALUES (%s, %s::tsvector, %s::tsvector)"
                " ON CONFLICT (document_id) DO UPDATE SET exact = EXCLUDED.exact, stem = EXCLUDED.stem",
                rows,
            )

    def matching(self, terms: tuple[Term, ...], *, any_term: bool) -> Statement:
        # Every word has its stem: the stems alone say which documents match; words as typed raise their score.
        stems = [_quoted(term.stem) for term in terms]
        return Statement(
            "SELECT document_id AS id,"
            " 2 * ts_rank(%s::real[], exact, %s::tsquery) + ts_rank(%s::real[], stem, %s::tsquery) AS score"
            " FROM search_index WHERE stem @@ %s::tsquery",
            (
                _WEIGHTS,
                " | ".join(_quoted(term.exact) for term in terms),
                _WEIGHTS,
                " | ".join(stems),
                (" | " if any_term else " & ").join(stems),
            ),
        )

    def with_title(self, typed: tuple[str, ...]) -> Statement:
        *whole, last = typed
        lexemes = [*(f"{_quoted(word)}:A" for word in whole), f"{_quoted(last)}:*A"]
        return self._hits(" & ".join(lexemes))

    def holding(self, word: str) -> Statement:
        return self._hits(_quoted(word))

    def vocabulary(self) -> dict[str, int]:
        return dict(Statement("SELECT word, ndoc FROM ts_stat('SELECT exact FROM search_index')").run())

    def _hits(self, query: str) -> Statement:
        return Statement(
            "SELECT document_id AS id, ts_rank(%s::real[], exact, %s::tsquery) AS score"
            " FROM search_index WHERE exact @@ %s::tsquery",
            (_WEIGHTS, query, query),
        )
