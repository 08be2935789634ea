"""From JSON to the parts of a form, with all faults found at once, each with the path that leads to it."""

import re
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from cms.forms import rules as rules_module
from cms.forms import types
from cms.forms.circles import circle
from cms.forms.errors import OptionError, Path, SpecError
from cms.forms.parts import Field, FormRule, Section
from cms.forms.relative import relative_faults
from cms.forms.resolving import Resolver
from cms.forms.rules import OF_ROWS, Rule, RuleError

KEY = re.compile(r"[a-z][a-z0-9_-]{0,99}")
FIELD_PARTS = {"key", "type", "label", "help", "public_label", "required", "show_when", "required_when"}
SECTION_PARTS = {"key", "title", "intro", "show_when", "fields"}
MOST_FIELDS = 500

Parts = tuple[str, str, tuple[Section, ...], tuple[FormRule, ...]]


def read(data: Any) -> Parts:
    """Key, name, sections and rules of a form in JSON; raises `SpecError`."""
    reader = _Reader()
    parts = reader.form(data)
    if reader.faults:
        raise SpecError(reader.faults)
    return parts


class _Reader(Resolver):
    """Reads the parts, then lets the rules be resolved, since a rule may name a field that comes later."""

    # --- Small pieces ---

    def text(self, data: Mapping[str, Any], name: str, path: Path, what: str, *, needed: bool = False) -> str:
        value = data.get(name, "")
        if value is None:
            value = ""
        if not isinstance(value, str):
            self.fault((*path, name), _("{what}: “{name}” must be a text.").format(what=what, name=name))
            return ""
        if needed and not value.strip():
            self.fault((*path, name), _("{what}: “{name}” is missing.").format(what=what, name=name))
        return value.replace("\r\n", "\n").strip()

    def key(self, data: Mapping[str, Any], path: Path, what: str, taken: set[str]) -> str:
        key = self.text(data, "key", path, what, needed=True)
        if key and not KEY.fullmatch(key):
            form = _("{what}: the key “{key}” must start with a small letter and have only a-z, 0-9, _ and -.")
            self.fault((*path, "key"), form.format(what=what, key=key))
        elif key in taken:
            self.fault((*path, "key"), _("{what}: the key “{key}” is used twice.").format(what=what, key=key))
        taken.add(key)
        return key

    def rule(self, data: Mapping[str, Any], name: str, path: Path, what: str) -> Rule | None:
        if data.get(name) is None:
            return None
        try:
            return rules_module.parse(data[name])
        except RuleError as error:
            self.fault((*path, name), _("{what}: {error}").format(what=what, error=error))
            return None

    def items(self, data: Mapping[str, Any], name: str, path: Path, what: str) -> list[tuple[Path, Mapping[str, Any]]]:
        value = data.get(name, [])
        if not isinstance(value, list) or not all(isinstance(one, Mapping) for one in value):
            self.fault((*path, name), _("{what}: “{name}” must be a list of objects.").format(what=what, name=name))
            return []
        return [((*path, name, index), one) for index, one in enumerate(value)]

    # --- The form ---

    def form(self, data: Any) -> Parts:
        what = _("The form")
        if not isinstance(data, Mapping):
            self.fault((), _("The form must be an object with “key”, “name” and “sections”."))
            return "", "", (), ()
        self.unknown(data, {"key", "name", "sections", "rules"}, (), what)
        key, name = self.key(data, (), what, set()), self.text(data, "name", (), what, needed=True)
        keys: set[str] = set()
        sections = [self.section(one, path, keys) for path, one in self.items(data, "sections", (), what)]
        if not sections:
            self.fault(("sections",), _("The form has no section: add one."))
        if sum(1 + len(one.fields) for one in self.fields.values()) > MOST_FIELDS:
            self.fault(("sections",), _("The form has more than {most} fields.").format(most=MOST_FIELDS))
        sections = [self.resolved_section(section, index) for index, section in enumerate(sections)]
        rule_keys: set[str] = set()
        rules = [self.form_rule(one, path, rule_keys) for path, one in self.items(data, "rules", (), what)]
        if not self.faults and (found := circle(sections)):
            self.fault(found.path, found.message)
        if not self.faults:
            self.faults += relative_faults(sections)
        return key, name, tuple(sections), tuple(rule for rule in rules if rule)

    def unknown(self, data: Mapping[str, Any], known: set[str], path: Path, what: str) -> None:
        for name in sorted(set(map(str, data)) - known):
            self.fault((*path, name), _("{what}: “{name}” is not known here.").format(what=what, name=name))

    def section(self, data: Mapping[str, Any], path: Path, keys: set[str]) -> Section:
        title = data.get("title") or data.get("key")
        what = _("Section “{title}”").format(title=title)
        self.unknown(data, SECTION_PARTS, path, what)
        labels: set[str] = set()
        fields = [self.field(one, inner, labels) for inner, one in self.items(data, "fields", path, what)]
        return Section(
            self.key(data, path, what, keys),
            self.text(data, "title", path, what, needed=True),
            self.text(data, "intro", path, what),
            self.rule(data, "show_when", path, what),
            tuple(one for one in fields if one),
        )

    def field(
        self, data: Mapping[str, Any], path: Path, labels: set[str], inside: dict[str, Field] | None = None
    ) -> Field | None:
        """One field; `inside` are the fields of its group so far, when it is in one."""
        what = _("Field “{label}”").format(label=data.get("label") or data.get("key"))
        try:
            kind = types.get(data.get("type", ""))
        except (KeyError, TypeError):
            known = ", ".join(one.key for one in types.every())
            message = _("{what}: unknown type “{type}”; the types are: {known}.")
            self.fault((*path, "type"), message.format(what=what, type=data.get("type"), known=known))
            return None
        if inside is not None and not kind.nests:
            message = _("{what}: a field of type “{type}” cannot be in a group.")
            self.fault((*path, "type"), message.format(what=what, type=kind.label))
            return None
        parts = FIELD_PARTS | ({"fields"} if kind.holds_fields else set())
        self.unknown(data, parts | {option.name for option in kind.options}, path, what)
        label = self.text(data, "label", path, what, needed=kind.labelled)
        if label and label.casefold() in labels:
            self.fault((*path, "label"), _("{what}: this label is used twice in the section.").format(what=what))
        labels.add(label.casefold())
        required = data.get("required", False)
        if not isinstance(required, bool):
            self.fault((*path, "required"), _("{what}: “required” must be true or false.").format(what=what))
        fields = self.fields if inside is None else inside
        key = self.key(data, path, what, set(fields))
        if inside is not None and key in OF_ROWS:
            self.fault(
                (*path, "key"), _("{what}: the key “{key}” means something else in rules.").format(what=what, key=key)
            )
        field = Field(
            key,
            kind.key,
            label,
            self.text(data, "help", path, what),
            bool(required) and kind.asks and not kind.derived,
            self.rule(data, "show_when", path, what),
            self.rule(data, "required_when", path, what) if kind.asks and not kind.derived else None,
            self.options(kind, data, path, what),
            self.inner_fields(data, path, what) if kind.holds_fields else (),
            self.text(data, "public_label", path, what) if kind.asks else "",
        )
        try:
            kind.check(field)
        except OptionError as error:
            self.fault(path, _("{what}: {error}.").format(what=what, error=error))
        fields.setdefault(field.key, field)
        return field

    def inner_fields(self, data: Mapping[str, Any], path: Path, what: str) -> tuple[Field, ...]:
        labels: set[str] = set()
        inside: dict[str, Field] = {}
        found = [self.field(one, inner, labels, inside) for inner, one in self.items(data, "fields", path, what)]
        return tuple(one for one in found if one)

    def options(self, kind: types.FieldType, data: Mapping[str, Any], path: Path, what: str) -> dict[str, Any]:
        found = {}
        for option in kind.options:
            if option.name not in data:
                continue
            try:
                value = option.parse(data[option.name])
            except OptionError as error:
                message = _("{what}, option “{name}”: {error}.")
                self.fault((*path, option.name), message.format(what=what, name=option.name, error=error))
                continue
            default = list(option.default) if isinstance(option.default, tuple) else option.default
            if value != default:
                found[option.name] = value
        return found

    def form_rule(self, data: Mapping[str, Any], path: Path, keys: set[str]) -> FormRule | None:
        what = _("Rule “{key}”").format(key=data.get("key"))
        self.unknown(data, {"key", "valid_when", "eligible_when", "message", "fields"}, path, what)
        key = self.key(data, path, what, keys)
        message = self.text(data, "message", path, what, needed=True)
        eligible = data.get("eligible_when") is not None
        name = "eligible_when" if eligible else "valid_when"
        if eligible and data.get("valid_when") is not None:
            text = _("{what}: “valid_when” and “eligible_when” cannot both be there.")
            self.fault((*path, name), text.format(what=what))
        rule = self.resolved(self.rule(data, name, path, what), (*path, name), what, self.fields)
        if rule is None:
            if data.get(name) is None:
                self.fault((*path, name), _("{what}: “valid_when” is missing.").format(what=what))
            return None
        named = data.get("fields") or sorted(rule.fields)
        if not isinstance(named, list):
            self.fault((*path, "fields"), _("{what}: “fields” must be a list of keys.").format(what=what))
            return None
        for one in named:
            if not isinstance(one, str) or one not in self.fields:
                message_ = _("{what}: there is no field “{field}”.")
                self.fault((*path, "fields"), message_.format(what=what, field=one))
                return None
        return FormRule(key, rule, message, tuple(named), eligible)
