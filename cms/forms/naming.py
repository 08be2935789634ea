"""Short names for what an editor writes: made once from the label, then kept whatever the label becomes."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.text import slugify

from cms.forms.sharing import SHARED

LONGEST = 40

Raw = list[dict[str, Any]]


def short_name(label: str, taken: set[str], otherwise: str) -> str:
    """A key made from a label, unlike those taken: "Nom de l’initiative" gives "nom_de_l_initiative"."""
    words = slugify(re.sub(r"['’]", " ", label)).replace("-", "_")
    while len(words) > LONGEST and "_" in words:
        words = words.rpartition("_")[0]
    words = words[:LONGEST].strip("_")
    if not words or not words[0].isalpha():
        words = f"{otherwise}_{words}".strip("_")
    name, number = words, 2
    while name in taken:
        name, number = f"{words}_{number}", number + 1
    return name


def give_names(body: Raw, rules: Raw, before: Raw, rules_before: Raw, shared: Mapping[str, str] | None = None) -> None:
    """Fill in the missing keys of raw streams, and turn the labels that conditions name into keys.

    `before` and `rules_before` are the streams last saved: a block that had a key there keeps it, even when the page
    in the editor's browser does not know it yet. `shared` has the keys of the questions of shared blocks, by label.
    """
    shared = shared or {}
    known = {block["id"]: block["value"].get("key") for block in _blocks(before) + rules_before if block.get("id")}
    _fill(body, "key", known, "etape")
    fields = [block for section in body for block in section["value"].get("fields") or [] if block["type"] != SHARED]
    _fill(fields, "key", known, "question", set(shared.values()))
    _fill(rules, "key", known, "regle")
    values_before = {
        row["id"]: row["value"].get("value") for block in _blocks(before) for row in _choice_rows(block) if "id" in row
    }
    for group in fields:
        _fill(_inner(group), "key", known, "question")
    for block in [*fields, *(inner for group in fields for inner in _inner(group))]:
        _fill(_choice_rows(block), "value", values_before, "choix")
    keys = {**shared, **_keys_by_label(fields)}
    for block in [*body, *fields, *rules]:
        _resolve(block["value"], keys)
    for group in fields:
        around = keys | _keys_by_label(_inner(group))
        for block in _inner(group):
            _resolve(block["value"], around)


def _blocks(body: Raw) -> Raw:
    fields = [block for section in body for block in section["value"].get("fields") or []]
    return [*body, *fields, *(inner for group in fields for inner in _inner(group))]


def _inner(block: dict[str, Any]) -> Raw:
    """The questions of the rows of a group."""
    inner = block["value"].get("fields")
    return inner if isinstance(inner, list) else []


def _keys_by_label(fields: Raw) -> dict[str, str]:
    return {(block["value"].get("label") or "").strip().casefold(): block["value"]["key"] for block in reversed(fields)}


def _fill(rows: Raw, name: str, known: dict[str, str], otherwise: str, elsewhere: Iterable[str] = ()) -> None:
    """Give the rows that lack it their `name`: the one they had before, else one made from what they are called.

    It is unlike those of the others, and those that are taken `elsewhere`.
    """
    for row in rows:
        value = row["value"]
        value[name] = (value.get(name) or "").strip() or known.get(row.get("id") or "") or ""
    taken = {row["value"][name] for row in rows} | set(elsewhere)
    for row in rows:
        value = row["value"]
        if not value[name]:
            label = value.get("label") or value.get("title") or value.get("message") or ""
            value[name] = short_name(label, taken, otherwise)
            taken.add(value[name])


def _choice_rows(block: dict[str, Any]) -> Raw:
    rows = block["value"].get("choices")
    return rows if isinstance(rows, list) else []


def _resolve(value: dict[str, Any], keys: dict[str, str]) -> None:
    for name in ("show_when", "required_when", "valid_when"):
        _resolve_rows(value.get(name) or {}, keys)
    for name in ("not_before", "not_after"):
        if value.get(name):
            value[name] = _key(value[name], keys)
    formula = value.get("formula")
    if isinstance(formula, dict) and formula.get("of"):
        formula["of"] = "\n".join(_key(line, keys) for line in formula["of"].splitlines() if line.strip())
    named = value.get("fields")
    if isinstance(named, str):
        value["fields"] = "; ".join(_key(one, keys) for one in named.split(";") if one.strip())


def _resolve_rows(condition: dict[str, Any], keys: dict[str, str]) -> None:
    """Turn the labels in the rows of a condition, and of its groups, into keys."""
    for row in condition.get("rows") or []:
        row["value"]["field"] = _key(row["value"].get("field") or "", keys)
    for group in condition.get("groups") or []:
        _resolve_rows(group["value"], keys)


def _key(typed: str, keys: dict[str, str]) -> str:
    typed = typed.strip()
    return typed if typed in keys.values() else keys.get(typed.casefold(), typed)
