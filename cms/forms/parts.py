"""The parts of a form: fields, sections, rules between fields. What is at its default is left out of the JSON."""

from dataclasses import dataclass, field
from typing import Any

from cms.forms import types
from cms.forms.rules import Rule


@dataclass(frozen=True, slots=True)
class Field:
    """One question, or a text between questions."""

    key: str
    type: str
    label: str
    help: str = ""
    required: bool = False
    show_when: Rule | None = None
    required_when: Rule | None = None
    # Canonical; only what differs from the type's defaults.
    options: dict[str, Any] = field(default_factory=dict, hash=False)
    # Of a group: what each of its rows asks.
    fields: tuple["Field", ...] = ()
    # How a published page names the answer: "Trade" rather than "Your trade".
    public_label: str = ""

    @property
    def kind(self) -> types.FieldType:
        return types.get(self.type)

    @property
    def public_name(self) -> str:
        """What names the answer where anybody may read it."""
        return self.public_label or self.label

    def option(self, name: str) -> Any:
        """The option, or the type's default."""
        return self.kind.option(self, name)

    def to_json(self) -> dict[str, Any]:
        data: dict[str, Any] = {"key": self.key, "type": self.type, "label": self.label}
        if self.help:
            data["help"] = self.help
        if self.public_label:
            data["public_label"] = self.public_label
        if self.required:
            data["required"] = True
        data |= self.options | _rules_json(show_when=self.show_when, required_when=self.required_when)
        return data | ({"fields": [one.to_json() for one in self.fields]} if self.fields else {})


@dataclass(frozen=True, slots=True)
class Section:
    """One step: questions that are asked together."""

    key: str
    title: str
    intro: str = ""
    show_when: Rule | None = None
    fields: tuple[Field, ...] = ()

    def to_json(self) -> dict[str, Any]:
        data: dict[str, Any] = {"key": self.key, "title": self.title}
        if self.intro:
            data["intro"] = self.intro
        data |= _rules_json(show_when=self.show_when)
        return data | {"fields": [one.to_json() for one in self.fields]}


@dataclass(frozen=True, slots=True)
class FormRule:
    """What must hold between several answers, and what is said when it does not.

    A rule of eligibility says who may apply at all: it is told as soon as the answers that decide are given.
    """

    key: str
    valid_when: Rule
    message: str
    fields: tuple[str, ...]
    eligible: bool = False

    @property
    def name(self) -> str:
        """The name of the rule's part in JSON: "valid_when" or "eligible_when"."""
        return "eligible_when" if self.eligible else "valid_when"

    def to_json(self) -> dict[str, Any]:
        return {
            "key": self.key,
            self.name: self.valid_when.to_json(),
            "message": self.message,
            "fields": list(self.fields),
        }


def _rules_json(**rules: Rule | None) -> dict[str, Any]:
    return {name: rule.to_json() for name, rule in rules.items() if rule is not None}
