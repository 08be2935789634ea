"""Reading a CSV file as spreadsheets write them, whole or not at all; what is wrong is said with the line's number."""

import csv
import io
import re
from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.snippets.tables.content import (
    LONGEST_CELL,
    LONGEST_CODE,
    LONGEST_NAME,
    MOST_COLUMNS,
    MOST_ROWS,
    Content,
    Row,
)

MOST_BYTES = 8_000_000
MOST_PROBLEMS = 20
DELIMITERS = (";", "\t", ",")
# Column titles by which the two columns are found when nobody says which they are.
_CODES = ("code", "identifiant", "id", "numero", "sigle", "cle")
_LABELS = ("libelle", "nom", "label", "intitule", "designation", "titre", "name", "appellation")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
# Written by us before what a spreadsheet would run: taken away again.
_GUARDED = re.compile(r"'(?=[=+\-@\t\r])")


class TableRefused(ValueError):
    """A file that is not imported; `problems` are sentences that say what to mend, with the numbers of the lines."""

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = list(problems)
        super().__init__(" ".join(self.problems))


def read(data: bytes, code: str = "", label: str = "", before: Content | None = None) -> Content:
    """The content of a CSV file: UTF-8, UTF-16 or Windows-1252, parted by semicolons, commas or tabs.

    `code` and `label` name the columns of codes and names; else they are those of the edition `before`, or found by
    their usual titles. Raises `TableRefused` with all that is wrong; nothing is then to be kept.
    """
    lines = _lines(_decoded(data))
    try:
        _number, header = next(lines)
    except StopIteration:
        raise TableRefused([_("The file is empty.")]) from None
    columns = _columns(header)
    code_column, label_column = _named(columns, code, label, before)
    rows = _Rows(columns, columns.index(code_column), columns.index(label_column))
    for number, cells in lines:
        rows.take(number, cells)
    return Content(columns, code_column, label_column, rows.finished())


def _decoded(data: bytes) -> str:
    if len(data) > MOST_BYTES:
        raise TableRefused([_("The file is too large: %(most)d MB at most.") % {"most": MOST_BYTES // 1_000_000}])
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise TableRefused([_("This is a spreadsheet. Save it as CSV first, then send that file.")])
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings: tuple[str, ...] = ("utf-16",)
    else:
        encodings = ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise TableRefused([_("This file is not a text: save it as CSV, in UTF-8 or in Windows-1252.")])


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    """The rows that hold something, each with the number of its first line."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    number = 1
    try:
        for cells in reader:
            if any(one.strip() for one in cells):
                yield number, cells
            number = reader.line_num + 1
    except csv.Error:
        message = _("Line %(number)d: a quotation mark is not closed, or a cell is too long.")
        raise TableRefused([message % {"number": number}]) from None


def _delimiter(text: str) -> str:
    """The sign that parts most cells of the first line that holds something."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    outside = re.sub(r'"[^"]*"', "", first)
    return max(DELIMITERS, key=outside.count)


def _cell(raw: str) -> str:
    return _CONTROL.sub("", " ".join(_GUARDED.sub("", raw.strip()).split()))


def _columns(header: list[str]) -> Row:
    names = [_cell(one) for one in header]
    while names and not names[-1]:
        names.pop()
    problems = []
    if "" in names:
        problems.append(_("Line 1: column %(number)d has no title.") % {"number": names.index("") + 1})
    twice = sorted({one for one in names if one and names.count(one) > 1})
    problems += [_("Line 1: two columns are called “%(name)s”.") % {"name": name} for name in twice]
    if len(names) > MOST_COLUMNS:
        problems.append(_("Line 1: there are more than %(most)d columns.") % {"most": MOST_COLUMNS})
    if problems:
        raise TableRefused(problems)
    return tuple(names)


def _named(columns: Row, code: str, label: str, before: Content | None) -> tuple[str, str]:
    found = [
        _find(columns, code, before.code if before else "", _CODES),
        _find(columns, label, before.label if before else "", _LABELS),
    ]
    missing = [asked for asked, one in zip((code, label), found, strict=True) if asked and not one]
    listed = ", ".join(f"« {one} »" for one in columns)
    if missing:
        message = _("There is no column “%(name)s”. The columns are: %(columns)s.")
        raise TableRefused([message % {"name": name, "columns": listed} for name in missing])
    if len(columns) == 1:
        return columns[0], columns[0]
    if len(columns) == 2 and not all(found):
        # The first is the code, unless it is known to be the name.
        rest = [one for one in columns if one not in found]
        found = [found[0] or rest.pop(0), found[1] or rest.pop(0)]
    if not all(found):
        message = _("Say which column holds the codes and which the names. The columns are: %(columns)s.")
        raise TableRefused([message % {"columns": listed}])
    return found[0], found[1]


def _find(columns: Row, asked: str, before: str, usual: Sequence[str]) -> str:
    known = {one.casefold(): one for one in columns}
    if asked.strip():
        return known.get(asked.strip().casefold(), "")
    if before in columns:
        return before
    bare = {_bare(one): one for one in reversed(columns)}
    return next((bare[name] for name in usual if name in bare), "")


def _bare(title: str) -> str:
    return title.casefold().replace("é", "e").strip(" .:")


class _Rows:
    """Gathers rows, and all that is wrong with them."""

    def __init__(self, columns: Row, code: int, label: int) -> None:
        self.columns, self.code, self.label = columns, code, label
        self.rows: list[Row] = []
        self.lines: dict[str, int] = {}
        self.problems: list[str] = []
        self.number_of_problems = 0

    def take(self, number: int, raw: list[str]) -> None:
        cells = [_cell(one) for one in raw]
        while len(cells) > len(self.columns) and not cells[-1]:
            cells.pop()
        if len(cells) > len(self.columns):
            return self.wrong(number, _("there are more cells than columns"))
        cells += [""] * (len(self.columns) - len(cells))
        code, name = cells[self.code], cells[self.label]
        if not code:
            return self.wrong(number, _("the code is missing"))
        if not name:
            return self.wrong(number, _("the name is missing"))
        if len(code) > LONGEST_CODE or len(name) > LONGEST_NAME or any(len(one) > LONGEST_CELL for one in cells):
            return self.wrong(number, _("a text is too long"))
        if code in self.lines:
            text = _("the code “%(code)s” is already on line %(line)d")
            return self.wrong(number, text % {"code": code, "line": self.lines[code]})
        self.lines[code] = number
        self.rows.append(tuple(cells))

    def wrong(self, number: int, what: str) -> None:
        self.number_of_problems += 1
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(_("Line %(number)d: %(what)s.") % {"number": number, "what": what})

    def finished(self) -> list[Row]:
        """All rows; raises `TableRefused` when one is wrong, when there is none or when they are too many."""
        more = self.number_of_problems - len(self.problems)
        if more:
            text = ngettext("And %(count)d other line.", "And %(count)d other lines.", more)
            self.problems.append(text % {"count": more})
        if not self.rows and not self.problems:
            self.problems.append(_("The file has column titles, but no line under them."))
        if len(self.rows) > MOST_ROWS:
            self.problems.append(_("There are more than %(most)d lines.") % {"most": MOST_ROWS})
        if self.problems:
            raise TableRefused(self.problems)
        return self.rows
