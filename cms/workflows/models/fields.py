"""JSON columns of a process's rows, each with the form field that an editor meets instead of JSON."""

from typing import Any

from django import forms
from django.db import models

from cms.workflows.editing.conditions import ConditionFormField
from cms.workflows.editing.effects import EffectsFormField
from cms.workflows.editing.keys import KeysFormField


class _EditedJSON(models.JSONField):
    """A JSON column; in migrations a plain one, so that no change of a screen makes a migration."""

    form_class: type[forms.Field]

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.JSONField", args, kwargs

    def formfield(self, **kwargs: Any) -> Any:
        return models.Field.formfield(self, **{"form_class": self.form_class} | kwargs)


class KeysField(_EditedJSON):
    """A list of keys."""

    form_class = KeysFormField

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        options: dict[str, Any] = {"default": list, "blank": True} | kwargs
        super().__init__(*args, **options)


class ConditionField(_EditedJSON):
    """A rule, or null."""

    form_class = ConditionFormField

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        options: dict[str, Any] = {"null": True, "blank": True} | kwargs
        super().__init__(*args, **options)


class EffectsField(_EditedJSON):
    """A list of effects, in order."""

    form_class = EffectsFormField

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        options: dict[str, Any] = {"default": list, "blank": True} | kwargs
        super().__init__(*args, **options)
