"""Looks for answers that make something true of conditions: all of them fail, two hold at once.

Answers are put together question by question, and a beginning is given up as soon as it cannot lead anywhere. How many
beginnings are tried is limited (`MOST_TRIES` for each thing that is looked for); past it nothing is said.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from cms.forms.parts import Field
from cms.forms.rules import Rule
from cms.workflows.checks.samples import samples
from cms.workflows.checks.truth import Bits, Truth, every, some
from cms.workflows.conditions import REVIEW

MOST_TRIES = 5_000


class TooMany(Exception):
    """There are more answers to try than the limit."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is asked, by key, and when: fields, the rules under which each is shown, what must hold between answers.

    `filled`: keys of the fields that are answered once the application is sent, when they are required.
    """

    fields: dict[str, Field]
    shown: dict[str, tuple[Rule, ...]]
    holding: tuple[Rule, ...]
    filled: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Variable:
    key: str
    bits: int
    samples: tuple[tuple[Any, int], ...]
    nothing: int
    shown: Truth
    required: Truth


@dataclass(slots=True)
class Meter:
    """How many beginnings were tried in all: the work that was done."""

    tries: int = 0


class Search:
    """The answers that matter to some conditions, in the order in which they are put together."""

    def __init__(
        self,
        rules: Iterable[Rule | None],
        known: Known,
        editable: frozenset[str],
        meter: Meter,
        filled: frozenset[str] | None = None,
    ) -> None:
        self.meter = meter
        self._limit = 0
        self._filled = known.filled if filled is None else filled
        self.is_exact = True
        bits, wanted = Bits(), [rule for rule in rules if rule is not None]
        self.read = {key for rule in wanted for key in rule.fields}
        keys = _closure(self.read, known)
        self.truths: dict[int, Truth] = {id(rule): bits.truth(rule) for rule in wanted}
        self._holding = every(
            [bits.truth(rule) for rule in known.holding if rule.fields & keys and rule.fields <= keys]
        )
        if any(rule.fields & keys and not rule.fields <= keys for rule in known.holding):
            self.is_exact = False
        order = _ordered(keys, known, editable)
        gates = {key: every([bits.truth(rule) for rule in known.shown.get(key, ())]) for key in order}
        needs = {key: self._needed(key, known, bits) for key in order}
        self.variables = [self._variable(key, known, bits, gates[key], needs[key]) for key in order]
        self.editable = frozenset(key for key in order if _depends_on(key, editable, known))
        for variable in self.variables:
            read = (
                known.fields[variable.key].kind.reads(known.fields[variable.key])
                if variable.key in known.fields
                else set()
            )
            if read & keys:
                self.is_exact = False

    def _needed(self, key: str, known: Known, bits: Bits) -> Truth:
        if key == REVIEW:
            return lambda _known, _held: REVIEW in self._filled
        one = known.fields.get(key)
        if one is None or key not in self._filled or one.kind.derived:
            return lambda _known, _held: False
        if one.required or one.kind.needed(one):
            return lambda _known, _held: True
        return bits.truth(one.required_when) if one.required_when else lambda _known, _held: False

    def _variable(self, key: str, known: Known, bits: Bits, shown: Truth, required: Truth) -> _Variable:
        leaves = [leaf for leaf in bits.leaves if leaf.field_key == key]
        found, is_exact = samples(known.fields.get(key), leaves)
        if not is_exact and key in self.read:
            self.is_exact = False
        apart: dict[tuple[int, bool], tuple[Any, int]] = {}
        for value in found:
            held = bits.held_by(key, value)
            apart.setdefault((held, value is None), (value, held))
        return _Variable(key, bits.bits_of(key), tuple(apart.values()), bits.held_by(key, None), shown, required)

    def truth(self, rule: Rule | None) -> Truth:
        """The truth of one of the rules with which the search was made."""
        return (lambda _known, _held: True) if rule is None else self.truths[id(rule)]

    def find(self, goal: Truth) -> dict[str, Any] | None:
        """Return answers under which `goal` holds, without those that do not matter; None when there are none.

        Raises `TooMany`.
        """
        return self._first(self.variables, goal, lambda _known, _held: True)

    def find_fixed(self, goal: Truth) -> dict[str, Any] | None:
        """As `find`, of answers that nobody here can change, under which `goal` holds whatever the others are."""
        fixed = [one for one in self.variables if one.key not in self.editable]
        loose = [one for one in self.variables if one.key in self.editable]
        contrary = every([lambda known, held: None if (found := goal(known, held)) is None else not found])

        def whatever(known: int, held: int) -> bool:
            return next(self._walk(loose, contrary, known, held, {}), None) is None

        return self._first(fixed, goal, whatever)

    def _first(
        self, variables: list[_Variable], goal: Truth, whatever: Callable[[int, int], bool]
    ) -> dict[str, Any] | None:
        self._limit = self.meter.tries + MOST_TRIES
        for answers, known, held in self._walk(variables, goal, 0, 0, {}):
            if whatever(known, held):
                return self._without_idle(variables, goal, answers, known, held)
        return None

    def _walk(
        self, variables: list[_Variable], goal: Truth, known: int, held: int, answers: dict[str, Any]
    ) -> Iterator[tuple[dict[str, Any], int, int]]:
        self.meter.tries += 1
        if self.meter.tries > self._limit:
            raise TooMany
        if goal(known, held) is False or self._holding(known, held) is False:
            return
        if not variables:
            yield answers, known, held
            return
        one, rest = variables[0], variables[1:]
        is_shown = one.shown(known, held)
        if is_shown is False:
            yield from self._walk(rest, goal, known | one.bits, held | one.nothing, answers | {one.key: None})
            return
        is_required = is_shown is True and one.required(known, held) is True
        for value, bits in one.samples:
            if value is None and is_required:
                continue
            yield from self._walk(rest, goal, known | one.bits, held | bits, answers | {one.key: value})

    def _without_idle(
        self, variables: list[_Variable], goal: Truth, answers: dict[str, Any], known: int, held: int
    ) -> dict[str, Any]:
        """The answers without those that change nothing: what is left is the example."""
        kept = {key: value for key, value in answers.items() if key in self.read}
        for one in variables:
            if one.key in kept and goal(known & ~one.bits, held & ~one.bits) is True:
                known, held = known & ~one.bits, held & ~one.bits
                del kept[one.key]
        return kept


def none_of(truths: Iterable[Truth]) -> Truth:
    """Return what holds when not one does."""
    parts = some(truths)

    def holds(known: int, held: int) -> bool | None:
        found = parts(known, held)
        return None if found is None else not found

    return holds


def _closure(read: set[str], known: Known) -> set[str]:
    """The fields that matter to those that are read: on which their being asked depends, and rules between them."""
    keys, waiting = set(read), list(read)
    while waiting:
        key = waiting.pop()
        wanted = _needs(key, known)
        for rule in known.holding:
            # A rule that would bring many more questions in is left out: what is found is then a warning.
            if key in rule.fields and len(rule.fields - keys) <= 1:
                wanted |= rule.fields
        waiting += wanted - keys
        keys |= wanted
    return keys


def _needs(key: str, known: Known) -> set[str]:
    one = known.fields.get(key)
    rules = [*known.shown.get(key, ()), *([one.required_when] if one is not None and one.required_when else [])]
    return {other for rule in rules for other in rule.fields}


def _depends_on(key: str, editable: frozenset[str], known: Known, seen: frozenset[str] = frozenset()) -> bool:
    if key in editable:
        return True
    return any(_depends_on(other, editable, known, seen | {key}) for other in _needs(key, known) if other not in seen)


def _ordered(keys: set[str], known: Known, editable: frozenset[str]) -> list[str]:
    """Fields on which others depend come first; among the rest, what can still be changed comes last."""
    order: dict[str, None] = {}

    def put(key: str, above: frozenset[str]) -> None:
        for other in sorted(_needs(key, known)):
            if other in keys and other not in order and other not in above:
                put(other, above | {key})
        order.setdefault(key)

    for key in sorted(keys, key=lambda one: (_depends_on(one, editable, known), one)):
        put(key, frozenset())
    return list(order)
