"""A form as data: what a published version holds and a bundle carries.

`Form.from_json` reads and checks; what it gives is canonical, so that `Form.from_json(form.to_json()) == form` and two
equal forms have the same JSON.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from cms.forms import parsing
from cms.forms.errors import SpecError, SpecFault
from cms.forms.parts import Field, FormRule, Section


@dataclass(frozen=True, slots=True)
class Form:
    """Sections of fields, and rules between them."""

    key: str
    name: str
    sections: tuple[Section, ...] = ()
    rules: tuple[FormRule, ...] = ()

    @classmethod
    def from_json(cls, data: Any) -> "Form":
        """The form in a bundle's JSON. Raises `SpecError`, which names each field at fault."""
        key, name, sections, rules = parsing.read(data)
        return cls(key, name, sections, rules)

    def to_json(self) -> dict[str, Any]:
        data: dict[str, Any] = {
            "key": self.key,
            "name": self.name,
            "sections": [section.to_json() for section in self.sections],
        }
        if self.rules:
            data["rules"] = [rule.to_json() for rule in self.rules]
        return data

    @property
    def fields(self) -> Iterator[Field]:
        for section in self.sections:
            yield from section.fields

    @property
    def keys(self) -> set[str]:
        """Keys of the fields that ask something."""
        return {one.key for one in self.fields if one.kind.asks}

    def section(self, key: str) -> Section:
        """The section of that key; raises `KeyError`."""
        for section in self.sections:
            if section.key == key:
                return section
        raise KeyError(key)

    def field(self, key: str) -> Field:
        """The field of that key; raises `KeyError`."""
        for one in self.fields:
            if one.key == key:
                return one
        raise KeyError(key)

    def section_of(self, field_key: str) -> Section:
        """The section in which a field is; raises `KeyError`."""
        for section in self.sections:
            if any(one.key == field_key for one in section.fields):
                return section
        raise KeyError(field_key)


__all__ = ["Field", "Form", "FormRule", "Section", "SpecError", "SpecFault"]
