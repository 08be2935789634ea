"""Full text on SQLite: an FTS5 table with the words as they are written (folded) and their stems, field by field."""

from collections.abc import Iterable
from typing import Any

from django.db import connection

from search.engines.sql import Statement
from search.folding import read
from search.models import SearchDocument
from search.request import Term
from search.stemming import stem

# title, summary, body as written, then their stems: a word found as typed gets both weights.
_WEIGHTS = "10.0, 3.0, 0.5, 5.0, 1.5, 0.25"
_WRITTEN = "{title summary body}"
_STEMS = "{title_stem summary_stem body_stem}"


def _quoted(word: str) -> str:
    """Return `word` as an FTS5 string, in which nothing has a meaning but the doubled quote."""
    return '"' + word.replace('"', '""') + '"'


class SqliteIndex:
    """The `search_index` table of FTS5, whose row identifiers are the documents'."""

    def write(self, documents: Iterable[SearchDocument]) -> None:
        rows: list[list[Any]] = []
        for document in documents:
            fields = [
                [word.folded for word in read(text)] for text in (document.title, document.summary, document.body)
            ]
            rows.append(
                [
                    document.pk,
                    *(" ".join(words) for words in fields),
                    *(" ".join(stem(word) for word in words) for words in fields),
                ]
            )
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT OR REPLACE INTO search_index"
                " (rowid, title, summary, body, title_stem, summary_stem, body_stem)"
                " VALUES (%s, %s, %s, %s, %s, %s, %s)",
                rows,
            )

    def matching(self, terms: tuple[Term, ...], *, any_term: bool) -> Statement:
        expressions = [f"({_WRITTEN} : {_quoted(term.exact)} OR {_STEMS} : {_quoted(term.stem)})" for term in terms]
        return self._hits((" OR " if any_term else " AND ").join(expressions))

    def with_title(self, typed: tuple[str, ...]) -> Statement:
        *whole, last = typed
        expressions = [f"{{title}} : {_quoted(word)}" for word in whole]
        return self._hits(" AND ".join([*expressions, f"{{title}} : {_quoted(last)} *"]))

    def holding(self, word: str) -> Statement:
        return self._hits(f"{_WRITTEN} : {_quoted(word)}")

    def vocabulary(self) -> dict[str, int]:
        statement = Statement(
            "SELECT term, SUM(doc) FROM search_vocabulary WHERE col IN ('title', 'summary', 'body') GROUP BY term"
        )
        return dict(statement.run())

    def _hits(self, expression: str) -> Statement:
        return Statement(
            # Only weights of this module are built in; the expression is a parameter.
            f"SELECT rowid AS id, -bm25(search_index, {_WEIGHTS}) AS score"  # noqa: S608
            " FROM search_index WHERE search_index MATCH %s",
            (expression,),
        )
