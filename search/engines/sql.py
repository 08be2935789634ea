"""The questions that both embedded indexes ask in the same SQL: pages of results and counts of facets."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from search.request import FACETS
from search.response import FacetCount


@dataclass(frozen=True, slots=True)
class Statement:
    """A piece of SQL and its parameters, in order."""

    sql: str
    params: tuple[Any, ...] = ()

    def run(self) -> list[tuple]:
        """Return all rows."""
        with connection.cursor() as cursor:
            cursor.execute(self.sql, list(self.params))
            return cursor.fetchall()


EVERYTHING = Statement("SELECT id, 0.0 AS score FROM search_searchdocument")


def _meets(name: str, values: Sequence[str]) -> Statement:
    places = ", ".join(["%s"] * len(values))
    # Only placeholders are built in.
    condition = f"chosen.name = %s AND chosen.value IN ({places})"
    return Statement(
        f"EXISTS (SELECT 1 FROM search_searchfacet chosen WHERE chosen.document_id = document.id AND {condition})",  # noqa: S608
        (name, *values),
    )


def page(hits: Statement, filters: Mapping[str, Sequence[str]], offset: int, size: int) -> list[int]:
    """Return the identifiers of one page of `hits` (id, score) that meet all `filters`, best then newest first."""
    conditions = [_meets(name, values) for name, values in filters.items()]
    where = " AND ".join(condition.sql for condition in conditions) or "TRUE"
    params = [param for condition in conditions for param in condition.params]
    statement = Statement(
        f"WITH hits AS ({hits.sql})"  # noqa: S608
        " SELECT document.id FROM hits JOIN search_searchdocument document ON document.id = hits.id"
        f" WHERE {where} ORDER BY hits.score DESC, document.date DESC NULLS LAST, document.id DESC"
        " LIMIT %s OFFSET %s",
        (*hits.params, *params, size, offset),
    )
    return [row[0] for row in statement.run()]


def counts(hits: Statement, filters: Mapping[str, Sequence[str]]) -> tuple[int, dict[str, tuple[FacetCount, ...]]]:
    """Return how many of `hits` (id first) meet all `filters`, and the counts of each facet.

    The hits are found once; each is marked with the filters that it meets, and a facet counts the hits that meet all
    filters but its own.
    """
    conditions = [(name, _meets(name, values)) for name, values in filters.items()]
    marks = "".join(f", {condition.sql} AS meets_{index}" for index, (_, condition) in enumerate(conditions))
    meets = [f"marked.meets_{index}" for index in range(len(conditions))]
    own = [
        ("facet.name = %s", [mark for other, mark in enumerate(meets) if other != index])
        for index in range(len(conditions))
    ]
    rest = f"facet.name NOT IN ({', '.join(['%s'] * len(conditions))})" if conditions else "TRUE"
    counted = " OR ".join(" AND ".join([which, *marks_met]) for which, marks_met in [*own, (rest, meets)])
    statement = Statement(
        f"WITH hits AS ({hits.sql}),"  # noqa: S608
        f" marked AS MATERIALIZED (SELECT document.id{marks} FROM hits"
        " JOIN search_searchdocument document ON document.id = hits.id)"
        f" SELECT '', '', '', COUNT(*) FROM marked WHERE {' AND '.join(meets) or 'TRUE'}"
        " UNION ALL"
        " SELECT facet.name, facet.value, MAX(facet.label), COUNT(*)"
        " FROM marked JOIN search_searchfacet facet ON facet.document_id = marked.id"
        f" WHERE {counted} GROUP BY facet.name, facet.value",
        (*hits.params, *(param for _, condition in conditions for param in condition.params), *filters, *filters),
    )
    total = 0
    found: dict[str, list[FacetCount]] = {name: [] for name in FACETS}
    for name, value, label, count in statement.run():
        if name:
            found.setdefault(name, []).append(FacetCount(value, label, count, value in filters.get(name, ())))
        else:
            total = count
    return total, {name: in_order(values) for name, values in found.items()}


def in_order(values: Sequence[FacetCount]) -> tuple[FacetCount, ...]:
    """Return a facet's values by falling count, then by label."""
    return tuple(sorted(values, key=lambda value: (-value.count, value.label)))
