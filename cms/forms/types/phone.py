"""A telephone number; stored in the international form."""

import re
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.forms.types.base import FieldError, FieldType, plain
from cms.forms.types.numbers import NARROW_SPACE

_SEPARATORS = re.compile(r"[\s.\-/()\u00a0\u202f]+")
_FRENCH = re.compile(r"(?:\+33|0033)?0?([1-9]\d{8})", re.ASCII)
_NATIONAL = re.compile(r"0[1-9]\d{8}", re.ASCII)
# ITU-T E.164: 15 figures at most; no country's whole number has fewer than 8.
_FOREIGN = re.compile(r"(?:\+|00)([1-9]\d{7,14})", re.ASCII)


class PhoneType(FieldType):
    key = "phone"
    label = gettext_lazy("Telephone number")
    icon = "mobile-alt"
    personal = True

    def clean(self, field: Any, raw: Any) -> str | None:
        text = _SEPARATORS.sub("", plain(raw).replace("(0)", ""))
        if not text:
            return None
        if _NATIONAL.fullmatch(text):
            return f"+33{text[1:]}"
        if text.startswith(("+33", "0033")):
            if found := _FRENCH.fullmatch(text):
                return f"+33{found[1]}"
        elif found := _FOREIGN.fullmatch(text):
            return f"+{found[1]}"
        raise FieldError(_("Write the ten figures of the number, for example 02 40 00 00 00."))

    def shown(self, field: Any, value: Any) -> Any:
        return self.display(field, value) if isinstance(value, str) else ""

    def context(self, field: Any, value: Any) -> dict[str, Any]:
        return super().context(field, value) | {"type": "tel", "autocomplete": "tel", "length": 30}

    def display(self, field: Any, value: Any) -> str:
        if isinstance(value, str) and value.startswith("+33") and len(value) == 12:
            national = f"0{value[3:]}"
            return NARROW_SPACE.join(national[start : start + 2] for start in range(0, 10, 2))
        return value or ""

    def value_schema(self, field: Any) -> dict[str, Any]:
        return {"type": "string", "pattern": r"^\+[1-9]\d{7,14}$"}
