"""A section as a page shows it: one widget a field, with its help, its errors and what ties them together."""

import dataclasses
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from cms.forms.answers import ON_PAGE, Problem, input_id, is_required, visible
from cms.forms.spec import Field, Form, Section

FileUrl = Callable[[str], str]


@dataclasses.dataclass(frozen=True, slots=True)
class Widget:
    """One field, ready for its template, which receives it as `w`."""

    field: Field
    value: Any
    required: bool
    faults: dict[str, list[str]]
    file_url: FileUrl | None = None
    more: dict[str, Any] = dataclasses.field(default_factory=dict)

    @property
    def key(self) -> str:
        return self.field.key

    @property
    def id(self) -> str:
        return input_id(self.field.key)

    @property
    def template(self) -> str:
        return self.field.kind.template

    @property
    def on_page(self) -> str:
        """Name of the hidden input that says the field was on the page."""
        return ON_PAGE

    @property
    def asks(self) -> bool:
        return self.field.kind.asks

    @property
    def grouped(self) -> bool:
        return self.field.kind.is_grouped(self.field)

    @property
    def errors(self) -> list[str]:
        """What is wrong with the answer as a whole."""
        return self.faults.get("", [])

    @property
    def invalid(self) -> bool:
        return bool(self.faults)

    @property
    def described_by(self) -> str:
        """Ids of the texts that describe the input, or nothing."""
        ids = [f"{self.id}-help"] if self.field.help else []
        return " ".join([*ids, f"{self.id}-error"] if self.errors else ids)


def section_context(
    form: Form,
    section: Section,
    answers: Mapping[str, Any],
    problems: Iterable[Problem] = (),
    raw: Mapping[str, Any] | None = None,
    *,
    file_url: FileUrl | None = None,
    refresh_url: str = "",
    everything: bool = False,
) -> dict[str, Any]:
    """Context of the template "forms/section.html".

    `answers` are those stored, `raw` what was typed and refused; `file_url` gives the address of a stored file by its
    id; at `refresh_url` the whole section is posted when an answer that others depend on changes, and the section
    comes back. `everything` shows conditional fields too, for a preview.
    """
    raw = raw or {}
    faults: dict[str, dict[str, list[str]]] = {}
    for problem in problems:
        faults.setdefault(problem.field_key, {}).setdefault(problem.part, []).append(problem.message)
    shown = {one.key for one in section.fields} if everything else visible(form, answers)
    widgets = [
        _widget(one, raw.get(one.key, answers.get(one.key)), answers, faults.get(one.key, {}), file_url)
        for one in section.fields
        if one.key in shown
    ]
    return {
        "section": section,
        "widgets": widgets,
        "decisive": sorted(_decisive(section) & {one.key for one in widgets}),
        "refresh_url": refresh_url,
    }


def _widget(
    one: Field, value: Any, answers: Mapping[str, Any], faults: dict[str, list[str]], file_url: FileUrl | None
) -> Widget:
    more = one.kind.context(one, value)
    return Widget(one, value, one.kind.asks and is_required(one, answers), faults, file_url, more)


def _decisive(section: Section) -> set[str]:
    """Keys on which other fields of the section depend: when one of them changes, the section does."""
    found: set[str] = set()
    for one in section.fields:
        for rule in (one.show_when, one.required_when):
            found |= rule.fields if rule else set()
    return found
