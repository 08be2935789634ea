"""Communes of the region, found by name or postcode.

What is typed in the search box and left there is understood when the section is posted: a name that means one commune
is taken, one that may mean several is answered by boxes to tick. So the field works without JavaScript.
"""

import re
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.forms.types.base import Data, Fault, FieldError, FieldType, Files, mapping, plain
from cms.forms.types.choices import check_counts, count_faults, count_operand
from cms.forms.types.options import NumberOption
from cms.snippets.models import Commune
from cms.snippets.names import comparable

MOST = 300
MOST_CANDIDATES = 12
_APART = re.compile(r"[,;\n]+")

Chosen = list[dict[str, str]]


class CommuneType(FieldType):
    key = "commune"
    label = gettext_lazy("Communes")
    icon = "globe"
    group = gettext_lazy("Reference data")
    template = "forms/fields/commune.html"
    grouped = True
    options = (
        NumberOption("minimum", gettext_lazy("Smallest number of communes")),
        NumberOption("maximum", gettext_lazy("Largest number of communes")),
    )

    @property
    def empty(self) -> Any:
        return []

    def check(self, field: Any) -> None:
        check_counts(self, field)

    def from_post(self, field: Any, data: Data, files: Files | None = None) -> Any:
        return {"codes": data.getlist(field.key), "search": data.get(f"{field.key}.search", "")}

    def clean(self, field: Any, raw: Any) -> Chosen:
        if raw in (None, "", []):
            return []
        codes, search = raw if isinstance(raw, list) else [], ""
        if not isinstance(raw, list):
            parts = mapping(raw)
            codes, search = parts.get("codes") or [], plain(parts.get("search"))
        chosen = known(codes)
        if search:
            taken = {one["code"] for one in chosen}
            chosen += [one for one in understood(search) if one["code"] not in taken]
        return chosen

    def faults(self, field: Any, value: Any) -> list[Fault]:
        return count_faults(self, field, len(value))

    def missing_faults(self, field: Any) -> list[Fault]:
        return [Fault(_("Choose at least one commune."))]

    def context(self, field: Any, value: Any) -> dict[str, Any]:
        """The chosen communes; when typed text was refused or a search asked, what was found for it."""
        search = ""
        candidates: list[Commune] = []
        codes: Any = value
        if isinstance(value, dict):
            codes, typed = value.get("codes"), value.get("search")
            search = plain(typed) if isinstance(typed, str) else ""
        try:
            chosen = value if _stored(value) else known(codes if isinstance(codes, list) else [])
        except FieldError:
            chosen = []
        if search:
            taken = {one["code"] for one in chosen}
            for name in _names(search):
                found = Commune.objects.matching(name)[:MOST_CANDIDATES]
                candidates += [one for one in found if one.insee_code not in taken]
        return {"chosen": chosen, "search": search, "candidates": candidates, "searched": bool(search)}

    def display(self, field: Any, value: Any) -> str:
        return ", ".join(one["name"] for one in value or [])

    def search_text(self, field: Any, value: Any) -> str:
        return self.display(field, value)

    def rule_operand(self, field: Any, operator: str, value: Any) -> Any:
        return count_operand(value) if operator in ("at_least", "at_most") else value

    def value_schema(self, field: Any) -> dict[str, Any]:
        text = {"type": "string"}
        item = {"type": "object", "required": ["code", "name"], "properties": {"code": text, "name": text}}
        return {"type": "array", "items": item}


def _stored(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, dict) and "name" in one for one in value)


def _names(search: str) -> list[str]:
    return [name.strip() for name in _APART.split(search) if name.strip()][:MOST]


def known(codes: Any) -> Chosen:
    """The communes of these INSEE codes (or stored values), in order; raises `FieldError` for an unknown one."""
    if not isinstance(codes, list) or len(codes) > MOST:
        raise FieldError(_("Choose communes of the list."))
    wanted: list[str] = []
    for one in codes:
        code = one.get("code") if isinstance(one, dict) else one
        if not isinstance(code, str) or not re.fullmatch(r"[0-9AB]{5}", code, re.ASCII):
            raise FieldError(_("Choose communes of the list."))
        if code not in wanted:
            wanted.append(code)
    names = dict(Commune.objects.filter(insee_code__in=wanted).values_list("insee_code", "name")) if wanted else {}
    lost = [code for code in wanted if code not in names]
    if lost:
        message = _("There is no commune with the code {code} in the region. Search for it by name.")
        raise FieldError(message.format(code=", ".join(lost)))
    return [{"code": code, "name": names[code]} for code in wanted]


def understood(search: str) -> Chosen:
    """The communes that a typed text means; raises `FieldError` when it may mean several, or none."""
    found: Chosen = []
    wrong: list[Fault] = []
    for name in _names(search):
        candidates = list(Commune.objects.matching(name)[: MOST_CANDIDATES + 1])
        commune = _only(name, candidates)
        if commune:
            found.append({"code": commune.insee_code, "name": commune.name})
        elif candidates:
            text = _("“{name}” may mean several communes: tick those you mean in the list.")
            wrong.append(Fault(text.format(name=name), "search"))
        else:
            text = _("No commune of the region is called “{name}”. Check the spelling or try the postcode.")
            wrong.append(Fault(text.format(name=name), "search"))
    if wrong:
        raise FieldError.of(wrong)
    return found


def _only(name: str, candidates: list[Commune]) -> Commune | None:
    """The commune that a name means without doubt: the only one found, or the only one that bears it."""
    if len(candidates) == 1:
        return candidates[0]
    bearing = [one for one in candidates if comparable(one.name) == comparable(name)]
    return bearing[0] if len(bearing) == 1 else None
