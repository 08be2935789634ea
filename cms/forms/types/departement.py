"""Départements of the region; they are few, so all are on the page."""

import re
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.forms.types.base import Data, Fault, FieldError, Files, plain
from cms.forms.types.choices import count_faults
from cms.forms.types.options import NumberOption
from cms.forms.types.places import Chosen, ChosenPlaces
from cms.snippets.models import Departement

MOST = 100
_CODE = re.compile(r"[0-9][0-9AB][0-9]?", re.ASCII)


class DepartementType(ChosenPlaces):
    """Stored as `[{"code", "name"}]`, in the order of the codes."""

    key = "departement"
    label = gettext_lazy("Départements")
    icon = "globe"
    template = "forms/fields/departement.html"
    options = (
        NumberOption("minimum", gettext_lazy("Smallest number of départements")),
        NumberOption("maximum", gettext_lazy("Largest number of départements")),
    )

    def single(self, field: Any) -> bool:
        return bool(self.option(field, "maximum") == 1)

    def from_post(self, field: Any, data: Data, files: Files | None = None) -> Any:
        return [one for one in data.getlist(field.key) if one]

    def clean(self, field: Any, raw: Any) -> Chosen:
        if raw in (None, "", []):
            return []
        codes = set()
        rows = raw if isinstance(raw, list) else [raw]
        for one in rows[: MOST + 1]:
            code = plain(one.get("code") if isinstance(one, dict) else one)
            if not _CODE.fullmatch(code):
                raise FieldError(_OF_LIST)
            codes.add(code)
        found = Departement.objects.filter(code__in=codes).order_by("code")
        chosen = [{"code": one.code, "name": one.name} for one in found]
        if len(chosen) < len(codes) or len(rows) > MOST:
            raise FieldError(_OF_LIST)
        return chosen

    def faults(self, field: Any, value: Any) -> list[Fault]:
        return count_faults(self, field, len(value))

    def missing_faults(self, field: Any) -> list[Fault]:
        return [Fault(_("Choose at least one département."))]

    def context(self, field: Any, value: Any) -> dict[str, Any]:
        rows = value if isinstance(value, list) else [value]
        shown = [one.get("code") if isinstance(one, dict) else one for one in rows]
        single = self.single(field)
        return {
            "single": single,
            "shown": (shown[0] if shown else "") if single else shown,
            "choices": [{"value": one.code, "label": one.name} for one in Departement.objects.order_by("code")],
        }


_OF_LIST = gettext_lazy("Choose départements of the list.")
