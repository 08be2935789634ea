"""What an edition of a reference table holds: columns and rows of texts, one column for codes and one for names.

A content is known by its fingerprint, which is the same on every platform that holds the same rows.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from search.folding import fold, words

MOST_ROWS = 50_000
MOST_COLUMNS = 30
LONGEST_CODE = 100
LONGEST_NAME = 255
LONGEST_CELL = 1_000
_LONGEST_TYPED = 200

Row = tuple[str, ...]


class ContentError(ValueError):
    """What should be a content is not one; the message says what is wrong, in English, for who writes JSON by hand."""


class Content:
    """Rows of texts under named columns; `code` and `label` are the names of the two that count."""

    def __init__(self, columns: Sequence[str], code: str, label: str, rows: Sequence[Sequence[str]]) -> None:
        self.columns: Row = tuple(columns)
        self.code, self.label = code, label
        self.rows: tuple[Row, ...] = tuple(tuple(row) for row in rows)
        self._code, self._label = self.columns.index(code), self.columns.index(label)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Content":
        """From `{"columns", "code", "label", "rows"}`; raises `ContentError` for anything that an import refuses."""
        columns: Any = data.get("columns")
        rows: Any = data.get("rows")
        if not _texts(columns) or len(set(columns)) != len(columns) or len(columns) > MOST_COLUMNS:
            raise ContentError("“columns” must be different texts")
        if data.get("code") not in columns or data.get("label") not in columns:
            raise ContentError("“code” and “label” must be two of the columns")
        if not isinstance(rows, list) or len(rows) > MOST_ROWS:
            raise ContentError(f"“rows” must be a list of {MOST_ROWS} rows at most")
        for place, row in enumerate(rows):
            if not _texts(row, empty=True) or len(row) != len(columns) or any(len(one) > LONGEST_CELL for one in row):
                raise ContentError(f"row {place + 1} must have a text for each column")
        content = cls(columns, data["code"], data["label"], rows)
        for place, (code, name) in enumerate(content.pairs()):
            if not code or not name or len(code) > LONGEST_CODE or len(name) > LONGEST_NAME:
                raise ContentError(f"row {place + 1} must have a code and a name")
        if content.twice:
            raise ContentError(f"the code “{content.twice[0]}” is there twice")
        return content

    def to_json(self) -> dict[str, Any]:
        rows = [list(row) for row in self.rows]
        return {"columns": list(self.columns), "code": self.code, "label": self.label, "rows": rows}

    @cached_property
    def fingerprint(self) -> str:
        """Twenty hexadecimal digits that tell this content from any other."""
        text = json.dumps(self.to_json(), ensure_ascii=False, separators=(",", ":"), sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:20]

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Code and name of each row, in order."""
        return ((row[self._code], row[self._label]) for row in self.rows)

    @cached_property
    def names(self) -> dict[str, str]:
        """`{code: name}`, in the order of the rows."""
        return dict(self.pairs())

    @cached_property
    def twice(self) -> list[str]:
        """The codes that more than one row has."""
        seen: set[str] = set()
        return [code for code, _name in self.pairs() if code in seen or seen.add(code)]  # type: ignore[func-returns-value]

    @cached_property
    def _searched(self) -> list[tuple[str, str, str]]:
        """For each row: its code in small letters, its name and all that it is found by, as they compare."""
        return [
            (row[self._code].casefold(), _plain(row[self._label]), f" {_plain(' '.join(row))}") for row in self.rows
        ]

    def matching(self, text: str, most: int) -> list[tuple[str, str]]:
        """Code and name of `most` rows that a typed text may mean: beginnings of words, without accents or case.

        A text that is a code means its row alone; then comes the row of that name, those whose name begins so, the
        others in their order. Nothing typed finds nothing.
        """
        typed = _plain(text[:_LONGEST_TYPED])
        if not typed:
            return []
        exact: list[tuple[str, str]] = []
        starting: list[tuple[str, str]] = []
        others: list[tuple[str, str]] = []
        parts = [f" {word}" for word in typed.split()]
        for pair, (code, name, whole) in zip(self.pairs(), self._searched, strict=True):
            if code == text.strip().casefold():
                return [pair]
            if not all(part in whole for part in parts):
                continue
            (exact if name == typed else starting if name.startswith(typed) else others).append(pair)
        return [*exact, *starting, *others][:most]


def _plain(text: str) -> str:
    return " ".join(words(fold(text)))


def _texts(value: Any, *, empty: bool = False) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(one, str) and (one or empty) for one in value)
