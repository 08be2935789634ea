"""The engine of large sites: Elasticsearch 9, through `elasticsearch.dsl`."""

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from unicodedata import normalize

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from elasticsearch import ApiError, Elasticsearch, NotFoundError, TransportError
from elasticsearch.dsl import Search
from elasticsearch.dsl.query import Bool, MatchAll, MatchBoolPrefix, MultiMatch, Query
from elasticsearch.helpers import streaming_bulk

from search.engines.elasticsearch_index import FacetedDocuments, new_index
from search.engines.protocol import EngineUnavailable
from search.engines.sql import in_order
from search.models import SearchDocument, revision_now
from search.request import FACETS, SearchRequest, terms
from search.response import FacetCount, Result, SearchResponse, Suggestion

_WEIGHTS = {"title": 6, "summary": 2, "body": 0.5}
_BEGINNING = 260
# What a change may meet without being wrong: a newer revision is known already, or the document is not there.
_HARMLESS = {404, 409}


@contextmanager
def _answering() -> Iterator[None]:
    """Turn the client's errors into one that says that the engine does not answer."""
    try:
        yield
    except (ApiError, TransportError) as error:
        raise EngineUnavailable(f"{type(error).__name__}: {error}") from error


class ElasticsearchEngine:
    """Answers from an Elasticsearch index, behind an alias so that a rebuild is seen whole or not at all.

    `refresh` makes each change visible before the call returns; without it, within a second.
    """

    name = "elasticsearch"

    def __init__(self, url: str, alias: str, *, refresh: bool = False, timeout: float = 3) -> None:
        self.alias = alias
        self.refresh = refresh
        self.client = Elasticsearch(url, request_timeout=timeout, max_retries=0, retry_on_timeout=False)

    def exists(self) -> bool:
        """Return whether the index is there; it is not on a fresh server until it is rebuilt."""
        with _answering():
            return bool(self.client.indices.exists_alias(name=self.alias))

    def index(self, documents: Iterable[SearchDocument]) -> None:
        actions = ({"_op_type": "index", **_source(document)} for document in documents)
        self._change(actions, self.alias, require_alias=True)

    def remove(self, keys: Iterable[str], revision: int | None = None) -> None:
        version = _versioned(revision or revision_now())
        actions = ({"_op_type": "delete", "_id": key, **version} for key in keys)
        self._change(actions, self.alias)

    def rebuild(self, documents: Iterable[SearchDocument]) -> int:
        """See the protocol. What changes meanwhile is the caller's to tell again, once the new index is in place."""
        name = f"{self.alias}-{time.time_ns()}"
        count = 0

        def actions() -> Iterator[dict[str, Any]]:
            nonlocal count
            for document in documents:
                count += 1
                yield {"_op_type": "index", **_source(document)}

        with _answering():
            new_index(name).create(using=self.client.options(request_timeout=30))
            try:
                self._change(actions(), name)
                self.client.indices.refresh(index=name)
                former = self._indices()
                removals = [{"remove_index": {"index": index}} for index in former]
                self.client.indices.update_aliases(actions=[{"add": {"index": name, "alias": self.alias}}, *removals])
            except BaseException:
                self.client.indices.delete(index=name, ignore_unavailable=True)
                raise
        return count

    def drop(self) -> None:
        """Take the index away."""
        with _answering():
            for index in self._indices():
                self.client.indices.delete(index=index)

    def search(self, request: SearchRequest) -> SearchResponse:
        if request.unreadable:
            return SearchResponse(0, engine=self.name)
        looked_for = request.terms
        words = " ".join(term.exact for term in looked_for)
        filters = {name: list(values) for name, values in request.filters.items() if name in FACETS}
        with _answering():
            faceted = FacetedDocuments(
                self.client, self.alias, _query(words, any_term=request.any_term), filters, highlighted=bool(words)
            )
            answer = faceted[request.offset : request.offset + request.size].execute()
        facets = {
            name: in_order([FacetCount(value, label, count, chosen) for value, label, count, chosen in values])
            for name, values in ((name, answer.facets[name]) for name in FACETS)
        }
        total = answer.hits.total.value  # type: ignore[attr-defined]  # an attribute that the client adds to the list
        return SearchResponse(total, tuple(_result(hit) for hit in answer), facets, engine=self.name)

    def suggest(self, text: str, limit: int = 6) -> list[Suggestion]:
        typed = " ".join(term.exact for term in terms(text))
        if not typed:
            return []
        with _answering():
            found: Search = Search(using=self.client, index=self.alias)
            found = found.query(MatchBoolPrefix("title", {"query": typed, "operator": "and"}))
            answer = found.sort("_score", {"date": {"order": "desc", "missing": "_last"}})[:limit].execute()
        return [Suggestion(hit.title, hit.url, hit.kind_label) for hit in answer]

    def _indices(self) -> list[str]:
        try:
            return list(self.client.indices.get_alias(name=self.alias))
        except NotFoundError:
            return []

    def _change(self, actions: Iterable[dict[str, Any]], index: str, **options: Any) -> None:
        with _answering():
            changes = streaming_bulk(
                self.client.options(request_timeout=30),
                actions,
                index=index,
                refresh=self.refresh,
                raise_on_error=False,
                **options,
            )
            for done, change in changes:
                outcome = next(iter(change.values()))
                if not done and (outcome["status"] not in _HARMLESS or "index_not_found" in str(outcome)):
                    raise EngineUnavailable(f"{outcome['status']}: {outcome.get('error')}")


