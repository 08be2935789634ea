"""Rules as data: when a field is shown, required, valid; when a transition is open.

A rule is `{"field", "operator", "value"}`, or `{"all": [rules]}`, `{"any": [rules]}`, `{"not": rule}`. Everything that
depends on answers is decided here and nowhere else. A field may be a path into an answer of several parts
(`"schedule.start"`, `"budget.asked"`).
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

Answers = Mapping[str, Any]
TODAY = "today"
MAX_DEPTH = 8


class RuleError(ValueError):
    """A rule that cannot be read; the message names what is wrong with it."""


def is_empty(value: Any) -> bool:
    """Nothing was answered: no value, an empty text, an empty list. No and 0 are answers."""
    return value is None or value == "" or value == [] or value == {}


def _number(value: Any) -> Decimal | None:
    """The number in a value: of a list, how many it has."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, list):
        return Decimal(len(value))
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _day(value: Any) -> date | None:
    if value == TODAY:
        return timezone.localdate()
    try:
        return date.fromisoformat(value[:10])
    except (TypeError, ValueError):
        return None


def _same(actual: Any, expected: Any) -> bool:
    if isinstance(actual, bool) or isinstance(expected, bool):
        return actual is expected
    if isinstance(actual, list):
        return [_name(item) for item in actual] == (expected if isinstance(expected, list) else [expected])
    if isinstance(expected, int | float) or isinstance(actual, int | float):
        left, right = _number(actual), _number(expected)
        return left is not None and left == right
    if expected == TODAY:
        return _day(actual) == _day(expected)
    return bool(actual == expected)


def _name(item: Any) -> Any:
    """What stands for an item of a list: a commune's code, a partner's kind, or the item itself."""
    if isinstance(item, Mapping):
        return item.get("code") or item.get("kind") or item.get("id")
    return item


def _contains(actual: Any, expected: Any) -> bool:
    if isinstance(actual, list):
        return any(_name(item) == expected for item in actual)
    return isinstance(actual, str) and str(expected).casefold() in actual.casefold()


def _compare(read: Callable[[Any], Any], test: Callable[[Any, Any], bool]) -> Callable[[Any, Any], bool]:
    def holds(actual: Any, expected: Any) -> bool:
        left, right = read(actual), read(expected)
        return left is not None and right is not None and test(left, right)

    return holds


OPERATORS: dict[str, tuple[Any, Callable[[Any, Any], bool]]] = {
    "equals": (gettext_lazy("is"), _same),
    "differs": (gettext_lazy("is not"), lambda actual, expected: not _same(actual, expected)),
    "one_of": (gettext_lazy("is one of"), lambda actual, expected: any(_same(actual, one) for one in expected)),
    "contains": (gettext_lazy("contains"), _contains),
    "lacks": (gettext_lazy("does not contain"), lambda actual, expected: not _contains(actual, expected)),
    "at_least": (gettext_lazy("is at least"), _compare(_number, lambda left, right: left >= right)),
    "at_most": (gettext_lazy("is at most"), _compare(_number, lambda left, right: left <= right)),
    "before": (gettext_lazy("is before"), _compare(_day, lambda left, right: left < right)),
    "after": (gettext_lazy("is after"), _compare(_day, lambda left, right: left > right)),
    "is_filled": (gettext_lazy("is answered"), lambda actual, _expected: not is_empty(actual)),
    "is_empty": (gettext_lazy("is not answered"), lambda actual, _expected: is_empty(actual)),
}
WITHOUT_VALUE = frozenset({"is_filled", "is_empty"})


class Rule(ABC):
    """Something that holds or not for a set of answers."""

    @abstractmethod
    def holds(self, answers: Answers) -> bool: ...

    @abstractmethod
    def leaves(self) -> Iterator["Comparison"]: ...

    @abstractmethod
    def to_json(self) -> dict[str, Any]: ...

    @property
    def fields(self) -> set[str]:
        """Keys of the fields that the rule reads."""
        return {leaf.field_key for leaf in self.leaves()}


