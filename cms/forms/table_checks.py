"""What keeps a question from being asked that is answered in a reference table."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from cms.forms import pinning
from cms.forms.parts import Field, FormRule, Section
from cms.forms.remark import Remark
from cms.forms.rules import Comparison, Rule
from cms.snippets.tables import operations
from cms.snippets.tables.content import Content, ContentError

_CODES = ("equals", "differs", "one_of", "contains", "lacks")

Carried = Mapping[str, Content]


def carried(tables: Iterable[Mapping[str, Any]]) -> Carried:
    """The tables of a bundle, by key, for a check before it is imported; those that do not hold are left out."""
    found = {}
    for one in tables:
        try:
            found[one["key"]] = pinning.content_of(one)
        except ContentError:
            continue
    return found


def table_remarks(
    sections: Iterable[Section], rules: Iterable[FormRule], fields: Iterable[Field], tables: Carried
) -> Iterator[Remark]:
    """Tables that are not there, that have no row or one code twice; conditions on codes that no row has.

    `fields` are those of the form, rows of groups included; `tables` come with a bundle.
    """
    contents: dict[str, Content] = {}
    names: dict[str, str] | None = None
    choosing = [one for one in fields if one.type == pinning.TYPE]
    # What is in the memory of the process may be gone from the database.
    there = operations.newest(one.option("table") for one in choosing) if choosing else {}
    for one in choosing:
        key = one.option("table")
        content = operations.content_of(key, one.option("edition")) if key in there else None
        content = content or tables.get(key)
        if content is not None:
            contents[one.key] = content
        if content is None:
            names = operations.names() if names is None else names
            text = (
                _("“%(label)s”: the reference table “%(table)s” has no row yet. Import its file.")
                if key in names
                else _("“%(label)s”: there is no reference table “%(table)s”.")
            )
            yield Remark("no_table", "field", one.key, text % {"label": one.label, "table": names.get(key, key)})
        elif content.twice:
            text = _("“%(label)s”: the code “%(code)s” is twice in the table.")
            yield Remark("double_code", "field", one.key, text % {"label": one.label, "code": content.twice[0]})
        elif (one.option("minimum") or 0) > len(content.rows):
            text = _("“%(label)s”: more answers are asked for than the table has rows.")
            yield Remark("too_few_rows", "field", one.key, text % {"label": one.label})
    if contents:
        yield from _conditions(sections, rules, contents)


def _conditions(
    sections: Iterable[Section], rules: Iterable[FormRule], contents: Mapping[str, Content]
) -> Iterator[Remark]:
    for section in sections:
        yield from _codes("section", section.key, section.title, section.show_when, contents)
        waiting = list(section.fields)
        while waiting:
            one = waiting.pop(0)
            waiting += one.fields
            for rule in (one.show_when, one.required_when):
                yield from _codes("field", one.key, one.label, rule, contents)
    for form_rule in rules:
        yield from _codes("field", form_rule.fields[0], form_rule.message, form_rule.valid_when, contents)


def _codes(part: str, key: str, name: str, rule: Rule | None, contents: Mapping[str, Content]) -> Iterator[Remark]:
    for leaf in rule.leaves() if rule else ():
        content = contents.get(leaf.field.rpartition(".")[2] if "." in leaf.field else leaf.field)
        if content is None or leaf.operator not in _CODES:
            continue
        for code in _values(leaf):
            if code not in content.names:
                text = _("“%(name)s”: its condition reads the code “%(code)s”, which is not in the table.")
                yield Remark("unknown_code", part, key, text % {"name": name, "code": code})


def _values(leaf: Comparison) -> list[str]:
    return [str(one) for one in (leaf.value if isinstance(leaf.value, list) else [leaf.value])]
