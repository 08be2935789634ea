"""The grid of a review: weighted criteria for which each reviewer gives points."""

from collections.abc import Iterable, Mapping
from typing import Any

# What a criterion weighs and gives at most, when it does not say.
WEIGHT = 1
MOST = 5

Criterion = Mapping[str, Any]


def weight(criterion: Criterion) -> int:
    """How many times the points of a criterion count."""
    return criterion.get("weight", WEIGHT)


def most(criterion: Criterion) -> int:
    """How many points a criterion gives at most."""
    return criterion.get("most", MOST)


def total(criteria: Iterable[Criterion], scores: Mapping[str, float]) -> float:
    """Return the weighted sum of one person's points; a criterion that was left out gives none."""
    return sum(weight(one) * scores.get(one["key"], 0) for one in criteria)


def greatest(criteria: Iterable[Criterion]) -> int:
    """Return the weighted sum of someone who gives all the points."""
    return sum(weight(one) * most(one) for one in criteria)


def summary(criteria: Iterable[Criterion], given: Iterable[Mapping[str, float]]) -> dict[str, Any]:
    """Return what conditions read as `review.…`: the means of what the reviewers gave, rounded to two places.

    {"opinions": how many gave theirs, "total": mean of the weighted sums, "most": the greatest sum, "percent": total in
    most, "criteria": {key: mean of the points}}; the means are left out as long as nobody gave points.
    """
    rows, grids = list(criteria), list(given)
    facts: dict[str, Any] = {"opinions": len(grids)}
    if rows and grids:
        mean = sum(total(rows, scores) for scores in grids) / len(grids)
        facts |= {"total": round(mean, 2), "most": greatest(rows), "percent": round(100 * mean / greatest(rows), 2)}
        facts["criteria"] = {
            one["key"]: round(sum(scores.get(one["key"], 0) for scores in grids) / len(grids), 2) for one in rows
        }
    return facts
