"""The tables of a form in JSON: which they are, pinned to their newest editions, carried by a bundle."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from cms.snippets.tables import operations
from cms.snippets.tables.content import Content, ContentError
from cms.snippets.tables.house import HOUSE

TYPE = "reference"

Json = dict[str, Any]


def references(form: Mapping[str, Any]) -> Iterator[Json]:
    """The fields that choose in a table, those in rows included, of a form in JSON whatever its shape."""
    for section in _objects(form.get("sections")):
        for one in _objects(section.get("fields")):
            yield from (row for row in (one, *_objects(one.get("fields"))) if row.get("type") == TYPE)


def _objects(value: Any) -> list[Json]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def pin(form: Json) -> Json:
    """Write in the form, and give back, the newest edition of each table; none for a table that has none."""
    fields = list(references(form))
    if fields:
        newest = operations.newest(one["table"] for one in fields if isinstance(one.get("table"), str))
        for one in fields:
            one.pop("edition", None)
            if edition := newest.get(one.get("table") or ""):
                one["edition"] = edition
    return form


def unpinned(form: Json) -> Json:
    """The form without its editions: what two platforms may have in common."""
    sections = [{**one, "fields": [_bare(row) for row in one.get("fields", [])]} for one in form["sections"]]
    return {**form, "sections": sections}


def _bare(one: Json) -> Json:
    kept = {name: given for name, given in one.items() if one.get("type") != TYPE or name != "edition"}
    return kept | ({"fields": [_bare(row) for row in one["fields"]]} if isinstance(one.get("fields"), list) else {})


def pinned(form: Mapping[str, Any]) -> set[tuple[str, str]]:
    """The tables of a canonical form with the editions to which it is pinned."""
    return {(one["table"], one["edition"]) for one in references(form) if one.get("edition")}


def carried(form: Mapping[str, Any]) -> list[Json]:
    """The editions to which the form is pinned, as a bundle carries them, by key; those of the house are not.

    Each is `{"key", "name", "edition", "columns", "code", "label", "rows"}`.
    """
    names = operations.names()
    return [
        {"key": key, "name": names.get(key, key), "edition": edition, **content.to_json()}
        for key, edition in sorted(pinned(form))
        if key not in HOUSE and (content := operations.content_of(key, edition)) is not None
    ]


def content_of(carried: Mapping[str, Any]) -> Content:
    """The rows in one of the tables of a bundle; raises `ContentError`."""
    content = Content.from_json(carried)
    if carried.get("edition") and carried["edition"] != content.fingerprint:
        raise ContentError(f"“edition” should be {content.fingerprint}, or be left out")
    return content


def take(tables: Iterable[Mapping[str, Any]], *, by: Any = None) -> None:
    """Have the tables of a bundle: each is made, or gets one more edition, when its rows are not there.

    Raises PermissionDenied when `by` may not make what lacks.
    """
    for one in tables:
        operations.take(one["key"], one["name"], content_of(one), by=by)
