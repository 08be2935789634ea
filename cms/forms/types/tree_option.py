"""The option of choices of two levels."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from cms.forms.errors import OptionError
from cms.forms.types.options import ChoicesOption


@dataclass(frozen=True, slots=True)
class TreeOption(ChoicesOption):
    """Choices of two levels: `[{"value", "label", "choices": [{"value", "label"}]}]`; a plain text is both."""

    def parse(self, raw: Any) -> list[dict[str, Any]]:
        if not isinstance(raw, list):
            raise OptionError(_("a list of choices is needed"))
        found = [self._branch(one) for one in raw]
        for rows in ([found], [one["choices"] for one in found]):
            if any(not _all_differ(level) for level in rows):
                raise OptionError(_("each choice must be different"))
        return found

    def _branch(self, raw: Any) -> dict[str, Any]:
        inner = raw.get("choices", []) if isinstance(raw, dict) else []
        if not isinstance(inner, list):
            raise OptionError(_("a list of choices is needed"))
        own = {name: raw[name] for name in raw if name != "choices"} if isinstance(raw, dict) else raw
        if isinstance(own, dict) and set(own) == {"label"}:
            own = own["label"]
        return {**self._choice(own), "choices": [self._choice(one) for one in inner]}

    def schema(self) -> dict[str, Any]:
        choices = ChoicesOption.schema(self)
        pair = choices["items"]["anyOf"][0]
        branch = {
            **pair,
            "required": ["label"],
            "properties": {**pair["properties"], "choices": choices},
        }
        return {"type": "array", "items": {"anyOf": [branch, {"type": "string"}]}}


def _all_differ(rows: list[dict[str, Any]]) -> bool:
    return all(len({one[name].casefold() for one in rows}) == len(rows) for name in ("value", "label"))
