"""Finds what no answer ever shows: tries the answers that the conditions speak of, and nothing else.

Only said of conditions on questions whose answers can all be tried (yes or no, choices, numbers, days, texts); what is
in doubt counts as shown.
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import combinations, islice, product
from typing import Any

from cms.forms.errors import FieldError
from cms.forms.rules import TODAY, Comparison, Rule
from cms.forms.spec import Field, Form

MOST_TRIES = 4_000
_MOST_CHOICES = 8
_SOMETHING = "…"


def never_shown(form: Form) -> tuple[set[str], set[str]]:
    """Keys of the sections and of the fields that no answer shows."""
    search = _Search(form)
    sections = {one.key for one in form.sections if one.show_when is not None and not search.possible((one.show_when,))}
    fields = set()
    for section in form.sections:
        for one in section.fields:
            if one.show_when is None or section.key in sections:
                continue
            rules = (one.show_when,) if section.show_when is None else (one.show_when, section.show_when)
            if not search.possible(rules):
                fields.add(one.key)
    return sections, fields


class _Search:
    def __init__(self, form: Form) -> None:
        self.fields = {one.key: one for one in form.fields}
        self.conditions: dict[str, tuple[Rule, ...]] = {}
        for section in form.sections:
            for one in section.fields:
                both = (section.show_when, one.show_when)
                self.conditions[one.key] = tuple(rule for rule in both if rule is not None)
        self.leaves: dict[str, list[Comparison]] = {}

    def possible(self, rules: tuple[Rule, ...]) -> bool:
        """Whether some answers make all `rules` hold; true when that cannot be told."""
        order = self._order(rules)
        leaves = [leaf for rule in (*rules, *self._conditions(order)) for leaf in rule.leaves()]
        tried = []
        for key in order:
            mine = [leaf for leaf in leaves if leaf.field_key == key]
            values = _values(self.fields[key], mine) if key in self.fields else None
            if values is None:
                return True
            tried.append(values)
        size = 1
        for values in tried:
            size *= len(values)
        if any(self._holds(rules, order, chosen) for chosen in islice(product(*tried), MOST_TRIES)):
            return True
        return size > MOST_TRIES

    def _conditions(self, order: list[str]) -> Iterator[Rule]:
        for key in order:
            yield from self.conditions.get(key, ())

    def _order(self, rules: tuple[Rule, ...]) -> list[str]:
        """All questions on which the rules depend, those first on which others depend."""
        order: dict[str, None] = {}
        waiting = [(key, False) for rule in rules for key in sorted(rule.fields)]
        seen: set[str] = set()
        while waiting:
            key, is_done = waiting.pop()
            if is_done:
                order[key] = None
            elif key not in seen:
                seen.add(key)
                waiting.append((key, True))
                waiting += [(other, False) for rule in self.conditions.get(key, ()) for other in sorted(rule.fields)]
        return list(order)

    def _holds(self, rules: tuple[Rule, ...], order: list[str], chosen: tuple[Any, ...]) -> bool:
        answers: dict[str, Any] = {}
        for key, value in zip(order, chosen, strict=True):
            if value is not None and all(rule.holds(answers) for rule in self.conditions.get(key, ())):
                answers[key] = value
        return all(rule.holds(answers) for rule in rules)


def _values(one: Field, leaves: list[Comparison]) -> list[Any] | None:
    """Answers that stand for all answers to this question, as far as these comparisons can tell; None: unknown."""
    if any(leaf.field != one.key or isinstance(leaf.value, Mapping) for leaf in leaves):
        return None
    said = [item for leaf in leaves for item in (leaf.value if isinstance(leaf.value, list) else [leaf.value])]
    match one.type:
        case "yesno":
            found: list[Any] = [True, False]
        case "commitment":
            found = [True]
        case "choice":
            found = _choices(one)
            if one.options.get("other"):
                return None
        case "choices":
            found = _several(_choices(one))
            if not found or one.options.get("other"):
                return None
        case "integer" | "decimal" | "amount":
            found = _numbers(one, said)
        case "date":
            found = _days(said)
        case "text" | "longtext":
            found = [*[text for text in said if isinstance(text, str)], _SOMETHING]
        case _:
            return None
    return [*found, None]


def _choices(one: Field) -> list[Any]:
    rows = one.option("choices")
    return [row["value"] for row in rows if isinstance(row, Mapping)]


def _several(known: list[Any]) -> list[Any]:
    """All sets of choices, the larger ones last; nothing when there are too many."""
    if len(known) > _MOST_CHOICES:
        return []
    return [list(some) for size in range(1, len(known) + 1) for some in combinations(known, size)]


def _numbers(one: Field, said: list[Any]) -> list[Any]:
    names = {option.name for option in one.kind.options}
    bounds = [one.option(name) for name in ("minimum", "maximum") if name in names]
    found: dict[Any, None] = {}
    for value in [*said, *(bound for bound in bounds if bound is not None)]:
        try:
            middle = int(float(str(value)))
        except (ValueError, OverflowError):
            continue
        found |= dict.fromkeys([value, middle - 1, middle, middle + 1])
    return [number for number in found if _is_allowed(one, number)] or [0]


def _is_allowed(one: Field, number: Any) -> bool:
    try:
        one.kind.clean(one, str(number))
    except FieldError:
        return False
    return True


def _days(said: list[Any]) -> list[str]:
    days = {date.today()}
    for value in said:
        try:
            days.add(date.today() if value == TODAY else date.fromisoformat(str(value)[:10]))
        except ValueError:
            continue
    around = {day + timedelta(days=shift) for day in days for shift in (-1, 0, 1)}
    return [day.isoformat() for day in sorted(around)]
