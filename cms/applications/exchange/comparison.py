"""What differs between two bundles, by key, in sentences: for a command, an impact report, an applicant."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from cms.applications.exchange import wording
from cms.applications.exchange.difference import ADDED, CHANGED, MOVED, REMOVED, Difference
from cms.applications.exchange.table_comparison import table_differences
from cms.applications.exchange.wording import Labels

Row = Mapping[str, Any]

# The lists of a bundle: where each is, and what one of its rows is.
_LISTS = (
    ("process", "roles", "role"),
    ("process", "nodes", "node"),
    ("process", "transitions", "transition"),
    ("", "messages", "message"),
    ("", "documents", "document"),
    ("", "runs", "run"),
)


def differences(before: Row, after: Row) -> list[Difference]:
    """All that differs from one bundle to the other, in the order in which an editor meets it.

    Both are canonical, as `bundles.dump` writes them. Rows are the same row when they have the same key; nothing is
    said of what has its default in both.
    """
    labels = _labels(before) | _labels(after)
    found = [*_settings("procedure", before["procedure"], after["procedure"], labels)]
    found += form_differences(before["form"], after["form"])
    found += _settings("process", _head(before["process"]), _head(after["process"]), labels)
    found += table_differences(before.get("tables", []), after.get("tables", []))
    for parent, name, part in _LISTS:
        old, new = (bundle[parent] if parent else bundle for bundle in (before, after))
        found += _rows(part, old.get(name, []), new.get(name, []), labels)
    return found


def form_differences(before: Row, after: Row) -> list[Difference]:
    """All that differs from one form to the other, both in JSON as `Form.to_json` gives it."""
    labels = _form_labels(before) | _form_labels(after)
    found = [*_settings("form", _head(before), _head(after), labels)]
    found += _rows("section", _sections(before), _sections(after), labels)
    found += _rows("field", _fields(before), _fields(after), labels)
    found += _rows("rule", before.get("rules", []), after.get("rules", []), labels)
    return found


def _fields(form: Row) -> Iterator[Row]:
    for section in form["sections"]:
        for row in section.get("fields", []):
            yield {**row, "section": section["key"]}


def _form_labels(form: Row) -> dict[str, str]:
    sections = {f"section:{one['key']}": one.get("title") or one["key"] for one in form["sections"]}
    return sections | {row["key"]: row.get("label") or row["key"] for row in _fields(form)}


def _labels(bundle: Row) -> dict[str, str]:
    return _form_labels(bundle["form"])


def _head(whole: Row) -> Row:
    """The settings of a form or a process itself, without its lists."""
    return {name: given for name, given in whole.items() if not isinstance(given, list)}


def _sections(form: Row) -> list[Row]:
    return [{name: given for name, given in one.items() if name != "fields"} for one in form["sections"]]


def _rows(part: str, before: Iterable[Row], after: Iterable[Row], labels: Labels) -> Iterator[Difference]:
    old = {row["key"]: row for row in before}
    new = {row["key"]: row for row in after}
    for key, row in old.items():
        if key not in new:
            message = _("Removed: %(what)s.") % {"what": wording.called(part, row)}
            yield Difference(part, key, REMOVED, message, before=row)
    for key, row in new.items():
        if key not in old:
            message = _("Added: %(what)s.") % {"what": wording.called(part, row)}
            yield Difference(part, key, ADDED, message, after=row)
        else:
            yield from _settings(part, old[key], row, labels)
    kept_before, kept_after = [key for key in old if key in new], [key for key in new if key in old]
    if kept_before != kept_after:
        message = _("Moved: the order of these changes: %(what)s.") % {
            "what": ", ".join(wording.called(part, new[key]) for key in _displaced(kept_before, kept_after))
        }
        yield Difference(part, "", MOVED, message, before=kept_before, after=kept_after)


def _displaced(before: list[str], after: list[str]) -> list[str]:
    """The rows that no longer stand where they stood."""
    return [key for place, key in enumerate(after) if before[place] != key]


def _settings(part: str, before: Row, after: Row, labels: Labels) -> Iterator[Difference]:
    kind = str(after.get("type", ""))
    for name in dict.fromkeys([*before, *after]):
        old, new = before.get(name), after.get(name)
        if old == new or (old in (None, "", [], {}) and new in (None, "", [], {})):
            continue
        if name == "fields" and part == "field":
            yield from _rows("field", old or [], new or [], labels)
            continue
        facts = {
            "what": wording.called(part, after if after.get("key") or after.get("slug") else before),
            "setting": wording.setting(name, kind),
            "change": wording.change(name, old, new, labels),
        }
        message = _("Changed: %(what)s, %(setting)s: %(change)s.") % facts
        key = str(after.get("key") or after.get("slug") or "")
        yield Difference(part, key, CHANGED, message, name=name, before=old, after=new)


__all__ = ["Difference", "differences", "form_differences"]
