"""What answers show: a hidden field counts as not answered, and what is calculated is always fresh.

The same is done for a form and for each row of a group, whose rules read the row first and then what is around it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cms.forms.errors import Fault, FieldError
from cms.forms.rules import Answers, Rule

if TYPE_CHECKING:
    from cms.forms.parts import Field, Section

Asked = Sequence[tuple["Field", tuple[Rule, ...]]]


@dataclass(frozen=True, slots=True)
class Settled:
    """Keys of the fields that are shown, and the answers without the others', calculated values included."""

    shown: set[str]
    answers: dict[str, Any]


def settle(asked: Asked, answers: Answers, around: Answers | None = None) -> Settled:
    """What these answers show of these fields, each given with the rules that must hold for it to be shown."""
    around = around or {}
    shown = {one.key for one, _rules in asked}
    known = _known(asked, answers, shown, around)
    for _pass in range(len(shown) + 1):
        reading = {**around, **known}
        now = {one.key for one, rules in asked if all(rule.holds(reading) for rule in rules)}
        if now == shown:
            break
        shown = now
        known = _known(asked, answers, shown, around)
    return Settled(shown, known)


def settled_form(sections: Iterable["Section"], answers: Answers) -> Settled:
    """What these answers show of a form."""
    return settle(
        [
            (one, tuple(rule for rule in (section.show_when, one.show_when) if rule))
            for section in sections
            for one in section.fields
        ],
        answers,
    )


def settled_row(fields: Iterable["Field"], row: Answers, around: Answers) -> Settled:
    """What a row of a group shows; `around` are the other answers of the form."""
    return settle([(one, (one.show_when,) if one.show_when else ()) for one in fields], row, around)


def settled_rows(group: "Field", value: Any, around: Answers) -> list[dict[str, Any]]:
    """The rows of a group without what they hide; what is not rows gives none."""
    rows = [row for row in value if isinstance(row, Mapping)] if isinstance(value, list) else []
    return [({"id": row["id"]} if "id" in row else {}) | settled_row(group.fields, row, around).answers for row in rows]


def calculated(sections: Iterable["Section"], answers: Answers) -> dict[str, Any]:
    """What these answers now calculate, to be stored: fresh values, rows of groups with theirs, nothing (`None`) for
    what can no longer be calculated but is still stored."""
    fields = [one for section in sections for one in section.fields]
    derived = [one for one in fields if one.kind.derived]
    groups = [one for one in fields if one.key in answers and any(inner.kind.derived for inner in one.fields)]
    if not derived and not groups:
        return {}
    kept = settled_form(sections, answers).answers
    found = {one.key: kept.get(one.key) for one in derived if one.key in kept or answers.get(one.key) is not None}
    for group in groups:
        if group.key in kept:
            found[group.key] = _recalculated(group, answers[group.key], kept[group.key])
    return found


def _recalculated(group: "Field", rows: Any, settled: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows as they are stored, hidden answers included, with what each now calculates."""
    derived = {one.key for one in group.fields if one.kind.derived}
    stored = [row for row in rows if isinstance(row, Mapping)]
    return [
        {key: value for key, value in row.items() if key not in derived}
        | {key: fresh[key] for key in derived if key in fresh}
        for row, fresh in zip(stored, settled, strict=True)
    ]


def is_required(one: "Field", answers: Answers) -> bool:
    """Whether the field, when shown, must be answered."""
    if one.kind.derived:
        return False
    return one.required or one.kind.needed(one) or (one.required_when is not None and one.required_when.holds(answers))


def faults_of(one: "Field", value: Any, answers: Answers) -> list[Fault]:
    """What keeps a stored answer from being submitted, beside the other visible answers."""
    if one.kind.derived:
        return []
    if one.kind.is_empty(value):
        return one.kind.missing_faults(one) if is_required(one, answers) else []
    try:
        clean = one.kind.clean(one, value)
    except FieldError as error:
        return list(error.faults)
    return one.kind.faults_among(one, clean, answers)


def _known(asked: Asked, answers: Answers, shown: set[str], around: Answers) -> dict[str, Any]:
    known = {
        one.key: answers[one.key]
        for one, _rules in asked
        if one.key in shown and one.key in answers and one.kind.asks and not one.kind.derived
    }
    for one, _rules in asked:
        if one.kind.holds_fields and one.key in known:
            known[one.key] = settled_rows(one, known[one.key], {**around, **known})
    _calculate([one for one, _rules in asked if one.kind.derived and one.key in shown], known, around)
    return known


def _calculate(derived: list["Field"], known: dict[str, Any], around: Answers) -> None:
    """Put what is calculated among the answers, what others need first."""
    left = {one.key: one for one in derived}
    while left:
        ready = [one for one in left.values() if not one.kind.reads(one) & left.keys()]
        for one in ready or list(left.values()):
            del left[one.key]
            value = one.kind.derive(one, {**around, **known})
            if value is not None:
                known[one.key] = value
