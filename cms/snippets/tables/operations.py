"""What is done to reference tables: an edition is added, kept for a form, found again."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from cms.snippets.models import ReferenceTable, TableEdition
from cms.snippets.tables.content import Content
from cms.snippets.tables.house import HOUSE
from cms.snippets.tables.shelf import SHELF


def may_import(user: Any) -> bool:
    """Those who may change reference tables import their editions."""
    return bool(user.has_perm("snippets.change_referencetable"))


@transaction.atomic
def add_edition(table: ReferenceTable, content: Content, *, by: Any = None, source: str = "") -> TableEdition:
    """Make `content` the newest edition of `table`, unless it is already: then that one is given back.

    `by` is the person who imports; without one the house itself does. Raises PermissionDenied, also for a table that
    the house keeps.
    """
    if (by is not None and not may_import(by)) or table.key in HOUSE:
        raise PermissionDenied
    return _added(table, content, by, source)


def _added(table: ReferenceTable, content: Content, by: Any, source: str) -> TableEdition:
    ReferenceTable.objects.select_for_update().get(pk=table.pk)
    last = table.newest
    if last is not None and last.fingerprint == content.fingerprint:
        return last
    return TableEdition.objects.create(
        table=table,
        number=last.number + 1 if last else 1,
        fingerprint=content.fingerprint,
        columns=list(content.columns),
        code_column=content.code,
        label_column=content.label,
        rows=[list(row) for row in content.rows],
        row_count=len(content.rows),
        source=source[:255],
        created_by=by,
    )


@transaction.atomic
def take(key: str, name: str, content: Content, *, by: Any = None) -> TableEdition:
    """Have these rows in the table of that key, which is made when there is none; from a bundle, for example.

    An edition that holds them already is given back, be it the newest or not. Raises PermissionDenied when something
    is to be made and `by` may not.
    """
    table = ReferenceTable.objects.filter(key=key).first()
    held = table.editions.light().filter(fingerprint=content.fingerprint).first() if table else None
    if held is not None:
        return held
    if by is not None and not by.has_perms(["snippets.add_referencetable", "snippets.change_referencetable"]):
        raise PermissionDenied
    if table is None:
        table = ReferenceTable.objects.create(key=key, name=name[:200])
    return _added(table, content, by, "")


@transaction.atomic
def keep(pinned: Iterable[tuple[str, str]]) -> None:
    """Write the editions of tables of the house that are not written yet; `pinned` are (key, fingerprint)."""
    wanted = {(key, mark) for key, mark in pinned if key in HOUSE}
    there = set(
        TableEdition.objects.filter(fingerprint__in=[mark for _key, mark in wanted]).values_list(
            "table__key", "fingerprint"
        )
        if wanted
        else ()
    )
    for key, mark in sorted(wanted - there):
        content = content_of(key, mark)
        if content is not None:
            table, _made = ReferenceTable.objects.get_or_create(key=key, defaults={"name": str(HOUSE[key].name)})
            _added(table, content, None, "")


def newest(keys: Iterable[str]) -> dict[str, str]:
    """The fingerprint of the newest edition of each of these tables; those without any are left out."""
    wanted = set(keys)
    found = {}
    for key in sorted(wanted & HOUSE.keys()):
        content = HOUSE[key].content()
        if content is not None:
            found[key] = SHELF.put(content).fingerprint
    if others := wanted - HOUSE.keys():
        editions = TableEdition.objects.filter(table__key__in=others).order_by("table", "number")
        found |= dict(editions.values_list("table__key", "fingerprint"))
    return found


def content_of(key: str, fingerprint: str) -> Content | None:
    """The rows of an edition, or nothing when this platform does not have it. Asks the database once a process."""
    if not fingerprint:
        return None
    if found := SHELF.get(fingerprint):
        return found
    edition = TableEdition.objects.filter(fingerprint=fingerprint).first()
    if edition is not None:
        return SHELF.put(content_in(edition))
    if key in HOUSE and (now := HOUSE[key].content()) is not None and now.fingerprint == fingerprint:
        return SHELF.put(now)
    return None


def content_in(edition: TableEdition) -> Content:
    """The rows of an edition."""
    return Content(edition.columns, edition.code_column, edition.label_column, edition.rows)


def names() -> dict[str, str]:
    """What each table is called, by key: those of the house, then the others by name."""
    others = ReferenceTable.objects.exclude(key__in=HOUSE).values_list("key", "name")
    return {**{key: str(table.name) for key, table in HOUSE.items()}, **dict(others)}


def numbers(fingerprints: Iterable[str]) -> Mapping[str, int]:
    """The number of each edition that this platform has, by fingerprint."""
    return dict(TableEdition.objects.filter(fingerprint__in=set(fingerprints)).values_list("fingerprint", "number"))
