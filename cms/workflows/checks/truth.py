"""Conditions over comparisons whose truth may not be known yet: true, false or open.

Each comparison is one bit. What is known so far is two whole numbers: the bits that are known, and those that hold.
"""

import json
from collections.abc import Callable, Iterable
from typing import Any

from cms.forms.rules import Comparison, Group, Not, Rule

Truth = Callable[[int, int], bool | None]


class Bits:
    """Gives each comparison of some rules its bit; the same comparison in two rules has the same one."""

    def __init__(self) -> None:
        self.leaves: list[Comparison] = []
        self._places: dict[tuple[str, str, str], int] = {}

    def of(self, leaf: Comparison) -> int:
        """Return the bit of a comparison, as a number with this bit alone."""
        key = (leaf.field, leaf.operator, json.dumps(leaf.value, sort_keys=True, default=str))
        if key not in self._places:
            self._places[key] = len(self.leaves)
            self.leaves.append(leaf)
        return 1 << self._places[key]

    def bits_of(self, field_key: str) -> int:
        """Return the bits of the comparisons that read one field."""
        return sum(1 << place for place, leaf in enumerate(self.leaves) if leaf.field_key == field_key)

    def held_by(self, field_key: str, value: Any) -> int:
        """Return which comparisons of a field hold when it has this value; no value is None."""
        answers = {} if value is None else {field_key: value}
        mine = ((place, leaf) for place, leaf in enumerate(self.leaves) if leaf.field_key == field_key)
        return sum(1 << place for place, leaf in mine if leaf.holds(answers))

    def truth(self, rule: Rule | None) -> Truth:
        """Return the function `(known, held) -> True, False or None` of a rule; no rule always holds."""
        if rule is None:
            return lambda known, held: True
        if isinstance(rule, Comparison):
            bit = self.of(rule)
            return lambda known, held: bool(held & bit) if known & bit else None
        if isinstance(rule, Not):
            return contrary(self.truth(rule.rule))
        if not isinstance(rule, Group):
            raise TypeError(rule)
        parts = [self.truth(one) for one in rule.rules]
        return every(parts) if rule.kind == "all" else some(parts)


def contrary(truth: Truth) -> Truth:
    """Return what holds when `truth` does not."""

    def holds(known: int, held: int) -> bool | None:
        found = truth(known, held)
        return None if found is None else not found

    return holds


def every(truths: Iterable[Truth]) -> Truth:
    """Return what holds when all do; it fails as soon as one fails."""
    parts = tuple(truths)

    def holds(known: int, held: int) -> bool | None:
        result: bool | None = True
        for part in parts:
            found = part(known, held)
            if found is False:
                return False
            if found is None:
                result = None
        return result

    return holds


def some(truths: Iterable[Truth]) -> Truth:
    """Return what holds when one does; it holds as soon as one holds."""
    return contrary(every([contrary(one) for one in truths]))
