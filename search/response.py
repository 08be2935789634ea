"""What an engine answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.safestring import SafeString


@dataclass(frozen=True, slots=True)
class Result:
    """One thing found. `title_highlight` and `highlight` are safe HTML in which `<mark>` holds the words found."""

    key: str
    title: str
    url: str
    kind: str
    kind_label: str
    title_highlight: SafeString
    highlight: SafeString
    thumbnail: str = ""
    date: datetime | None = None
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FacetCount:
    """How many results have a value, all other facets' choices being kept and this facet's own set aside."""

    value: str
    label: str
    count: int
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A title that begins as what is typed."""

    title: str
    url: str
    kind_label: str


@dataclass(frozen=True, slots=True)
class SearchResponse:
    """One page of results, their number in all, and the facets by name (values by falling count)."""

    total: int
    results: tuple[Result, ...] = ()
    facets: Mapping[str, tuple[FacetCount, ...]] = field(default_factory=dict)
    # Only some of the words are in these results, since nothing has them all.
    partial: bool = False
    # What the person may have meant, as text; empty when there is nothing to propose.
    meant: str = ""
    # The engine that answered.
    engine: str = ""
