"""JSON columns of a process's rows, each with the form field that an editor meets instead of JSON."""

from typing import Any

from django import forms
from django.db import models

from cms.workflows import editing


class _EditedJSON(models.JSONField):
    """A JSON column; in migrations a plain one, so that no change of a screen makes a migration."""

    form_field: type[forms.Field] | None = None
    empty: Any = None

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.JSONField", args, kwargs


class KeysField(_EditedJSON):
    """A list of keys."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"default": list, "blank": True} | kwargs)

    def formfield(self, **kwargs: Any) -> Any:  # type: ignore[override]
        return models.Field.formfield(self, form_class=editing.KeysFormField, **kwargs)


class ConditionField(_EditedJSON):
    """A rule, or null."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"null": True, "blank": True} | kwargs)

    def formfield(self, **kwargs: Any) -> Any:  # type: ignore[override]
        return models.Field.formfield(self, form_class=editing.ConditionFormField, **kwargs)


class EffectsField(_EditedJSON):
    """A list of effects, in order."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"default": list, "blank": True} | kwargs)

    def formfield(self, **kwargs: Any) -> Any:  # type: ignore[override]
        return models.Field.formfield(self, form_class=editing.EffectsFormField, **kwargs)
