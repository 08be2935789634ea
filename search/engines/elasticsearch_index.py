"""How Elasticsearch reads our documents (analysis, mapping) and sorts what it finds (facets)."""

from collections.abc import Sequence
from typing import Any

from elasticsearch import Elasticsearch
from elasticsearch.dsl import (
    Date,
    FacetedSearch,
    Index,
    Keyword,
    Mapping,
    Search,
    TermsFacet,
    Text,
    analyzer,
    char_filter,
    token_filter,
)
from elasticsearch.dsl.query import Query

from search.folding import LONGEST_WORD
from search.request import FACETS
from search.stemming import ENDINGS

_MOST_VALUES = 500

# The same words as search.folding: elided articles go, then all that is no letter, mark or digit parts words.
_elision = char_filter(
    "elision",
    "pattern_replace",
    pattern=r"(?iu)(?<![\p{L}\p{N}])(?:l|d|j|m|t|s|n|c|qu|jusqu|lorsqu|puisqu|quoiqu)['\u2019\u02bc\u2018](?=[\p{L}\p{N}])",
    replacement=" ",
)
_between_words = char_filter("between_words", "pattern_replace", pattern=r"[^\p{L}\p{N}\p{M}]", replacement=" ")
_superscripts = char_filter("superscripts", "mapping", mappings=["ᵉ=>e", "ʳ=>r", "ᵈ=>d", "ⁿ=>n", "ˢ=>s"])
_longest = token_filter("longest", "truncate", length=LONGEST_WORD)
_endings = [
    token_filter(f"ending_{index}", "pattern_replace", pattern=pattern, replacement=replacement)
    for index, (pattern, replacement) in enumerate(ENDINGS)
]
_french = token_filter("french_stems", "stemmer", language="french")

_reading: dict[str, Any] = {"tokenizer": "whitespace", "char_filter": [_superscripts, _elision, _between_words]}
_folding = ["lowercase", "asciifolding", _longest]
written = analyzer("written", filter=_folding, **_reading)
stems = analyzer("stems", filter=[*_folding, *_endings, _french], **_reading)


def _text() -> Text:
    return Text(analyzer=written, fields={"stem": Text(analyzer=stems)})


def new_index(name: str) -> Index:
    """Return the definition of an index, to be created."""
    mapping = Mapping()
    mapping.meta("dynamic", "strict")
    for field in ("title", "summary", "body"):
        mapping.field(field, _text())
    for field in ("kind", "kind_label", "url", "thumbnail", "tags"):
        mapping.field(field, Keyword(index=False, doc_values=False))
    mapping.field("date", Date())
    for facet in FACETS:
        mapping.field(f"facet_{facet}", Keyword())
        mapping.field(f"labelled_{facet}", Keyword())
    index = Index(name)
    index.mapping(mapping)
    # The highlighter reads a text to its end, were it a whole book.
    index.settings(number_of_shards=1, **{"highlight.max_analyzed_offset": 5_000_000})
    return index


class LabelledFacet(TermsFacet):
    """A facet that is filtered by value and counted with its name on screen."""

    def __init__(self, name: str) -> None:
        super().__init__(field=f"labelled_{name}", size=_MOST_VALUES)
        self._value_field = f"facet_{name}"

    def add_filter(self, filter_values: list[Any]) -> Query | None:
        return TermsFacet(field=self._value_field).add_filter(filter_values)

    def get_values(self, data: Any, filter_values: Sequence[Any]) -> list[tuple[Any, ...]]:
        """Return (value, label, count, chosen); a value under two names (one was changed since) is counted once."""
        counts: dict[str, tuple[str, int]] = {}
        for bucket in data.buckets:
            value, _, label = bucket["key"].partition("\t")
            known = counts.get(value, (label, 0))
            counts[value] = (known[0], known[1] + bucket["doc_count"])
        return [(value, label, count, value in filter_values) for value, (label, count) in counts.items()]


class FacetedDocuments(FacetedSearch):
    """Our documents by facet: choices are filters after the query, so that a facet's counts set its own aside."""

    # Tells the base class to highlight; the query names its fields itself.
    fields = ("title", "summary", "body")
    facets = {name: LabelledFacet(name) for name in FACETS}

    def __init__(
        self,
        client: Elasticsearch,
        index: str,
        query: Query,
        filters: dict[str, Any],
        *,
        highlighted: bool,
    ) -> None:
        self.using = client  # type: ignore[assignment]  # a client does as well as the name of one
        self.index = index
        self._highlighted = highlighted
        super().__init__(query, filters)

    def search(self) -> Search:
        found: Search = super().search().extra(track_total_hits=True)
        found = found.source(excludes=["body", "facet_*", "labelled_*"])
        return found.sort("_score", {"date": {"order": "desc", "missing": "_last"}})

    def query(self, search: Any, query: Any) -> Search:
        return search.query(query)

    def highlight(self, search: Any) -> Search:
        if not self._highlighted:
            return search
        search = search.highlight_options(encoder="html", pre_tags=["<mark>"], post_tags=["</mark>"])
        search = search.highlight("title.stem", number_of_fragments=0)
        return search.highlight("summary.stem", "body.stem", fragment_size=260, number_of_fragments=1)
