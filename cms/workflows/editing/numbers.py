"""Several whole numbers in one line."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


class NumbersFormField(forms.CharField):
    """Whole numbers from 1 to 999 with commas between them; a list in Python, the largest first, each once."""

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(map(str, value)) if isinstance(value, list | tuple) else value

    def to_python(self, value: Any) -> list[int]:  # type: ignore[override]
        parts = value if isinstance(value, list | tuple) else (value or "").split(",")
        texts = [str(part).strip() for part in parts if str(part).strip()]
        if not all(text.isascii() and text.isdigit() and 1 <= int(text) <= 999 for text in texts):
            raise ValidationError(_("Write whole numbers from 1 to 999, with a comma between them."))
        return sorted({int(text) for text in texts}, reverse=True)

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True
