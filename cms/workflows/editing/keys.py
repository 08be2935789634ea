"""Keys of steps and roles: text that the page's script turns into a choice among the rows as they are on the screen."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.text import slugify


class KeyInput(forms.TextInput):
    """One key, or several, of the rows of `relation` ("nodes", "roles"); also takes the names of the rows."""

    def __init__(self, relation: str, *, several: bool = False) -> None:
        kind = "several" if several else "one"
        super().__init__(attrs={"data-process-keys": relation, "data-process-choice": kind})

    class Media:
        js = ["workflows/process-editor.js"]
        css = {"all": ["workflows/process-editor.css"]}


class KeysFormField(forms.CharField):
    """Keys in one line, with commas between them; a list in Python."""

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list | tuple) else value

    def to_python(self, value: Any) -> list[str]:  # type: ignore[override]
        keys: Iterable[str] = value if isinstance(value, list | tuple) else (value or "").split(",")
        return [key.strip() for key in keys if key.strip()]

    def has_changed(self, initial: Any, data: Any) -> bool:
        return self.to_python(initial) != self.to_python(data)


def free_key(label: str, taken: set[str]) -> str:
    """A key made from a label, which no other row has; empty when the label says nothing."""
    base = slugify(label)[:50].strip("-_")
    key, number = base, 2
    while key and key in taken:
        key, number = f"{base}-{number}", number + 1
    return key
