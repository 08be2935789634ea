"""Rules as data: when a field is shown, required, valid; when a transition is open.

A rule is `{"field", "operator", "value"}`, or `{"all": [rules]}`, `{"any": [rules]}`, `{"not": rule}`. Everything that
depends on answers is decided here and nowhere else. A field may be a path into an answer of several parts
(`"schedule.start"`, `"budget.asked"`) or into the rows of a group: `"people.age"` and `"people.any.age"` (one row at
least), `"people.all.age"` (every row; with no row it holds), `"people.count"` (how many rows).
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from cms.forms.operators import OPERATORS, TODAY, WITHOUT_VALUE, is_empty

Answers = Mapping[str, Any]
MAX_DEPTH = 8
# Words that a path has after a group's key, and that no field of a group may have as its key.
COUNT, ANY, ALL = "count", "any", "all"
OF_ROWS = (COUNT, ANY, ALL)


class RuleError(ValueError):
    """A rule that cannot be read; the message names what is wrong with it."""


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
        return self._holds_in(answers.get(key), path)

    def _holds_in(self, actual: Any, path: Sequence[str]) -> bool:
        if path and (isinstance(actual, list) or path[0] in OF_ROWS):
            rows = actual if isinstance(actual, list) else []
            if path[0] == COUNT:
                return self._test(len(rows))
            test = all if path[0] == ALL else any
            rest = path[1:] if path[0] in (ALL, ANY) else path
            return test(self._holds_in(row, rest) for row in rows)
        for step in path:
            actual = actual.get(step) if isinstance(actual, Mapping) else None
        return self._test(actual)

    def _test(self, actual: Any) -> bool:
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


__all__ = [
    "OPERATORS",
    "TODAY",
    "WITHOUT_VALUE",
    "Answers",
    "Comparison",
    "Group",
    "Not",
    "Rule",
    "RuleError",
    "evaluate",
    "fields_of",
    "is_empty",
    "parse",
]
