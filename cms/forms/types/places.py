"""Places of the region that are many, found by name: communes, intercommunalities.

What is typed in the search box and left there is understood when the section is posted: a name that means one place
is taken, one that may mean several is answered by boxes to tick. So the field works without JavaScript.
"""

import re
from abc import abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, ClassVar

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from cms.forms.types.base import Data, Fault, FieldError, FieldType, Files, mapping, plain
from cms.forms.types.choices import check_counts, count_faults, count_operand
from cms.snippets.names import comparable

MOST = 300
MOST_CANDIDATES = 12
_APART = re.compile(r"[,;\n]+")

Chosen = list[dict[str, str]]


@dataclass(frozen=True, slots=True)
class Place:
    """A place that may be chosen; `note` tells it from others of its name."""

    code: str
    name: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """What is said about places of a kind."""

    search: str | Promise
    tick: str | Promise
    none: str | Promise
    missing: str | Promise
    of_list: str | Promise
    # With a place for {code}.
    unknown: str | Promise
    # With a place for {name}.
    several: str | Promise
    no_such: str | Promise


class ChosenPlaces(FieldType):
    """Stored as `[{"code", "name"}]`, the name as it was on the day of the answer."""

    group = gettext_lazy("Reference data")
    grouped = True

    @property
    def empty(self) -> Any:
        return []

    def check(self, field: Any) -> None:
        check_counts(self, field)

    def same(self, one: Any, other: Any) -> bool:
        """A name that was corrected since is still the same place; so is another order."""
        return {row["code"] for row in one} == {row["code"] for row in other}

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


class PlacesType(ChosenPlaces):
    """Places that are too many for the page: they are searched."""

    template = "forms/fields/places.html"
    words: ClassVar[Words]
    code_form: ClassVar[re.Pattern[str]]

    @abstractmethod
    def named(self, field: Any, codes: list[str]) -> dict[str, str]:
        """The names of the places of these codes, by code; those that do not exist are left out."""

    @abstractmethod
    def matching(self, field: Any, text: str) -> Iterable[Place]:
        """The places that a typed text may mean, the nearest first, one more than `MOST_CANDIDATES` at most."""

    def names_in(self, field: Any, search: str) -> list[str]:
        """The names in a typed text, which may hold several."""
        return [name.strip() for name in _APART.split(search) if name.strip()][:MOST]

    def address(self, field: Any) -> str:
        """Where a page asks what a typed text may mean."""
        return reverse("forms:places", args=[self.key])

    def from_post(self, field: Any, data: Data, files: Files | None = None) -> Any:
        return {"codes": data.getlist(field.key), "search": data.get(f"{field.key}.search", "")}

    def clean(self, field: Any, raw: Any) -> Chosen:
        if raw in (None, "", []):
            return []
        codes, search = raw if isinstance(raw, list) else [], ""
        if not isinstance(raw, list):
            parts = mapping(raw)
            codes, search = parts.get("codes") or [], plain(parts.get("search"))
        chosen = self.known(field, codes)
        if search:
            taken = {one["code"] for one in chosen}
            chosen += [one for one in self.understood(field, search) if one["code"] not in taken]
        return chosen

    def faults(self, field: Any, value: Any) -> list[Fault]:
        return count_faults(self, field, len(value))

    def missing_faults(self, field: Any) -> list[Fault]:
        return [Fault(str(self.words.missing))]

    def context(self, field: Any, value: Any) -> dict[str, Any]:
        """The chosen places; when typed text was refused or a search asked, what was found for it."""
        search = ""
        candidates: list[Place] = []
        codes: Any = value
        if isinstance(value, dict):
            codes, typed = value.get("codes"), value.get("search")
            search = plain(typed) if isinstance(typed, str) else ""
        try:
            chosen = value if _stored(value) else self.known(field, codes if isinstance(codes, list) else [])
        except FieldError:
            chosen = []
        if search:
            taken = {one["code"] for one in chosen}
            for name in self.names_in(field, search):
                found = list(self.matching(field, name))[:MOST_CANDIDATES]
                candidates += [one for one in found if one.code not in taken]
        return {
            "url": self.address(field),
            "words": self.words,
            "chosen": chosen,
            "search": search,
            "candidates": candidates,
            "searched": bool(search),
        }

    def known(self, field: Any, codes: Any) -> Chosen:
        """The places of these codes (or stored values), in order; raises `FieldError` for an unknown one."""
        if not isinstance(codes, list) or len(codes) > MOST:
            raise FieldError(self.words.of_list)
        wanted: list[str] = []
        for one in codes:
            code = one.get("code") if isinstance(one, dict) else one
            if not isinstance(code, str) or not self.code_form.fullmatch(code):
                raise FieldError(self.words.of_list)
            if code not in wanted:
                wanted.append(code)
        names = self.named(field, wanted) if wanted else {}
        lost = [code for code in wanted if code not in names]
        if lost:
            raise FieldError(str(self.words.unknown).format(code=", ".join(lost)))
        return [{"code": code, "name": names[code]} for code in wanted]

    def understood(self, field: Any, search: str) -> Chosen:
        """The places that a typed text means; raises `FieldError` when it may mean several, or none."""
        found: Chosen = []
        wrong: list[Fault] = []
        for name in self.names_in(field, search):
            candidates = list(self.matching(field, name))
            place = only(name, candidates)
            if place:
                found.append({"code": place.code, "name": place.name})
            else:
                text = self.words.several if candidates else self.words.no_such
                wrong.append(Fault(str(text).format(name=name), "search"))
        if wrong:
            raise FieldError.of(wrong)
        return found


def _stored(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, dict) and "name" in one for one in value)


def only(name: str, candidates: list[Place]) -> Place | None:
    """The place that a name means without doubt: the only one found, or the only one that bears it."""
    if len(candidates) == 1:
        return candidates[0]
    bearing = [one for one in candidates if comparable(one.name) == comparable(name)]
    return bearing[0] if len(bearing) == 1 else None
