"""Yes or no, both to be chosen: no answer is not a no."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.forms.types.base import Fault, FieldError, FieldType, OptionError

YES = {True, "true", "yes", "oui", "on", "1", "True"}
NO = {False, "false", "no", "non", "off", "0", "False"}


def truth_of(raw: Any) -> bool | None:
    """Yes, no or nothing; raises `FieldError` for anything else."""
    if raw is None or raw == "":
        return None
    if isinstance(raw, bool | str):
        if raw in YES:
            return True
        if raw in NO:
            return False
    raise FieldError(_("Choose yes or no."))


class YesNoType(FieldType):
    key = "yesno"
    label = gettext_lazy("Yes or no")
    icon = "check"
    template = "forms/fields/yesno.html"
    group = gettext_lazy("Choices")
    grouped = True

    def clean(self, field: Any, raw: Any) -> bool | None:
        return truth_of(raw)

    def missing_faults(self, field: Any) -> list[Fault]:
        return [Fault(_("Choose yes or no."))]

    def shown(self, field: Any, value: Any) -> Any:
        try:
            return {True: "true", False: "false", None: ""}[truth_of(value)]
        except FieldError:
            return ""

    def display(self, field: Any, value: Any) -> str:
        return {True: _("Yes"), False: _("No")}.get(value, "") if isinstance(value, bool) else ""

    def rule_value(self, field: Any, value: Any) -> bool:
        try:
            truth = truth_of(value)
        except FieldError as error:
            raise OptionError(str(error)) from None
        if truth is None:
            raise OptionError(_("Choose yes or no."))
        return truth

    def value_schema(self, field: Any) -> dict[str, Any]:
        return {"type": "boolean"}
