"""What an editor meets in place of JSON: form fields for keys, conditions and effects."""

from collections.abc import Iterable
from typing import Any

from django import forms


class KeysFormField(forms.CharField):
    """Keys in one line, with commas between them; a list in Python."""

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list | tuple) else value

    def to_python(self, value: Any) -> list[str]:  # type: ignore[override]
        keys: Iterable[str] = value if isinstance(value, list | tuple) else (value or "").split(",")
        return [key.strip() for key in keys if key.strip()]

    def has_changed(self, initial: Any, data: Any) -> bool:
        return self.to_python(initial) != self.to_python(data)


class ConditionFormField(forms.JSONField):
    """A rule."""


class EffectsFormField(forms.JSONField):
    """Effects, in order."""
