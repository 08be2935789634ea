"""Answers that stand for all answers to a question, as far as some comparisons can tell them apart.

Of each type: its choices, the bounds that the comparisons name with what lies below, between and above them, how many
answers a list has, and no answer at all. Two answers that no comparison tells apart are one.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations, islice, pairwise, product
from typing import Any

from django.utils import timezone

from cms.forms.errors import FieldError
from cms.forms.operators import TODAY, number_in
from cms.forms.parts import Field
from cms.forms.rules import ALL, ANY, COUNT, Comparison
from cms.forms.types.other import OTHER
from cms.workflows.conditions import REVIEW

# More answers than this to one question are not tried.
MOST_SAMPLES = 600
_MOST_NAMED = 8
_WORDS = "…"
_NUMBERS = ("integer", "decimal", "amount")
_PLACES = ("commune", "intercommunality", "departement")
_PLAIN = (
    "text",
    "longtext",
    "email",
    "link",
    "phone",
    "siret",
    "school",
    "company",
    "association",
    "iban",
    "formatted",
)


def samples(one: Field | None, leaves: list[Comparison]) -> tuple[list[Any], bool]:
    """Return answers to a question (None for no answer, last) and whether they surely stand for all that there can be.

    `one` is None when the form is not known: the comparisons alone say what kind of answer there is.
    """
    said = [item for leaf in leaves for item in (leaf.value if isinstance(leaf.value, list) else [leaf.value])]
    said = [item for item in said if item is not None]
    if any("." in leaf.field for leaf in leaves):
        found, is_exact = _parts(one, leaves)
    elif one is None:
        found, is_exact = _guessed(leaves, said), False
    else:
        found, is_exact = _typed(one, leaves, said)
    return [*islice(found, MOST_SAMPLES), None], is_exact


def _typed(one: Field, leaves: list[Comparison], said: list[Any]) -> tuple[list[Any], bool]:
    if one.type == "yesno":
        return [True, False], True
    if one.type == "commitment":
        return [True], True
    if one.type == "choice":
        return [*_choices(one), *([{"code": OTHER, "text": _WORDS}] if one.option("other") else [])], True
    if one.type == "choices":
        known: list[Any] = _choices(one)
        other = [{"code": OTHER, "text": _WORDS}] if one.option("other") else []
        return [lot for lot in _lots([*known, *other], said, leaves) if not one.kind.faults(one, lot)], True
    if one.type in _NUMBERS:
        names = {option.name for option in one.kind.options}
        bounds = [one.option(name) for name in ("minimum", "maximum") if name in names]
        return list(_allowed(one, _numbers([*said, *(bound for bound in bounds if bound not in (None, ""))]))), True
    if one.type == "calculated":
        # What it is made from may keep it within bounds that are not known here.
        return [str(number) for number in _numbers(said)], False
    if one.type == "date":
        # What was still to come on the day it was answered is past one day: today moves on, answers do not.
        found = _days(said)
        return found if TODAY in said else list(_allowed(one, found)), True
    if one.type in _PLACES:
        codes = [str(item) for item in said]
        rows = [{"code": code, "name": code} for code in [*codes, _WORDS]]
        return list(_lots(rows, said, leaves)), False
    if one.type in _PLAIN:
        return list(_texts(said)), True
    return _guessed(leaves, said), not said


def _parts(one: Field | None, leaves: list[Comparison]) -> tuple[list[Any], bool]:
    """Answers of several parts: "budget.asked", "stay.start", "people.count", "people.any.age"."""
    within: dict[str, list[Comparison]] = {}
    for leaf in leaves:
        path = leaf.field.partition(".")[2]
        within.setdefault(path, []).append(Comparison(path.replace(".", "/") or "it", leaf.operator, leaf.value))
    if COUNT in within or (one is not None and one.kind.holds_fields):
        return list(_rows(one, within)), set(within) <= {"", COUNT}
    makers: dict[tuple[str, str], Callable[[list[Any]], list[Any]]] = {
        ("budget", "asked"): _euros,
        ("period", "start"): _days,
        ("period", "end"): _days,
    }
    is_review = one is None and all(leaf.field_key == REVIEW for leaf in leaves)
    tried: dict[str, list[Any]] = {}
    is_exact = True
    for path, inner in within.items():
        if not path:
            continue
        said = [item for leaf in inner for item in (leaf.value if isinstance(leaf.value, list) else [leaf.value])]
        make = _points if is_review else makers.get((one.type if one else "", path))
        is_exact = is_exact and make is not None
        tried[path] = list(make([item for item in said if item is not None])) if make else _guessed(inner, said)
        if make is None:
            tried[path].append(None)
    answers = [dict(zip(tried, values, strict=True)) for values in product(*tried.values())]
    ordered = [row for row in answers if not ({"start", "end"} <= set(row)) or row["start"] <= row["end"]]
    return [_nested(row) for row in ordered if not is_review or row.get("percent", 0) <= 100], is_exact


def _nested(row: Mapping[str, Any]) -> dict[str, Any]:
    """An answer from its parts by path: {"criteria.interest": 3} is {"criteria": {"interest": 3}}."""
    whole: dict[str, Any] = {}
    for path, value in row.items():
        *steps, last = path.split(".")
        inside = whole
        for step in steps:
            inside = inside.setdefault(step, {})
        if value is not None:
            inside[last] = value
    return whole


def _rows(one: Field | None, within: Mapping[str, list[Comparison]]) -> Iterator[list[Any]]:
    """Lists of rows: of each length that is counted, with rows of each kind that is read."""
    inner = {one.key: one for one in one.fields} if one else {}
    columns: dict[str, list[Any]] = {}
    for path, leaves in within.items():
        key = path.removeprefix(f"{ANY}.").removeprefix(f"{ALL}.")
        if key and key != COUNT:
            own = [Comparison(key, leaf.operator, leaf.value) for leaf in leaves]
            columns.setdefault(key, []).extend(samples(inner.get(key), own)[0])
    rows = [
        {key: value for key, value in zip(columns, values, strict=True) if value is not None}
        for values in islice(product(*columns.values()), 24)
    ]
    counts = _numbers([leaf.value for path in ("", COUNT) for leaf in within.get(path, ())])
    lengths = sorted({int(count) for count in counts if 0 < count <= 50} | {1})
    for length in lengths:
        for row in rows:
            yield [dict(row) for _place in range(length)]
        for pair in combinations(rows, 2) if length > 1 else ():
            yield [*(dict(row) for row in pair), *(dict(pair[0]) for _place in range(length - 2))]


def _guessed(leaves: list[Comparison], said: list[Any]) -> list[Any]:
    """Answers of a kind that only the comparisons tell."""
    numbers = [item for item in said if not isinstance(item, bool) and number_in(item) is not None]
    days = [item for item in said if item == TODAY or _day(item) is not None]
    found: list[Any] = []
    if any(isinstance(item, bool) for item in said):
        found += [True, False]
    if numbers:
        found += [_plain(number) for number in _numbers(numbers)]
    if days:
        found += _days(days)
    texts = [item for item in said if isinstance(item, str) and item not in numbers and item not in days]
    found += _texts(texts)
    if any(leaf.operator in ("contains", "lacks") for leaf in leaves):
        found += _lots([*texts, _WORDS], texts, leaves)
    return found


def _choices(one: Field) -> list[str]:
    return [row["value"] for row in one.option("choices") if isinstance(row, Mapping)]


def _lots(known: list[Any], said: list[Any], leaves: list[Comparison]) -> Iterator[list[Any]]:
    """Lists of answers: every set of those that are named, alone and filled up with others to each size that counts."""
    wanted = {str(item) for item in said}
    code = lambda item: item["code"] if isinstance(item, Mapping) else item  # noqa: E731
    named = [item for item in known if str(code(item)) in wanted][:_MOST_NAMED]
    others = [item for item in known if item not in named]
    counts = [leaf.value for leaf in leaves if leaf.operator in ("at_least", "at_most", "equals", "differs")]
    sizes = {int(count) for count in _numbers([one for one in counts if not isinstance(one, str) or one.isdigit()])}
    for size in range(len(named) + 1):
        for some in combinations(named, size):
            for total in sorted({size, size + 1, *sizes}):
                if size <= total <= size + len(others) and total:
                    yield [*some, *others[: total - size]]


def _numbers(said: Iterable[Any]) -> list[Decimal]:
    """Each number that is named, what lies between two of them, below the least and above the most."""
    named = sorted({number for item in said if (number := number_in(item)) is not None and not isinstance(item, bool)})
    if not named:
        return [Decimal(1)]
    between = []
    for low, high in pairwise(named):
        middle = (low + high) / 2
        whole = Decimal(int(middle))
        between += [whole] if low < whole < high else [middle.quantize(Decimal("0.01"))]
    around = [named[-1] + 1, named[0] - 1, Decimal(0)]
    return list(dict.fromkeys([*named, *between, *around]))


def _euros(said: Iterable[Any]) -> list[str]:
    return [f"{number:.2f}" for number in _numbers(said) if number >= 0]


def _points(said: Iterable[Any]) -> list[int | float]:
    return [_plain(number) for number in _numbers(said) if number >= 0]


def _plain(number: Decimal) -> int | float:
    return int(number) if number == number.to_integral_value() else float(number)


def _allowed(one: Field, found: Iterable[Any]) -> Iterator[Any]:
    """Those answers that the question takes, as they are stored."""
    for value in found:
        try:
            clean = one.kind.clean(one, str(value))
        except FieldError:
            continue
        if clean is not None:
            yield clean


def _day(value: Any) -> date | None:
    try:
        return timezone.localdate() if value == TODAY else date.fromisoformat(str(value)[:10])
    except ValueError:
        return None


def _days(said: Iterable[Any]) -> list[str]:
    named = sorted({day for item in said if (day := _day(item)) is not None}) or [timezone.localdate()]
    between = [low + (high - low) / 2 for low, high in pairwise(named) if (high - low).days > 1]
    around = [named[-1] + timedelta(days=1), named[0] - timedelta(days=1)]
    return [day.isoformat() for day in dict.fromkeys([*named, *between, *around])]


def _texts(said: Iterable[Any]) -> Iterator[str]:
    named = list(dict.fromkeys(str(item) for item in said))[:4]
    yield from named
    yield _WORDS
    for size in range(2, len(named) + 1):
        yield from (" ".join(some) for some in combinations(named, size))
