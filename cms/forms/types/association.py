"""An association's number in the national register (RNA): W and nine figures. The number has no key."""

import re
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.forms.types.base import FieldError, FieldType, plain

# Overseas the third character may be a letter: W9R1000123.
_RNA = re.compile(r"W\d[0-9A-Z]\d{7}", re.ASCII)
_BETWEEN = re.compile(r"[\s\u00a0\u202f.-]+")


class AssociationType(FieldType):
    key = "association"
    label = gettext_lazy("Association (RNA number)")
    icon = "clipboard-list"
    group = gettext_lazy("Reference data")

    def clean(self, field: Any, raw: Any) -> str | None:
        text = _BETWEEN.sub("", plain(raw)).upper()
        if not text:
            return None
        if not _RNA.fullmatch(text):
            raise FieldError(_("An RNA number has the letter W and 9 figures, for example W442000123."))
        return text

    def context(self, field: Any, value: Any) -> dict[str, Any]:
        return super().context(field, value) | {"type": "text", "length": 30}

    def value_schema(self, field: Any) -> dict[str, Any]:
        return {"type": "string", "pattern": "^W[0-9][0-9A-Z][0-9]{7}$"}