def _versioned(revision: int) -> dict[str, Any]:
    return {"version": revision, "version_type": "external_gte"}


def _source(document: SearchDocument) -> dict[str, Any]:
    """Return what the index keeps of a document, with its identifier and version."""
    source: dict[str, Any] = {
        "_id": document.key,
        **_versioned(document.revision),
        # Elasticsearch folds letters that hold their accents, not accents apart.
        **{name: normalize("NFC", getattr(document, name)) for name in _WEIGHTS},
        "kind": document.kind,
        "kind_label": document.kind_label,
        "url": document.url,
        "thumbnail": document.thumbnail,
        "date": document.date,
        "tags": [],
    }
    for name, value, label in document.facet_values():
        if name not in FACETS:
            continue
        source.setdefault(f"facet_{name}", []).append(value)
        source.setdefault(f"labelled_{name}", []).append(f"{value}\t{label}")
        if name != "kind":
            source["tags"].append(label)
    return source


def _query(words: str, *, any_term: bool) -> Query:
    """Return the question: all words (or any) by their stems, in any field; as typed, they raise the score."""
    if not words:
        return MatchAll()
    stems = [f"{name}.stem^{weight}" for name, weight in _WEIGHTS.items()]
    written = [f"{name}^{weight}" for name, weight in _WEIGHTS.items()]
    return Bool(
        must=[
            MultiMatch(query=words, type="cross_fields", operator="or" if any_term else "and", fields=stems),
        ],
        should=[MultiMatch(query=words, type="cross_fields", operator="or", fields=written)],
    )


def _result(hit: Any) -> Result:
    highlights = hit.meta.to_dict().get("highlight", {})
    date = datetime.fromisoformat(hit.date) if getattr(hit, "date", None) else None
    return Result(
        key=hit.meta.id,
        title=hit.title,
        url=hit.url,
        kind=hit.kind,
        kind_label=hit.kind_label,
        title_highlight=_safe(next(iter(highlights.get("title.stem", [])), escape(hit.title))),
        highlight=_passage(hit, highlights),
        thumbnail=hit.thumbnail,
        date=date,
        tags=tuple(hit.tags),
    )


def _passage(hit: Any, highlights: dict[str, list[str]]) -> SafeString:
    """Return the fragment with most words marked; without any, the beginning of the summary."""
    fragments = [*highlights.get("summary.stem", []), *highlights.get("body.stem", [])]
    if fragments:
        return _safe(max(fragments, key=lambda fragment: fragment.count("<mark>")))
    summary = hit.summary
    return escape(summary if len(summary) <= _BEGINNING else summary[:_BEGINNING].rsplit(" ", 1)[0] + " …")


def _safe(fragment: str) -> SafeString:
    # The highlighter escapes the text (`encoder: html`); only its own marks are left.
    return mark_safe(fragment)  # noqa: S308
