"""Rows of a process from what a file says: those that Passerelle wrote are taken back, the rest are made."""

from typing import Any

from django.utils.text import slugify
from jsonschema import Draft202012Validator

from cms.snippets import keys

LABEL = 200


class Keys:
    """Gives keys that nothing else has, from names."""

    def __init__(self) -> None:
        self.taken: set[str] = set()

    def give(self, wished: str, fallback: str) -> str:
        """Return `wished` as a key, or with a number behind it when it is taken."""
        base = slugify(wished)[:50].strip("-_") or fallback
        key = keys.free(base, self.taken)
        self.taken.add(key)
        return key

    def keep(self, key: str) -> str:
        """Return `key` itself when it is free, else one like it: a copied element has the key of the first."""
        if key in self.taken:
            return self.give(key, "x")
        self.taken.add(key)
        return key


def readable(row: Any, schema: dict[str, Any]) -> dict[str, Any] | None:
    """The row that Passerelle wrote, when it still fits its schema."""
    return dict(row) if isinstance(row, dict) and Draft202012Validator(schema).is_valid(row) else None


def label(name: str, fallback: str) -> str:
    """A name that fits a row."""
    return name.strip()[:LABEL].strip() or fallback


def set_or_drop(row: dict[str, Any], name: str, value: Any) -> None:
    """Write a value into a row; what has its default is left out, as in a bundle."""
    if value in (None, "", [], False):
        row.pop(name, None)
    else:
        row[name] = value
