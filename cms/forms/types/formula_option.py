"""The option that holds a formula."""

from dataclasses import dataclass, field
from typing import Any

from cms.forms import formulas
from cms.forms.types.options import Option


@dataclass(frozen=True, slots=True)
class FormulaOption(Option):
    """A formula as data, or nothing."""

    default: dict[str, Any] = field(default_factory=dict)

    def parse(self, raw: Any) -> dict[str, Any]:
        return formulas.parse(raw) if raw else {}

    def schema(self) -> dict[str, Any]:
        return {"$ref": "#/$defs/form_formula"}
