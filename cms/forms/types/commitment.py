"""A commitment to tick. Not ticked is not answered."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.forms.types.base import Fault, FieldError, FieldType
from cms.forms.types.options import LongTextOption
from cms.forms.types.yesno import truth_of


class CommitmentType(FieldType):
    key = "commitment"
    label = gettext_lazy("Commitment to tick")
    icon = "check"
    group = gettext_lazy("Choices")
    template = "forms/fields/commitment.html"
    options = (
        LongTextOption(
            "text",
            gettext_lazy("What one commits to"),
            help=gettext_lazy("Shown above the box; the label stands beside it."),
        ),
    )

    def clean(self, field: Any, raw: Any) -> bool | None:
        try:
            return True if truth_of(raw) else None
        except FieldError:
            raise FieldError(_("Tick the box or leave it empty.")) from None

    def needed(self, field: Any) -> bool:
        return True

    def missing_faults(self, field: Any) -> list[Fault]:
        return [Fault(_("Tick the box to commit yourself."))]

    def context(self, field: Any, value: Any) -> dict[str, Any]:
        return {"shown": value is True or value == "on", "text": self.option(field, "text")}

    def display(self, field: Any, value: Any) -> str:
        return _("Yes") if value is True else ""

    def rule_value(self, field: Any, value: Any) -> Any:
        return truth_of(value) is True

    def value_schema(self, field: Any) -> dict[str, Any]:
        return {"const": True}
