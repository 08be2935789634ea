"""The engine that lives in the site's own database, written in the same transaction as the content."""

from collections.abc import Iterable
from itertools import batched
from typing import Protocol

from django.db import connection, transaction

from search.engines import sql
from search.engines.postgresql import PostgresqlIndex
from search.engines.sql import Statement
from search.engines.sqlite import SqliteIndex
from search.highlighting import marked, passage
from search.models import SearchDocument, SearchFacet
from search.request import SearchRequest, Term, terms
from search.response import Result, SearchResponse, Suggestion


class TextIndex(Protocol):
    """The full text of one kind of database."""

    def write(self, documents: Iterable[SearchDocument]) -> None:
        """Write the words of saved documents, in the place of those written before."""

    def matching(self, terms: tuple[Term, ...], *, any_term: bool) -> Statement:
        """Return SQL that gives (id, score) of the documents that have the terms."""

    def with_title(self, typed: tuple[str, ...]) -> Statement:
        """Return SQL that gives (id, score) of the documents whose title has these words, the last unfinished."""

    def vocabulary(self) -> dict[str, int]:
        """Return every word that is indexed, folded, with the number of documents that have it."""

    def holding(self, word: str) -> Statement:
        """Return SQL that gives (id, score) of the documents that have exactly this folded word."""


def text_index() -> TextIndex:
    """Return the full text index of the site's database."""
    return SqliteIndex() if connection.vendor == "sqlite" else PostgresqlIndex()


class EmbeddedEngine:
    """Answers from the database: always there, never late."""

    name = "embedded"

    @transaction.atomic
    def index(self, documents: Iterable[SearchDocument]) -> None:
        for batch in batched(documents, 500, strict=False):
            SearchFacet.objects.filter(document__in=[document.pk for document in batch]).delete()
            SearchFacet.objects.bulk_create(
                SearchFacet(document=document, name=name, value=value[:150], label=label[:200])
                for document in batch
                for name, value, label in document.facet_values()
            )
            text_index().write(batch)

    @transaction.atomic
    def remove(self, keys: Iterable[str], revision: int | None = None) -> None:
        # The rows are the source of this engine: its index goes with them, by a trigger of the database.
        rows = SearchDocument.objects.filter(key__in=list(keys))
        (rows if revision is None else rows.filter(revision__lte=revision)).delete()

    @transaction.atomic
    def rebuild(self, documents: Iterable[SearchDocument]) -> int:
        kept = list(documents)
        gone = set(SearchDocument.objects.values_list("pk", flat=True)) - {document.pk for document in kept}
        for batch in batched(gone, 500, strict=False):
            SearchDocument.objects.filter(pk__in=batch).delete()
        self.index(kept)
        return len(kept)

    def search(self, request: SearchRequest) -> SearchResponse:
        if request.unreadable:
            return SearchResponse(0, engine=self.name)
        looked_for = request.terms
        hits = text_index().matching(looked_for, any_term=request.any_term) if looked_for else sql.EVERYTHING
        total, facets = sql.counts(hits, request.filters)
        found = sql.page(hits, request.filters, request.offset, request.size) if total > request.offset else []
        documents = SearchDocument.objects.in_bulk(found)
        results = tuple(as_result(documents[pk], looked_for) for pk in found if pk in documents)
        return SearchResponse(total, results, facets, engine=self.name)

    def suggest(self, text: str, limit: int = 6) -> list[Suggestion]:
        typed = tuple(term.exact for term in terms(text))
        if not typed:
            return []
        found = sql.page(text_index().with_title(typed), {}, 0, limit)
        documents = SearchDocument.objects.in_bulk(found)
        return [Suggestion(documents[pk].title, documents[pk].url, documents[pk].kind_label) for pk in found]


def as_result(document: SearchDocument, looked_for: tuple[Term, ...]) -> Result:
    """Return `document` as it is shown among the results for these terms."""
    return Result(
        key=document.key,
        title=document.title,
        url=document.url,
        kind=document.kind,
        kind_label=document.kind_label,
        title_highlight=marked(document.title, looked_for),
        highlight=passage((document.summary, document.body), looked_for),
        thumbnail=document.thumbnail,
        date=document.date,
        tags=tuple(label for name, _, label in document.facet_values() if name != "kind"),
    )
