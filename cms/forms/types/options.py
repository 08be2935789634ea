"""Options of a field type: declared once, read from a bundle, edited in the admin, described by the schema."""

import datetime
from dataclasses import dataclass, field
from typing import Any, ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from cms.forms.errors import FieldError, OptionError
from cms.forms.types.numbers import decimal_of, shortest

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Option:
    """A text; other kinds inherit. `parse` gives the canonical value or raises `OptionError`."""

    name: str
    label: Text
    default: Any = ""
    help: Text = ""
    maximum: int | None = None

    schema_type: ClassVar[dict[str, Any]] = {"type": "string"}

    def parse(self, raw: Any) -> Any:
        if not isinstance(raw, str):
            raise OptionError(_("a text is needed"))
        return raw.strip()

    def schema(self) -> dict[str, Any]:
        """JSON Schema of the option."""
        return dict(self.schema_type)


@dataclass(frozen=True, slots=True)
class LongTextOption(Option):
    """A text of several lines."""


@dataclass(frozen=True, slots=True)
class NumberOption(Option):
    """A whole number, or nothing."""

    default: int | None = None
    least: int = 0
    schema_type: ClassVar[dict[str, Any]] = {"type": ["integer", "null"]}

    def parse(self, raw: Any) -> int | None:
        if raw is None:
            return self.default
        if isinstance(raw, bool) or not isinstance(raw, int):
            raise OptionError(_("a whole number is needed"))
        if raw < self.least:
            raise OptionError(_("a number of {least} or more is needed").format(least=self.least))
        if self.maximum is not None and raw > self.maximum:
            raise OptionError(_("a number of {maximum} or less is needed").format(maximum=self.maximum))
        return raw


@dataclass(frozen=True, slots=True)
class FieldOption(Option):
    """The key of another field of the form, or nothing; a part of its answer after a dot: "stay.end"."""

    schema_type: ClassVar[dict[str, Any]] = {"type": "string", "pattern": r"^([a-z][a-z0-9_-]*(\.[a-z]+)?)?$"}


@dataclass(frozen=True, slots=True)
class DecimalOption(Option):
    """A number, perhaps with figures after the comma, or nothing; canonical is its shortest text: "0.5"."""

    schema_type: ClassVar[dict[str, Any]] = {"type": ["number", "string", "null"]}

    def parse(self, raw: Any) -> str:
        message = _("a number is needed")
        try:
            number = decimal_of(raw, message)
        except FieldError:
            raise OptionError(message) from None
        return "" if number is None else shortest(number)


@dataclass(frozen=True, slots=True)
class SwitchOption(Option):
    """Yes or no."""

    default: bool = False
    schema_type: ClassVar[dict[str, Any]] = {"type": "boolean"}

    def parse(self, raw: Any) -> bool:
        if not isinstance(raw, bool):
            raise OptionError(_("true or false is needed"))
        return raw


@dataclass(frozen=True, slots=True)
class DateOption(Option):
    """A day, as 2026-12-31, or nothing."""

    schema_type: ClassVar[dict[str, Any]] = {"type": "string", "pattern": r"^(\d{4}-\d{2}-\d{2})?$"}

    def parse(self, raw: Any) -> str:
        if raw in ("", None):
            return ""
        try:
            return datetime.date.fromisoformat(raw).isoformat()
        except (TypeError, ValueError):
            raise OptionError(_("a day written like 2026-12-31 is needed")) from None


@dataclass(frozen=True, slots=True)
class PickOption(Option):
    """One value of a fixed list."""

    values: tuple[tuple[str, Text], ...] = ()

    def parse(self, raw: Any) -> Any:
        if raw not in [value for value, _label in self.values]:
            known = ", ".join(value for value, _label in self.values if value)
            raise OptionError(_("one of these is needed: {known}").format(known=known))
        return str(raw)

    def schema(self) -> dict[str, Any]:
        return {"enum": [value for value, _label in self.values]}


@dataclass(frozen=True, slots=True)
class PickSeveralOption(PickOption):
    """Several values of a fixed list, in the list's order."""

    default: tuple[str, ...] = ()

    def parse(self, raw: Any) -> list[str]:
        known = [value for value, _label in self.values]
        if not isinstance(raw, list) or any(one not in known for one in raw):
            raise OptionError(_("a list of these is needed: {known}").format(known=", ".join(known)))
        return [one for one in known if one in raw]

    def schema(self) -> dict[str, Any]:
        return {"type": "array", "items": {"enum": [value for value, _label in self.values]}}


@dataclass(frozen=True, slots=True)
class LinesOption(Option):
    """Several short texts, one a line in the admin."""

    default: tuple[str, ...] = ()
    schema_type: ClassVar[dict[str, Any]] = {"type": "array", "items": {"type": "string"}}

    def parse(self, raw: Any) -> list[str]:
        if not isinstance(raw, list) or not all(isinstance(one, str) and one.strip() for one in raw):
            raise OptionError(_("a list of texts is needed"))
        return list(dict.fromkeys(one.strip() for one in raw))


@dataclass(frozen=True, slots=True)
class ChoicesOption(Option):
    """What a person chooses from: `[{"value", "label"}]`; a plain text is both."""

    default: tuple[dict[str, str], ...] = ()

    def parse(self, raw: Any) -> list[dict[str, str]]:
        if not isinstance(raw, list):
            raise OptionError(_("a list of choices is needed"))
        found = [self._choice(one) for one in raw]
        values = [one["value"] for one in found]
        labels = [one["label"].casefold() for one in found]
        if len(set(values)) < len(values) or len(set(labels)) < len(labels):
            raise OptionError(_("each choice must be different"))
        return found

    @staticmethod
    def _choice(raw: Any) -> dict[str, str]:
        if isinstance(raw, str) and raw.strip():
            return {"value": raw.strip(), "label": raw.strip()}
        if isinstance(raw, dict) and set(raw) == {"value", "label"}:
            value, label = raw["value"], raw["label"]
            if isinstance(value, str) and isinstance(label, str) and value.strip() and label.strip():
                return {"value": value.strip(), "label": label.strip()}
        raise OptionError(_("each choice needs a value and a label"))

    def schema(self) -> dict[str, Any]:
        pair = {
            "type": "object",
            "required": ["value", "label"],
            "additionalProperties": False,
            "properties": {"value": {"type": "string"}, "label": {"type": "string"}},
        }
        return {"type": "array", "items": {"anyOf": [pair, {"type": "string"}]}}


@dataclass(frozen=True, slots=True)
class CountsOption(Option):
    """A whole number for each of several kinds: `{"school": 1}`."""

    default: dict[str, int] = field(default_factory=dict)
    kinds: tuple[tuple[str, Text], ...] = ()

    def parse(self, raw: Any) -> dict[str, int]:
        known = [kind for kind, _label in self.kinds]
        if not isinstance(raw, dict) or any(kind not in known for kind in raw):
            raise OptionError(_("a number for each of these is needed: {known}").format(known=", ".join(known)))
        if any(isinstance(one, bool) or not isinstance(one, int) or not 0 <= one <= 50 for one in raw.values()):
            raise OptionError(_("a number from 0 to 50 is needed for each"))
        return {kind: raw[kind] for kind in known if raw.get(kind)}

    def schema(self) -> dict[str, Any]:
        number = {"type": "integer", "minimum": 0, "maximum": 50}
        return {
            "type": "object",
            "additionalProperties": False,
            "properties": {kind: number for kind, _label in self.kinds},
        }
