"""What differs between the reference tables of two bundles: rows that come, that go, that are called otherwise."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.applications.exchange.difference import ADDED, CHANGED, REMOVED, Difference
from cms.forms import pinning

_MOST_NAMED = 3

Row = Mapping[str, Any]


def table_differences(before: Iterable[Row], after: Iterable[Row]) -> Iterator[Difference]:
    """All that differs from the "tables" of one canonical bundle to those of the other, by key."""
    old, new = ({row["key"]: row for row in rows} for rows in (before, after))
    for key, row in old.items():
        if key not in new:
            message = _("Removed: the reference table “%(name)s” (%(key)s).") % {"name": row["name"], "key": key}
            yield Difference("table", key, REMOVED, message, before=row)
    for key, row in new.items():
        if key not in old:
            message = _("Added: the reference table “%(name)s” (%(key)s).") % {"name": row["name"], "key": key}
            yield Difference("table", key, ADDED, message, after=row)
        elif row["edition"] != old[key]["edition"]:
            facts = {"name": row["name"], "key": key, "change": "; ".join(_changes(old[key], row))}
            message = _("Changed: the reference table “%(name)s” (%(key)s): %(change)s.") % facts
            yield Difference("table", key, CHANGED, message, "edition", old[key]["edition"], row["edition"])


def _changes(before: Row, after: Row) -> list[str]:
    old, new = pinning.content_of(before).names, pinning.content_of(after).names
    gone = [old[code] for code in old if code not in new]
    come = [new[code] for code in new if code not in old]
    renamed = [new[code] for code in new if code in old and old[code] != new[code]]
    said = []
    if come:
        text = ngettext("%(count)d row comes (%(names)s)", "%(count)d rows come (%(names)s)", len(come))
        said.append(text % {"count": len(come), "names": _named(come)})
    if gone:
        text = ngettext("%(count)d row goes (%(names)s)", "%(count)d rows go (%(names)s)", len(gone))
        said.append(text % {"count": len(gone), "names": _named(gone)})
    if renamed:
        text = ngettext(
            "%(count)d row is called otherwise (%(names)s)",
            "%(count)d rows are called otherwise (%(names)s)",
            len(renamed),
        )
        said.append(text % {"count": len(renamed), "names": _named(renamed)})
    return said or [_("other columns, or another order")]


def _named(names: list[str]) -> str:
    shown = ", ".join(_("“%(text)s”") % {"text": name} for name in names[:_MOST_NAMED])
    return f"{shown}…" if len(names) > _MOST_NAMED else shown
