"""Rules of a form, once all its fields are known: each reads fields that exist, for values that they can have."""

from collections.abc import Mapping
from dataclasses import replace

from django.utils.translation import gettext as _

from cms.forms.errors import OptionError, Path, SpecFault
from cms.forms.parts import Field, Section
from cms.forms.rules import COUNT, OF_ROWS, Comparison, Group, Not, Rule

Fields = Mapping[str, Field]


def target(fields: Fields, path: str) -> tuple[Field, str] | None:
    """The field that a path leads to, and the part of its answer ("" for all of it); nothing when it leads nowhere."""
    key, *steps = path.split(".")
    found = fields.get(key)
    if found is None or not found.kind.asks:
        return None
    if found.kind.holds_fields and steps and steps != [COUNT]:
        inner = steps[1:] if steps[0] in OF_ROWS else steps
        if not inner or steps[0] == COUNT:
            return None
        return target({one.key: one for one in found.fields}, ".".join(inner))
    rest = ".".join(steps)
    known = (COUNT,) if found.kind.holds_fields else found.kind.paths
    return (found, rest) if not rest or rest in known else None


def canonical(fields: Fields, rule: Comparison) -> Comparison:
    """The comparison with its value as answers have it; raises `OptionError` when it can never be met."""
    found = target(fields, rule.field)
    if found is None or rule.value is None:
        return rule
    named, rest = found
    if rest and not named.kind.holds_fields:
        return rule
    return Comparison(rule.field, rule.operator, named.kind.rule_operand(named, rule.operator, rule.value))


class Resolver:
    """Gathers faults; resolves the rules of sections, of fields and of rows."""

    def __init__(self) -> None:
        self.faults: list[SpecFault] = []
        self.fields: dict[str, Field] = {}

    def fault(self, path: Path, message: str) -> None:
        self.faults.append(SpecFault(path, message))

    def resolved_section(self, section: Section, index: int) -> Section:
        path: Path = ("sections", index)
        what = _("Section “{title}”").format(title=section.title)
        fields = [
            self.resolved_field(one, (*path, "fields", place), self.fields) for place, one in enumerate(section.fields)
        ]
        show = self.resolved(section.show_when, (*path, "show_when"), what, self.fields)
        return Section(section.key, section.title, section.intro, show, tuple(fields))

    def resolved_field(self, one: Field, path: Path, fields: Fields) -> Field:
        what = _("Field “{label}”").format(label=one.label or one.key)
        around = {**fields, **{inner.key: inner for inner in one.fields}}
        for missing in sorted(one.kind.unresolved(one, lambda read: target(fields, read) is not None)):
            message = _("{what}: it is calculated from “{field}”, which does not exist.")
            self.fault((*path, "formula"), message.format(what=what, field=missing))
        return replace(
            one,
            show_when=self.resolved(one.show_when, (*path, "show_when"), what, fields),
            required_when=self.resolved(one.required_when, (*path, "required_when"), what, fields),
            fields=tuple(
                self.resolved_field(inner, (*path, "fields", place), around) for place, inner in enumerate(one.fields)
            ),
        )

    def resolved(self, rule: Rule | None, path: Path, what: str, fields: Fields) -> Rule | None:
        """The rule with canonical values; a fault for each field that does not exist or value that cannot be met."""
        if isinstance(rule, Group):
            inner = [self.resolved(one, path, what, fields) for one in rule.rules]
            return Group(rule.kind, tuple(one for one in inner if one))
        if isinstance(rule, Not):
            contrary = self.resolved(rule.rule, path, what, fields)
            return Not(contrary) if contrary else None
        if isinstance(rule, Comparison):
            return self.resolved_comparison(rule, path, what, fields)
        return None

    def resolved_comparison(self, rule: Comparison, path: Path, what: str, fields: Fields) -> Rule:
        named = fields.get(rule.field_key)
        if named is None or not named.kind.asks:
            message = _("{what}: its rule reads the field “{field}”, which does not exist.")
            self.fault(path, message.format(what=what, field=rule.field_key))
            return rule
        if target(fields, rule.field) is None:
            message = _("{what}: its rule reads “{path}”, which “{field}” does not have.")
            self.fault(path, message.format(what=what, path=rule.field, field=named.label))
            return rule
        try:
            return canonical(fields, rule)
        except OptionError as error:
            message = _("{what}: its rule on “{field}” cannot be met: {error}.")
            self.fault(path, message.format(what=what, field=named.label, error=error))
            return rule
