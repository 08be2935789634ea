"""From an address's parameters to a request, and back."""

from collections.abc import Iterable
from urllib.parse import urlencode

from django.http import QueryDict

from search.request import FACETS, SearchRequest


class BadPage(ValueError):
    """The page asked for is not a number from 1 upwards."""


def request_from(parameters: QueryDict) -> SearchRequest:
    """Return what `?q=&kind=&territoire=&public=&page=` asks for; raise BadPage.

    A facet that is given several times wants one of the values.
    """
    typed = parameters.get("page", "").strip() or "1"
    if not (typed.isascii() and typed.isdecimal() and 0 < len(typed.lstrip("0")) < 10):
        raise BadPage(typed)
    filters = {name: parameters.getlist(name) for name in FACETS}
    return SearchRequest.of(parameters.get("q", ""), filters, int(typed))


def address_of(request: SearchRequest, page: int = 1, *, query: str | None = None, without: str = "") -> str:
    """Return the parameters that ask the same: another page, another query, or without one facet's choices."""
    pairs: list[tuple[str, str]] = [("q", request.query if query is None else query)]
    for name, values in request.filters.items():
        if name != without:
            pairs += [(name, value) for value in values]
    return _joined([*pairs, *([("page", str(page))] if page > 1 else [])])


def address_without(request: SearchRequest, facet: str, value: str) -> str:
    """Return the parameters that ask the same without one choice."""
    return _joined(
        [("q", request.query)]
        + [
            (name, kept)
            for name, values in request.filters.items()
            for kept in values
            if (name, kept) != (facet, value)
        ]
    )


def _joined(pairs: Iterable[tuple[str, str]]) -> str:
    return "?" + urlencode([(name, value) for name, value in pairs if value])
