"""What an expert's page posts: all the sections of the form at once, read one after the other."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.datastructures import MultiValueDict

from cms.forms import answers
from cms.forms.answers import Problem
from cms.forms.spec import Form


@dataclass(frozen=True, slots=True)
class Filled:
    """What was typed: clean values on top of those kept, what was refused as typed, and what is wrong."""

    values: dict[str, Any]
    raw: dict[str, Any] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    # A button inside of a field was pressed: a row was added, nothing is judged yet.
    action: str = ""


def read(form: Form, data: MultiValueDict[str, str], kept: Mapping[str, Any]) -> Filled:
    """Read a post of the whole form; a question that was not on the page keeps its answer."""
    values, problems, action = dict(kept), list[Problem](), ""
    raw: dict[str, Any] = {}
    for section in form.sections:
        found = answers.read(form, section, data, values)
        values |= found.values
        raw |= found.raw
        problems += found.problems
        action = action or found.action
    return Filled(values, raw, problems, action)


def unfinished(form: Form, filled: Filled) -> list[Problem]:
    """All that keeps the opinion from being sent: what was refused, then what lacks in the whole form."""
    told = {one.field_key for one in filled.problems}
    return [*filled.problems, *(one for one in answers.problems(form, filled.values) if one.field_key not in told)]
