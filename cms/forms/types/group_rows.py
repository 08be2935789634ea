"""The rows of a group as a page sends them: read, joined to what is stored, added, copied, moved, removed."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import UploadedFile

from cms.forms.actions import Action
from cms.forms.types.base import Data, Files

# Name of the hidden input of each row, in the order of the page; no field may be called so.
ROWS = "_rows"
ON_PAGE = "_field"
# The id of the row that a browser copies to add one.
BLANK = "__row__"
_ID = re.compile(r"[a-z0-9]{1,16}", re.ASCII)

Row = dict[str, Any]


def is_id(row_id: Any) -> bool:
    return isinstance(row_id, str) and _ID.fullmatch(row_id) is not None


def new_id() -> str:
    """An id for a row, unlike any other."""
    return f"r{uuid4().hex[:8]}"


def free(taken: set[str], place: int) -> str:
    """An id made from the row's place (from 0), which joins those taken."""
    number = place + 1
    while f"r{number}" in taken:
        number += 1
    taken.add(f"r{number}")
    return f"r{number}"


def inside(group: Any, row_id: str) -> list[Any]:
    """The fields of a group as they are named on the page, in one of its rows."""
    return [replace(one, key=f"{group.key}.{row_id}.{one.key}") for one in group.fields]


def posted_rows(group: Any, data: Data, files: Files | None) -> list[Row]:
    """The rows in the order of the page, each with the fields that were on it."""
    on_page = set(data.getlist(ON_PAGE))
    rows = []
    for row_id in dict.fromkeys(one for one in data.getlist(f"{group.key}.{ROWS}") if is_id(one)):
        row: Row = {"id": row_id}
        for own, inner in zip(group.fields, inside(group, row_id), strict=True):
            kind = inner.kind
            if kind.asks and not kind.derived and (inner.key in on_page or kind.posted(inner, data)):
                row[own.key] = kind.from_post(inner, data, files)
        rows.append(row)
    return rows


def merged(group: Any, rows: list[Row], current: Any) -> list[Row]:
    """The rows with what the stored ones of the same ids have besides: files, fields that were not on the page."""
    stored = {row.get("id"): row for row in current if isinstance(row, Mapping)} if isinstance(current, list) else {}
    found = []
    for row in rows:
        before = stored.get(row["id"], {})
        whole: Row = {"id": row["id"]}
        for inner in group.fields:
            if inner.key in row:
                whole[inner.key] = inner.kind.merge(inner, row[inner.key], before.get(inner.key))
            elif inner.key in before:
                whole[inner.key] = before[inner.key]
        found.append(whole)
    return found


def acted(group: Any, rows: list[Row], action: Action, most: int) -> list[Row]:
    """The rows after a button was pressed: of the group, of a row, or of a field in a row. At most `most` are made."""
    if action.kind == "add" and not action.path:
        return [*rows, {"id": new_id()}] if len(rows) < most else rows
    place = next((at for at, row in enumerate(rows) if action.path and row["id"] == action.path[0]), None)
    if place is None:
        return rows
    if len(action.path) > 1:
        return _acted_inside(group, rows, place, action)
    changed = list(rows)
    if action.kind == "remove":
        del changed[place]
    elif action.kind == "duplicate" and len(changed) < most:
        changed.insert(place + 1, _copy(group, changed[place]))
    elif action.kind in ("up", "down"):
        to = place - 1 if action.kind == "up" else place + 1
        if 0 <= to < len(changed):
            changed[place], changed[to] = changed[to], changed[place]
    return changed


def _acted_inside(group: Any, rows: list[Row], place: int, action: Action) -> list[Row]:
    _row_id, key, *rest = action.path
    for inner in group.fields:
        if inner.key == key and key in rows[place]:
            changed = inner.kind.act(inner, rows[place][key], Action(action.kind, key, tuple(rest)))
            return [*rows[:place], rows[place] | {key: changed}, *rows[place + 1 :]]
    return rows


def _copy(group: Any, row: Row) -> Row:
    """The same answers under another id; a file belongs to one row only."""
    kept = {one.key: row[one.key] for one in group.fields if one.key in row and not one.kind.takes_files}
    return {"id": new_id(), **kept}


def sent_files(group: Any, files: Files) -> Iterator[tuple[str, Any, UploadedFile]]:
    """Each file sent for a row ("r1.photo"), with the field that judges it."""
    for name in files:
        key, _dot, part = name.partition(".")
        row_id, _dot, inner_key = part.partition(".")
        for inner in group.fields:
            if key == group.key and inner.key == inner_key and inner.kind.takes_files and is_id(row_id):
                for uploaded in files.getlist(name):
                    yield part, inner, uploaded


def with_file_in(group: Any, value: Any, stored: Row, part: str) -> list[Row]:
    """The rows with one more file at `part`; a row that was not stored yet joins them."""
    row_id, _dot, key = part.partition(".")
    inner = next(one for one in group.fields if one.key == key)
    rows = [dict(row) for row in value or []]
    row = next((one for one in rows if one.get("id") == row_id), None)
    if row is None:
        row = {"id": row_id}
        rows.append(row)
    row[key] = inner.kind.with_file(inner, row.get(key), stored)
    return rows


def files_in(value: Any) -> list[Row]:
    """Every stored file of every row."""
    rows = [row for row in value if isinstance(row, Mapping)] if isinstance(value, list) else []
    return [one for row in rows for part in row.values() for one in _files_of(part)]


def _files_of(part: Any) -> list[Row]:
    files = part.get("files") if isinstance(part, Mapping) else part
    if not isinstance(files, list):
        return []
    return [one for one in files if isinstance(one, dict) and {"id", "name", "size", "type"} <= one.keys()]
