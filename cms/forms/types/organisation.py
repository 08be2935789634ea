"""What a school and a company have in common: a number whose key is checked, and a name.

Stored as `{"code", "name"}`: rules read the number, or the name by its path ("school.name").
"""

from abc import abstractmethod
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

from django.utils.translation import gettext_lazy

from cms.forms.types.base import Data, Fault, FieldError, FieldType, Files, plain, within
from cms.forms.types.texts import read_parts

PARTS = ("code", "name")
LONGEST_NAME = 200


class OrganisationType(FieldType):
    group = gettext_lazy("Reference data")
    template = "forms/fields/organisation.html"
    grouped = True
    paths = PARTS

    @abstractmethod
    def number_of(self, field: Any, raw: Any) -> str:
        """The number that was typed, in canonical form, or nothing; raises `FieldError`."""

    @abstractmethod
    def words(self, field: Any) -> Mapping[str, str]:
        """The words for the parts: `code`, `code_help`, `name`, and what is said when one is missing."""

    def number_in_words(self, number: str) -> str:
        return number

    def from_post(self, field: Any, data: Data, files: Files | None = None) -> Any:
        return {part: data.get(f"{field.key}.{part}", "") for part in PARTS}

    def clean(self, field: Any, raw: Any) -> dict[str, str] | None:
        if raw in (None, ""):
            return None
        readers: dict[str, Callable[[Any], str]] = {
            "code": lambda typed: self.number_of(field, typed),
            "name": lambda typed: within(LONGEST_NAME, plain(typed)),
        }
        value = read_parts(raw, readers)
        return value if any(value.values()) else None

    def faults(self, field: Any, value: Any) -> list[Fault]:
        words = self.words(field)
        return [Fault(words[f"no_{part}"], part) for part in PARTS if not value[part]]

    def missing_faults(self, field: Any) -> list[Fault]:
        return [Fault(self.words(field)["no_code"], "code")]

    def context(self, field: Any, value: Any) -> dict[str, Any]:
        parts = value if isinstance(value, Mapping) else {}
        shown = {part: parts.get(part) if isinstance(parts.get(part), str) else "" for part in PARTS}
        with suppress(FieldError):
            shown["code"] = self.number_in_words(self.number_of(field, shown["code"]))
        return {"words": self.words(field), **shown}

    def display(self, field: Any, value: Any) -> str:
        if not isinstance(value, Mapping):
            return ""
        number = self.number_in_words(value["code"]) if value["code"] else ""
        return f"{value['name']} ({number})" if value["name"] and number else value["name"] or number

    def search_text(self, field: Any, value: Any) -> str:
        return str(value["name"]) if isinstance(value, Mapping) else ""

    def value_schema(self, field: Any) -> dict[str, Any]:
        text = {"type": "string"}
        return {
            "type": "object",
            "required": list(PARTS),
            "properties": {"code": text, "name": text | {"maxLength": LONGEST_NAME}},
        }
