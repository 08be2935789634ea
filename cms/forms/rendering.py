"""A section as a page shows it: one widget a field, with its help, its errors and what ties them together."""

import dataclasses
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from cms.forms.answers import ON_PAGE, Problem, input_id
from cms.forms.spec import Field, Form, Section
from cms.forms.types.group_rows import BLANK, inside
from cms.forms.visibility import is_required, settled_form, settled_row

FileUrl = Callable[[str], str]


@dataclasses.dataclass(frozen=True, slots=True)
class FileMark:
    """What is said at a stored file by the room that keeps it: in a word, in a sentence, and in a tone.

    At `url` are the words as they stand `wait` seconds later; empty when they will not change by themselves.
    """

    words: str
    text: str
    tone: str = ""
    url: str = ""
    wait: int = 0


FileMarks = Mapping[str, FileMark]


@dataclasses.dataclass(frozen=True, slots=True)
class Widget:
    """One field, ready for its template, which receives it as `w`."""

    field: Field
    value: Any
    required: bool
    faults: dict[str, list[str]]
    file_url: FileUrl | None = None
    more: dict[str, Any] = dataclasses.field(default_factory=dict)
    file_marks: FileMarks = dataclasses.field(default_factory=dict)

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
    def derived(self) -> bool:
        return self.field.kind.derived

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
    file_marks: FileMarks | None = None,
    refresh_url: str = "",
    everything: bool = False,
) -> dict[str, Any]:
    """Context of the template "forms/section.html".

    `answers` are those stored, `raw` what was typed and refused; `file_url` gives the address of a stored file by its
    id, `file_marks` what is said at it, by its id; at `refresh_url` the whole section is posted when an answer that
    others depend on changes, and the section comes back. `everything` shows conditional fields too, for a preview.
    """
    raw = raw or {}
    faults: dict[str, dict[str, list[str]]] = {}
    for problem in problems:
        faults.setdefault(problem.field_key, {}).setdefault(problem.part, []).append(problem.message)
    settled = settled_form(form.sections, answers)
    shown = {one.key for one in section.fields} if everything else settled.shown
    maker = _Maker({**answers, **settled.answers}, file_url, file_marks or {}, everything)
    widgets = [
        maker.widget(one, raw.get(one.key, maker.answers.get(one.key)), faults.get(one.key, {}), maker.answers)
        for one in section.fields
        if one.key in shown
    ]
    return {
        "section": section,
        "widgets": widgets,
        "decisive": sorted(_decisive(section) & {one.key for one in widgets}),
        "refresh_url": refresh_url,
    }


@dataclasses.dataclass(frozen=True, slots=True)
class GroupRow:
    """One row of a group: its id ("r1"), its number from 0, its fields."""

    id: str
    place: int
    widgets: list[Widget]
    first: bool = False
    last: bool = False


@dataclasses.dataclass(frozen=True, slots=True)
class _Maker:
    """Makes the widgets of one page."""

    answers: Mapping[str, Any]
    file_url: FileUrl | None
    file_marks: FileMarks
    everything: bool

    def widget(self, one: Field, value: Any, faults: dict[str, list[str]], answers: Mapping[str, Any]) -> Widget:
        more = one.kind.context(one, value)
        if one.kind.holds_fields:
            more = self._rows(one, more, faults)
        required = one.kind.asks and is_required(one, answers)
        return Widget(one, value, required, faults, self.file_url, more, self.file_marks)

    def _rows(self, group: Field, more: dict[str, Any], faults: dict[str, list[str]]) -> dict[str, Any]:
        last = len(more["rows"]) - 1
        rows = [
            GroupRow(row["id"], place, self._inner(group, row, faults), place == 0, place == last)
            for place, row in enumerate(more["rows"])
        ]
        blank = GroupRow(BLANK, 0, self._inner(group, {"id": BLANK}, {}))
        return more | {"rows": rows, "blank": blank}

    def _inner(self, group: Field, row: Mapping[str, Any], faults: dict[str, list[str]]) -> list[Widget]:
        settled = settled_row(group.fields, row, self.answers)
        around = {**self.answers, **row, **settled.answers}
        return [
            self.widget(named, around.get(own.key) if own.key in {*row, *settled.answers} else None, found, around)
            for own, named in zip(group.fields, inside(group, row["id"]), strict=True)
            if self.everything or own.key in settled.shown
            for found in [_of_part(faults, f"{row['id']}.{own.key}")]
        ]


def _of_part(faults: dict[str, list[str]], part: str) -> dict[str, list[str]]:
    """The faults of one field of a row, with the parts as the field knows them."""
    return {
        name.removeprefix(part).removeprefix("."): messages
        for name, messages in faults.items()
        if name == part or name.startswith(f"{part}.")
    }


def _decisive(section: Section) -> set[str]:
    """Keys on which other fields of the section depend: when one of them changes, the section does."""
    found: set[str] = set()
    for one in section.fields:
        found |= _read(one)
        inner = {key for row in one.fields for key in _read(row)}
        if inner:
            found |= inner | {one.key}
    return found


def _read(one: Field) -> set[str]:
    rules = (rule for rule in (one.show_when, one.required_when) if rule)
    return {key for rule in rules for key in rule.fields} | one.kind.reads(one)
