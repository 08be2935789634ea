"""A repeating group: rows of fields. Stored as `[{"id": "r1", "name": …, "photo": […]}]`.

Each row keeps an id of its own, which is in the names of its inputs: rows that are moved keep their files.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cms.forms.actions import Action
from cms.forms.types.base import Data, Fault, FieldError, FieldType, Files, OptionError
from cms.forms.types.group_rows import (
    Row,
    acted,
    files_in,
    free,
    is_id,
    merged,
    posted_rows,
    sent_files,
    with_file_in,
)
from cms.forms.types.options import NumberOption, Option
from cms.forms.types.rows import row_list
from cms.forms.visibility import faults_of, settled_row


class GroupType(FieldType):
    key = "group"
    label = gettext_lazy("Repeating group")
    icon = "duplicate"
    group = gettext_lazy("Rows")
    template = "forms/fields/group.html"
    grouped = True
    nests = False
    holds_fields = True
    takes_files = True
    options = (
        Option("item", gettext_lazy("Name of a row"), help=gettext_lazy("In the singular, for example: Pupil.")),
        NumberOption("minimum", gettext_lazy("Smallest number of rows"), default=0, maximum=50),
        NumberOption("maximum", gettext_lazy("Largest number of rows"), default=20, least=1, maximum=100),
    )

    @property
    def empty(self) -> Any:
        return []

    def check(self, field: Any) -> None:
        if not any(one.kind.asks and not one.kind.derived for one in field.fields):
            raise OptionError(_("the group asks nothing: add a question to it"))
        if self.option(field, "minimum") > self.option(field, "maximum"):
            raise OptionError(_("more rows are needed than are allowed"))

    def item(self, field: Any, place: int) -> str:
        """What the row at `place` (from 0) is called: "Pupil 2"."""
        return f"{self.option(field, 'item') or _('Row')} {place + 1}"

    def from_post(self, field: Any, data: Data, files: Files | None = None) -> list[Row]:
        return posted_rows(field, data, files)

    def merge(self, field: Any, raw: Any, current: Any) -> Any:
        return merged(field, raw, current)

    def act(self, field: Any, raw: Any, action: Action) -> Any:
        return acted(field, raw, action, self.option(field, "maximum"))

    def clean(self, field: Any, raw: Any) -> list[Row]:
        faults: list[Fault] = []
        value: list[Row] = []
        taken: set[str] = set()
        for place, row in enumerate(row_list(raw)):
            row_id = _id_of(row, taken, place)
            clean: Row = {}
            wrong = len(faults)
            for inner in field.fields:
                if not inner.kind.asks:
                    continue
                try:
                    found = inner.kind.clean(inner, row.get(inner.key))
                except FieldError as error:
                    if inner.kind.derived:
                        continue
                    faults += _placed(error.faults, row_id, inner, self.item(field, place))
                    continue
                if not inner.kind.is_empty(found):
                    clean[inner.key] = found
            if any(not one.kind.derived for one in field.fields if one.key in clean) or len(faults) > wrong:
                value.append({"id": row_id, **clean})
        if faults:
            raise FieldError.of(faults)
        return value

    def faults_among(self, field: Any, value: Any, answers: Mapping[str, Any]) -> list[Fault]:
        found: list[Fault] = []
        least, most = self.option(field, "minimum"), self.option(field, "maximum")
        if len(value) < least:
            found += self.missing_faults(field)
        if len(value) > most:
            found.append(Fault(_("There are too many rows: {most} at most.").format(most=most)))
        for place, row in enumerate(value):
            settled = settled_row(field.fields, row, answers)
            around = {**answers, **settled.answers}
            for inner in field.fields:
                if inner.key in settled.shown and inner.kind.asks:
                    wrong = faults_of(inner, settled.answers.get(inner.key), around)
                    found += _placed(wrong, row["id"], inner, self.item(field, place))
        return found

    def needed(self, field: Any) -> bool:
        return bool(self.option(field, "minimum"))

    def missing_faults(self, field: Any) -> list[Fault]:
        least = self.option(field, "minimum") or 1
        said = ngettext("Add at least {least} row.", "Add at least {least} rows.", least)
        return [Fault(said.format(least=least))]

    def wants_files(self, field: Any) -> bool:
        return any(one.kind.takes_files for one in field.fields)

    def sent(self, field: Any, files: Files) -> Iterator[tuple[str, Any, UploadedFile]]:
        return sent_files(field, files)

    def with_file_at(self, field: Any, value: Any, stored: Row, part: str) -> Any:
        return with_file_in(field, value, stored, part)

    def files(self, value: Any) -> list[Row]:
        return files_in(value)

    def context(self, field: Any, value: Any) -> dict[str, Any]:
        """The rows as they are shown, as many as are needed at least; `rendering` adds their fields."""
        rows = [row for row in value if isinstance(row, Mapping)] if isinstance(value, list) else []
        taken = {row["id"] for row in rows if isinstance(row.get("id"), str)}
        shown = [
            {**row, "id": row["id"]} if is_id(row.get("id")) else {**row, "id": free(taken, place)}
            for place, row in enumerate(rows)
        ]
        while len(shown) < max(1, self.option(field, "minimum")):
            shown.append({"id": free(taken, len(shown))})
        return {
            "rows": shown,
            "item": self.option(field, "item") or _("Row"),
            "full": len(shown) >= self.option(field, "maximum"),
            "maximum": self.option(field, "maximum"),
        }

    def display(self, field: Any, value: Any) -> str:
        """A row after the other, an empty line between them: its name, then a line for each answer."""
        return self._said(field, value, public=False)

    def public_display(self, field: Any, value: Any) -> str:
        return self._said(field, value, public=True)

    def _said(self, field: Any, value: Any, *, public: bool) -> str:
        said = []
        for place, row in enumerate(value or []):
            lines = [self.item(field, place)]
            for inner in field.fields:
                answer = row.get(inner.key)
                say = inner.kind.public_display if public else inner.kind.display
                words = say(inner, answer) if answer is not None else ""
                if words:
                    label = inner.public_name if public else inner.label
                    lines.append(_("{label}: {words}").format(label=label, words="; ".join(words.split("\n"))))
            said.append("\n".join(lines))
        return "\n\n".join(said)

    def search_text(self, field: Any, value: Any) -> str:
        found = [
            inner.kind.search_text(inner, row[inner.key])
            for row in value or []
            for inner in field.fields
            if row.get(inner.key) is not None
        ]
        return "\n".join(text for text in found if text)

    def rule_operand(self, field: Any, operator: str, value: Any) -> Any:
        """A rule on the group itself counts its rows."""
        if isinstance(value, bool) or operator not in ("equals", "differs", "at_least", "at_most"):
            raise OptionError(_("name a question of its rows, or count them"))
        try:
            return int(value)
        except (TypeError, ValueError):
            raise OptionError(_("a whole number is needed")) from None

    def value_schema(self, field: Any) -> dict[str, Any]:
        properties = {one.key: one.kind.value_schema(one) for one in field.fields if one.kind.asks}
        row = {"type": "object", "required": ["id"], "properties": {"id": {"type": "string"}, **properties}}
        return {"type": "array", "items": row}


def _placed(faults: Any, row_id: str, inner: Any, item: str) -> list[Fault]:
    return [
        Fault(
            fault.message,
            ".".join(part for part in (row_id, inner.key, fault.part) if part),
            _("{item}: {label}").format(item=item, label=inner.label),
        )
        for fault in faults
    ]


def _id_of(row: Row, taken: set[str], place: int) -> str:
    """The row's own id, or one made from its place when it has none (a row that was imported)."""
    row_id = row.get("id")
    if not isinstance(row_id, str) or not is_id(row_id) or row_id in taken:
        return free(taken, place)
    taken.add(row_id)
    return row_id
