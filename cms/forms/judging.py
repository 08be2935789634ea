"""What is wrong with answers: of each field, of several together, and who may not apply at all."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from cms.forms.errors import Fault
from cms.forms.rules import Answers, is_empty
from cms.forms.spec import Field, Form, FormRule, Section
from cms.forms.visibility import Settled, faults_of, settled_form


def input_id(field_key: str, part: str = "") -> str:
    return f"f-{field_key}.{part}" if part else f"f-{field_key}"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend, with the place where it is mended."""

    section_key: str
    field_key: str
    label: str
    message: str
    # In an answer of several parts: "0.email".
    part: str = ""
    # Not to be mended: these answers exclude the application.
    excludes: bool = False

    @property
    def id(self) -> str:
        """The id of the input, for a link from the summary."""
        return input_id(self.field_key, self.part)


def problems(form: Form, answers: Answers) -> list[Problem]:
    """All that stands between these answers and submission, in the order of the form."""
    settled = settled_form(form.sections, answers)
    kept, shown = settled.answers, settled.shown
    found: list[Problem] = []
    for section in form.sections:
        for one in section.fields:
            if one.key in shown and one.kind.asks:
                found += _problems(section, one, faults_of(one, kept.get(one.key), kept))
    at_fault = {problem.field_key for problem in found}
    found += _rule_problems(form, kept, shown, form.rules, at_fault)
    order = {one.key: place for place, one in enumerate(form.fields)}
    return sorted(found, key=lambda problem: order[problem.field_key])


def reading_problems(
    form: Form, section: Section, now: dict[str, Any], refused: Mapping[str, tuple[Fault, ...]]
) -> list[Problem]:
    """What is wrong in a section as it was just read; `refused` has what could not be stored, by key."""
    settled = settled_form(form.sections, now)
    kept, shown = settled.answers, settled.shown
    found: list[Problem] = []
    for one in section.fields:
        if one.key not in shown or not one.kind.asks:
            continue
        faults = refused.get(one.key) or faults_of(one, kept.get(one.key), kept)
        found += _problems(section, one, faults)
    here = {one.key for one in section.fields}
    rules = tuple(rule for rule in form.rules if _is_told(form, rule, here, settled))
    return [*found, *_rule_problems(form, kept, shown, rules, {problem.field_key for problem in found})]


def ineligible(form: Form, answers: Answers) -> list[Problem]:
    """Why these answers already exclude the application, whatever the rest will be."""
    rules = tuple(rule for rule in form.rules if rule.eligible)
    if not rules:
        return []
    settled = settled_form(form.sections, answers)
    decided = tuple(rule for rule in rules if _is_decided(rule, settled))
    return list(_rule_problems(form, settled.answers, settled.shown, decided, set()))


def _is_told(form: Form, rule: FormRule, here: set[str], settled: Settled) -> bool:
    """Whether a rule is judged when this section is read: for who may apply, as soon as its answers are given."""
    if rule.eligible:
        return bool(here & _made_of(form, rule.valid_when.fields)) and _is_decided(rule, settled)
    return rule.valid_when.fields <= here and bool(here & set(rule.fields))


def _made_of(form: Form, keys: set[str]) -> set[str]:
    """These keys with those from which their answers are calculated."""
    found: set[str] = set()
    left = set(keys)
    while left:
        found |= left
        left = {read for one in form.fields if one.key in left for read in one.kind.reads(one)} - found
    return found


def _is_decided(rule: FormRule, settled: Settled) -> bool:
    """Whether every answer that the rule reads is given, of those that are asked."""
    asked = rule.valid_when.fields & settled.shown
    return bool(asked) and not any(is_empty(settled.answers.get(key)) for key in asked)


def _problems(section: Section, one: Field, faults: Any) -> Iterator[Problem]:
    for fault in faults:
        yield Problem(section.key, one.key, fault.label or one.label, fault.message, fault.part)


def _rule_problems(
    form: Form, kept: Answers, shown: set[str], rules: tuple[FormRule, ...], at_fault: set[str]
) -> Iterator[Problem]:
    """Rules that do not hold, said at the first of their fields that is shown; silent while one is at fault itself."""
    for rule in rules:
        named = [key for key in rule.fields if key in shown]
        if not named or at_fault & rule.valid_when.fields or rule.valid_when.holds(kept):
            continue
        one = form.field(named[0])
        yield Problem(form.section_of(one.key).key, one.key, one.label, rule.message, excludes=rule.eligible)
