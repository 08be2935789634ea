"""JSON columns of a process's rows, each with the form field that an editor meets instead of JSON."""

from typing import Any

from django import forms
from django.db import models

from cms.workflows.editing.conditions import ConditionFormField
from cms.workflows.editing.criteria import CriteriaFormField
from cms.workflows.editing.effects import EffectsFormField
from cms.workflows.editing.expertise import ExpertiseFormField
from cms.workflows.editing.keys import KeysFormField
from cms.workflows.editing.numbers import NumbersFormField
from cms.workflows.editing.own_fields import OwnFieldsFormField


class _EditedJSON(models.JSONField):
    """A JSON column; in migrations a plain one, so that no change of a screen makes a migration."""

    form_class: type[forms.Field]

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.JSONField", args, kwargs

    def formfield(self, **kwargs: Any) -> Any:
        return models.Field.formfield(self, **{"form_class": self.form_class} | kwargs)


class _EditedList(_EditedJSON):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        options: dict[str, Any] = {"default": list, "blank": True} | kwargs
        super().__init__(*args, **options)


class KeysField(_EditedList):
    """A list of keys."""

    form_class = KeysFormField


class NumbersField(_EditedList):
    """A list of whole numbers, the largest first."""

    form_class = NumbersFormField


class CriteriaField(_EditedList):
    """The criteria of a review's grid, in order."""

    form_class = CriteriaFormField


class OwnFieldsField(_EditedList):
    """The process's own questions, in order."""

    form_class = OwnFieldsFormField


class ConditionField(_EditedJSON):
    """A rule, or null."""

    form_class = ConditionFormField

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        options: dict[str, Any] = {"null": True, "blank": True} | kwargs
        super().__init__(*args, **options)


class EffectsField(_EditedList):
    """A list of effects, in order."""

    form_class = EffectsFormField


class ExpertiseField(_EditedJSON):
    """What a step asks of outside experts, or null."""

    form_class = ExpertiseFormField

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        options: dict[str, Any] = {"null": True, "blank": True} | kwargs
        super().__init__(*args, **options)
