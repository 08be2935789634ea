"""Formulas as data: `{"op": "sum", "of": ["rent", "budget.asked", 12]}`. Never code.

An operand is a path to an answer (into the rows of a group: every row's value; `"people.count"`: how many rows), a
number, or another formula. What is not answered is left out; when nothing is, or one divides by 0, nothing comes out.
"""

from collections.abc import Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.forms.errors import OptionError
from cms.forms.operators import is_empty, number_in
from cms.forms.rules import COUNT

OPERATIONS = {
    "sum": gettext_lazy("Sum"),
    "difference": gettext_lazy("Difference: the first less the others"),
    "product": gettext_lazy("Product"),
    "count": gettext_lazy("Number of answers or rows"),
    "share": gettext_lazy("Share of the first in the second, in per cent"),
}
MAX_DEPTH = 3
MOST_OPERANDS = 50
CENT = Decimal("0.01")
LARGEST = Decimal(10) ** 15


def parse(data: Any, depth: int = 1) -> dict[str, Any]:
    """The formula in canonical form; raises `OptionError` that says what is wrong with it."""
    if not isinstance(data, Mapping) or set(data) != {"op", "of"}:
        raise OptionError(_("a formula with “op” and “of” is needed"))
    if data["op"] not in OPERATIONS:
        raise OptionError(_("the operation must be one of these: {known}").format(known=", ".join(OPERATIONS)))
    if depth > MAX_DEPTH:
        raise OptionError(_("the formula is nested too deeply: {depth} levels at most").format(depth=MAX_DEPTH))
    operands = data["of"]
    if not isinstance(operands, list) or not 1 <= len(operands) <= MOST_OPERANDS:
        raise OptionError(_("“of” must be a list of fields, numbers or formulas"))
    if data["op"] == "share" and len(operands) != 2:
        raise OptionError(_("a share is made of two values"))
    return {"op": data["op"], "of": [_operand(one, depth) for one in operands]}


def _operand(one: Any, depth: int) -> Any:
    if isinstance(one, Mapping):
        return parse(one, depth + 1)
    if isinstance(one, str) and one.strip():
        return one.strip()
    number = number_in(one) if isinstance(one, int | float) else None
    if number is None or abs(number) >= LARGEST:
        raise OptionError(_("“of” must be a list of fields, numbers or formulas"))
    return one


def paths(formula: Any) -> Iterator[str]:
    """The paths that a formula reads."""
    for one in formula.get("of", ()) if isinstance(formula, Mapping) else ():
        if isinstance(one, str):
            yield one
        else:
            yield from paths(one)


def keys(formula: Any) -> set[str]:
    """Keys of the fields that a formula reads."""
    return {path.partition(".")[0] for path in paths(formula)}


def compute(formula: Mapping[str, Any], answers: Mapping[str, Any]) -> Decimal | None:
    """What the formula gives for these answers, to the cent, or nothing."""
    found = _compute(formula, answers)
    if found is None or not abs(found) < LARGEST:
        return None
    return found.quantize(CENT, rounding=ROUND_HALF_UP)


def _compute(formula: Mapping[str, Any], answers: Mapping[str, Any]) -> Decimal | None:
    if formula["op"] == "count":
        return Decimal(sum(_answered(one, answers) for one in formula["of"]))
    operands = [_value(one, answers) for one in formula["of"]]
    there = [one for one in operands if one is not None]
    match formula["op"]:
        case "sum":
            return sum(there, Decimal(0)) if there else None
        case "difference":
            return (
                operands[0] - sum((one for one in operands[1:] if one), Decimal(0)) if operands[0] is not None else None
            )
        case "product":
            return _product(there) if len(there) == len(operands) else None
    part, whole = operands
    return part / whole * 100 if part is not None and whole else None


def _product(numbers: list[Decimal]) -> Decimal:
    found = Decimal(1)
    for number in numbers:
        found *= number
    return found


def _value(operand: Any, answers: Mapping[str, Any]) -> Decimal | None:
    """One number for an operand: that of several rows is their sum."""
    if isinstance(operand, Mapping):
        return _compute(operand, answers)
    if not isinstance(operand, str):
        return number_in(operand)
    numbers = [number for one in _values(operand, answers) if (number := number_in(one)) is not None]
    return sum(numbers, Decimal(0)) if numbers else None


def _answered(operand: Any, answers: Mapping[str, Any]) -> int:
    if not isinstance(operand, str):
        return 1
    found = _values(operand, answers)
    if operand.endswith(f".{COUNT}"):
        return sum(int(one) for one in found)
    return sum(len(one) if isinstance(one, list) else 1 for one in found if not is_empty(one))


def _values(path: str, answers: Mapping[str, Any]) -> list[Any]:
    found: list[Any] = [answers]
    for step in path.split("."):
        inner: list[Any] = []
        for one in found:
            rows = one if isinstance(one, list) else [one]
            if isinstance(one, list) and step == COUNT:
                inner.append(len(one))
            else:
                inner += [row[step] for row in rows if isinstance(row, Mapping) and step in row]
        found = inner
    return found
