"""Fields that wait for one another: refused, since nobody could ever see them, or know what they come to."""

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass

from django.utils.translation import gettext as _

from cms.forms.errors import Path
from cms.forms.parts import Field, Section
from cms.forms.rules import Rule


@dataclass(frozen=True, slots=True)
class Circle:
    """Where to mend it, and what is said."""

    path: Path
    message: str


@dataclass(frozen=True, slots=True)
class _Node:
    """A field and the keys of those for which it waits to be shown or calculated."""

    key: str
    label: str
    path: Path
    waits: frozenset[str]
    derived: bool


def circle(sections: Iterable[Section]) -> Circle | None:
    """A circle of "show when" rules and formulas, or nothing when there is none."""
    nodes = {node.key: node for index, section in enumerate(sections) for node in _of_section(section, index)}
    found = loop({key: node.waits for key, node in nodes.items()})
    if not found:
        return None
    around = [nodes[key] for key in found]
    labels = ", ".join(node.label for node in around)
    calculated = next((node for node in around if node.derived), None)
    if calculated:
        message = _("These fields are calculated from one another: {labels}.").format(labels=labels)
        return Circle((*calculated.path, "formula"), message)
    message = _("These fields wait for one another to be shown: {labels}.").format(labels=labels)
    return Circle((*around[0].path, "show_when"), message)


def loop(waits: Mapping[str, Set[str]]) -> list[str]:
    """Keys that wait for one another, in the order of the circle, or nothing; `waits` says whom each waits for."""
    done: set[str] = set()
    for start in waits:
        if found := _walk(start, waits, done):
            return found
    return []


def _of_section(section: Section, index: int) -> Iterator[_Node]:
    around = _read(section.show_when)
    for place, one in enumerate(section.fields):
        path: Path = ("sections", index, "fields", place)
        inner = {row.key: f"{one.key}.{row.key}" for row in one.fields}
        for at, row in enumerate(one.fields):
            waits = frozenset(inner.get(key, key) for key in _waits(row))
            yield _Node(inner[row.key], row.label or row.key, (*path, "fields", at), waits, row.kind.derived)
        own = one.show_when is not None or one.kind.derived or one.kind.holds_fields
        whole = frozenset(_waits(one) | around | set(inner.values()))
        yield _Node(one.key, one.label or one.key, path if own else path[:2], whole, one.kind.derived)


def _waits(one: Field) -> set[str]:
    return _read(one.show_when) | one.kind.reads(one)


def _read(rule: Rule | None) -> set[str]:
    return rule.fields if rule else set()


def _walk(start: str, waits: Mapping[str, Set[str]], done: set[str]) -> list[str]:
    """Depth first, without recursion: a form may chain hundreds of fields."""
    trail: list[str] = []
    stack: list[tuple[str, bool]] = [(start, False)]
    while stack:
        key, leaving = stack.pop()
        if leaving:
            trail.pop()
            done.add(key)
            continue
        if key in trail:
            return trail[trail.index(key) :]
        if key in done:
            continue
        trail.append(key)
        stack.append((key, True))
        stack.extend((other, False) for other in sorted(waits.get(key, ())))
    return []