@dataclass(frozen=True, slots=True)
class Comparison(Rule):
    """One row: field, operator, value."""

    field: str
    operator: str
    value: Any = None

    @property
    def field_key(self) -> str:
        return self.field.partition(".")[0]

    def holds(self, answers: Answers) -> bool:
        key, *path = self.field.split(".")
        actual = answers.get(key)
        for step in path:
            actual = actual.get(step) if isinstance(actual, Mapping) else None
        return OPERATORS[self.operator][1](actual, self.value)

    def leaves(self) -> Iterator["Comparison"]:
        yield self

    def to_json(self) -> dict[str, Any]:
        row = {"field": self.field, "operator": self.operator}
        return row if self.operator in WITHOUT_VALUE else row | {"value": self.value}


@dataclass(frozen=True, slots=True)
class Group(Rule):
    """All or any of several rules."""

    kind: str
    rules: tuple[Rule, ...]

    def holds(self, answers: Answers) -> bool:
        test = all if self.kind == "all" else any
        return test(rule.holds(answers) for rule in self.rules)

    def leaves(self) -> Iterator[Comparison]:
        for rule in self.rules:
            yield from rule.leaves()

    def to_json(self) -> dict[str, Any]:
        return {self.kind: [rule.to_json() for rule in self.rules]}


@dataclass(frozen=True, slots=True)
class Not(Rule):
    """The contrary of a rule."""

    rule: Rule

    def holds(self, answers: Answers) -> bool:
        return not self.rule.holds(answers)

    def leaves(self) -> Iterator[Comparison]:
        yield from self.rule.leaves()

    def to_json(self) -> dict[str, Any]:
        return {"not": self.rule.to_json()}


def parse(data: Any, depth: int = 0) -> Rule:
    """A rule from its JSON. Raises `RuleError` that names an unknown operator or a wrong shape."""
    if depth > MAX_DEPTH:
        raise RuleError(_("The rule is nested too deeply: {depth} levels at most.").format(depth=MAX_DEPTH))
    if not isinstance(data, Mapping):
        raise RuleError(_("A rule must be an object with “field” and “operator”, or “all”, “any”, “not”."))
    keys = set(data)
    if keys == {"not"}:
        return Not(parse(data["not"], depth + 1))
    if keys in ({"all"}, {"any"}):
        (kind,) = keys
        inner = data[kind]
        if not isinstance(inner, list) or not inner:
            raise RuleError(_("“{kind}” needs a list of at least one rule.").format(kind=kind))
        rules = tuple(parse(one, depth + 1) for one in inner)
        return rules[0] if len(rules) == 1 else Group(kind, rules)
    return _parse_comparison(data)


def _parse_comparison(data: Mapping[str, Any]) -> Comparison:
    field, operator, value = data.get("field"), data.get("operator"), data.get("value")
    if not isinstance(field, str) or not field or set(data) - {"field", "operator", "value"}:
        raise RuleError(_("A rule must be an object with “field” and “operator”, or “all”, “any”, “not”."))
    if not isinstance(operator, str) or operator not in OPERATORS:
        raise RuleError(
            _("Unknown operator “{operator}”; the operators are: {known}.").format(
                operator=operator, known=", ".join(OPERATORS)
            )
        )
    if operator in WITHOUT_VALUE:
        return Comparison(field, operator)
    if operator == "one_of":
        if not isinstance(value, list) or not value or not all(isinstance(one, str | int | float) for one in value):
            raise RuleError(_("“one_of” needs a list of values."))
    elif not isinstance(value, str | int | float) or value == "":
        raise RuleError(_("The operator “{operator}” needs a value.").format(operator=operator))
    return Comparison(field, operator, value)


def evaluate(data: Any, answers: Answers) -> bool:
    """Whether the rule in `data` (JSON, a `Rule`, or nothing: always) holds for these answers."""
    if data is None:
        return True
    return (data if isinstance(data, Rule) else parse(data)).holds(answers)


def fields_of(data: Any) -> set[str]:
    """Keys of the fields that a rule in JSON reads."""
    return set() if data is None else parse(data).fields
