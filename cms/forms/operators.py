"""The operators of rules: what "is", "contains" and "is before" mean for values of each shape."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext_lazy

from cms.forms import moment

TODAY = "today"


def is_empty(value: Any) -> bool:
    """Nothing was answered: no value, an empty text, an empty list. No and 0 are answers."""
    return value is None or value == "" or value == [] or value == {}


def number_in(value: Any) -> Decimal | None:
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
        return moment.today()
    try:
        return date.fromisoformat(value[:10])
    except (TypeError, ValueError):
        return None


def _same(actual: Any, expected: Any) -> bool:
    if isinstance(actual, Mapping):
        actual = _name(actual)
    if isinstance(actual, bool) or isinstance(expected, bool):
        return actual is expected
    if isinstance(actual, list):
        return [_name(item) for item in actual] == (expected if isinstance(expected, list) else [expected])
    if isinstance(expected, int | float) or isinstance(actual, int | float):
        left, right = number_in(actual), number_in(expected)
        return left is not None and left == right
    if expected == TODAY:
        return _day(actual) == _day(expected)
    return bool(actual == expected)


def _name(item: Any) -> Any:
    """What stands for an answer of several parts: a commune's code, a partner's kind, or the answer itself."""
    if isinstance(item, Mapping):
        return item.get("code") or item.get("kind") or item.get("id")
    return item


def _contains(actual: Any, expected: Any) -> bool:
    if isinstance(actual, list):
        return any(_name(item) == expected for item in actual)
    if isinstance(actual, Mapping):
        actual = _name(actual)
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
    "at_least": (gettext_lazy("is at least"), _compare(number_in, lambda left, right: left >= right)),
    "at_most": (gettext_lazy("is at most"), _compare(number_in, lambda left, right: left <= right)),
    "before": (gettext_lazy("is before"), _compare(_day, lambda left, right: left < right)),
    "after": (gettext_lazy("is after"), _compare(_day, lambda left, right: left > right)),
    "is_filled": (gettext_lazy("is answered"), lambda actual, _expected: not is_empty(actual)),
    "is_empty": (gettext_lazy("is not answered"), lambda actual, _expected: is_empty(actual)),
}
WITHOUT_VALUE = frozenset({"is_filled", "is_empty"})
