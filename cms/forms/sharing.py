"""Shared blocks in a form: their questions are put in place of each use, as if they were written there.

What a form publishes is therefore whole, and never changes with a block.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.translation import gettext as _

from cms.forms.errors import SpecError, SpecFault
from cms.forms.spec import Form

# The type of what stands for a block among the fields of a section: {"type", "block", "prefix", "words"}.
SHARED = "shared"

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Content:
    """What a shared block says: its name, and its questions as a bundle has them."""

    pk: int
    title: str
    fields: list[Json] = field(hash=False)


# Of each field of a section: its place in the editor's stream, and the block that it comes from.
Origins = list[tuple[int, Content | None]]


@dataclass(frozen=True, slots=True)
class Expansion:
    """A form in JSON with the questions of its blocks in place, and where each of its fields comes from."""

    form: Json
    origins: list[Origins]
    faults: list[SpecFault]

    def read(self) -> Form:
        """The form; raises `SpecError`, whose messages name the block that each field at fault comes from."""
        try:
            form = Form.from_json(self.form)
        except SpecError as error:
            raise SpecError([*self.faults, *self.named(error.faults)]) from None
        if self.faults:
            raise SpecError(self.faults)
        return form

    def named(self, faults: Iterable[SpecFault]) -> Iterator[SpecFault]:
        """The faults, with the block of their field in their message, and the one to mend when a key is there twice."""
        for fault in faults:
            block = self._origin(fault)[1]
            message = in_block(block.title, fault.message) if block else fault.message
            if doubled := self._doubled(fault):
                message += " " + _("Give the shared block “%(block)s” a prefix.") % {"block": doubled.title}
            yield replace(fault, message=message)

    def placed(self, faults: Iterable[SpecFault]) -> Iterator[SpecFault]:
        """The faults with paths into the editor's stream: what is wrong in a block is told at the row that uses it."""
        for fault in faults:
            place, block = self._origin(fault)
            if place is not None:
                rest = () if block else fault.path[4:]
                fault = replace(fault, path=(*fault.path[:3], place, *rest))
            yield fault

    @property
    def blocks(self) -> dict[str, Content]:
        """The block that each key comes from; of the fields of a block alone, those in rows included."""
        found: dict[str, Content] = {}
        own: set[str] = set()
        for one, _place, block in self._fields():
            for key in (one["key"], *(inner["key"] for inner in one.get("fields") or [])):
                if block:
                    found.setdefault(key, block)
                else:
                    own.add(key)
        return {key: block for key, block in found.items() if key not in own}

    @property
    def labels(self) -> dict[str, str]:
        """The keys of the fields that come from blocks, by their labels in small letters."""
        return {one["label"].strip().casefold(): one["key"] for one, _place, block in self._fields() if block}

    def keys_at(self, section: int, place: int) -> list[str]:
        """The keys of the fields that stand for the row at a place of the editor's stream."""
        fields = self.form["sections"][section]["fields"]
        return [one["key"] for one, (at, _b) in zip(fields, self.origins[section], strict=True) if at == place]

    def _fields(self) -> Iterator[tuple[Json, int, Content | None]]:
        for section, origins in zip(self.form["sections"], self.origins, strict=True):
            for one, (place, block) in zip(section["fields"], origins, strict=True):
                yield one, place, block

    def _origin(self, fault: SpecFault) -> tuple[int | None, Content | None]:
        match fault.path:
            case ("sections", int(section), "fields", int(place), *_rest):
                return self.origins[section][place]
        return None, None

    def _doubled(self, fault: SpecFault) -> Content | None:
        """The last block that brings the key of a fault which says that the key is there twice."""
        match fault.path:
            case ("sections", int(section), "fields", int(place), "key"):
                key = self.form["sections"][section]["fields"][place]["key"]
                same = [block for one, _place, block in self._fields() if one["key"] == key]
                return next((block for block in reversed(same) if block), None) if len(same) > 1 else None
        return None


def in_block(title: str, message: str) -> str:
    """A message about a question of a block, that says which block."""
    return _("Shared block “%(block)s”: %(message)s") % {"block": title, "message": message}


def used(form: Json) -> set[int]:
    """The identities of the blocks that a form in JSON uses, before its expansion."""
    fields = (one for section in form["sections"] for one in section["fields"])
    return {one["block"] for one in fields if one["type"] == SHARED and one["block"]}


def expand(form: Json, contents: Mapping[int, Content]) -> Expansion:
    """Put the questions of each block in its place; a block that is not in `contents` leaves a fault."""
    sections, every, faults = [], [], []
    for index, section in enumerate(form["sections"]):
        fields: list[Json] = []
        origins: Origins = []
        for place, one in enumerate(section["fields"]):
            if one["type"] != SHARED:
                fields.append(one)
                origins.append((place, None))
            elif content := contents.get(one["block"]):
                made = renamed(content.fields, one["prefix"], one["words"])
                fields += made
                origins += [(place, content)] * len(made)
            else:
                text = _("Section “{title}”: choose the shared block, which is missing or was deleted.")
                faults.append(SpecFault(("sections", index), text.format(title=section["title"] or section["key"])))
        sections.append({**section, "fields": fields})
        every.append(origins)
    return Expansion({**form, "sections": sections}, every, faults)


def renamed(fields: list[Json], prefix: str, words: str) -> list[Json]:
    """The fields with `prefix` before their keys, there where they read one another too, and `words` after labels."""
    names = {one["key"]: f"{prefix}_{one['key']}" if prefix else one["key"] for one in fields}
    return [{**_renamed(one, names), "key": names[one["key"]], **_worded(one, words)} for one in fields]


def _worded(one: Json, words: str) -> Json:
    said = {name: one[name] for name in ("label", "public_label") if words and one.get(name)}
    return {name: _("%(label)s (%(words)s)") % {"label": label, "words": words} for name, label in said.items()}


def _renamed(one: Json, names: Mapping[str, str]) -> Json:
    found = dict(one)
    for name in ("show_when", "required_when"):
        if name in found:
            found[name] = _rule(found[name], names)
    for name in ("not_before", "not_after"):
        if name in found:
            found[name] = _path(found[name], names)
    if "formula" in found:
        found["formula"] = _formula(found["formula"], names)
    if isinstance(found.get("confirmation_fields"), list):
        found["confirmation_fields"] = [_path(line, names) for line in found["confirmation_fields"]]
    if isinstance(found.get("fields"), list):
        # A question of a row hides the one outside that has the same key.
        inner = {one["key"] for one in found["fields"]}
        outside = {key: name for key, name in names.items() if key not in inner}
        found["fields"] = [_renamed(row, outside) for row in found["fields"]]
    return found


def _path(path: Any, names: Mapping[str, str]) -> Any:
    if not isinstance(path, str):
        return path
    key, dot, rest = path.partition(".")
    return f"{names.get(key, key)}{dot}{rest}"


def _rule(rule: Any, names: Mapping[str, str]) -> Any:
    if isinstance(rule, list):
        return [_rule(one, names) for one in rule]
    if not isinstance(rule, Mapping):
        return rule
    kept = {name: _rule(rule[name], names) for name in ("all", "any", "not") if name in rule}
    return {**rule, **kept} | ({"field": _path(rule["field"], names)} if "field" in rule else {})


def _formula(formula: Any, names: Mapping[str, str]) -> Any:
    if isinstance(formula, Mapping) and isinstance(formula.get("of"), list):
        return {**formula, "of": [_formula(one, names) for one in formula["of"]]}
    return _path(formula, names)
