"""Days that are bounded by the day of another question: what an editor may not ask, told at publication."""

from collections.abc import Iterable, Iterator, Mapping

from django.utils.translation import gettext as _

from cms.forms.circles import loop
from cms.forms.errors import Path, SpecFault
from cms.forms.parts import Field, Section
from cms.forms.types.options import FieldOption

BOUNDED_BY = {"date": (), "datetime": (), "period": ("start", "end")}

Placed = list[tuple[Path, Field]]


def relative_faults(sections: Iterable[Section]) -> Iterator[SpecFault]:
    """Yield a fault for each bound that names no day of the form, and for each circle of bounds.

    A field in the rows of a group may be bounded by those of its row and by those outside of any group.
    """
    outside: Placed = [
        (("sections", index, "fields", place), one)
        for index, section in enumerate(sections)
        for place, one in enumerate(section.fields)
    ]
    yield from _scope_faults(outside, {})
    around = {one.key: one for _path, one in outside}
    for path, group in outside:
        yield from _scope_faults([((*path, "fields", at), one) for at, one in enumerate(group.fields)], around)


def _scope_faults(placed: Placed, around: Mapping[str, Field]) -> Iterator[SpecFault]:
    known = {**around, **{one.key: one for _path, one in placed}}
    bounds = {one.key: frozenset(key for _name, key, _part in _bounds(one)) for _path, one in placed}
    for path, one in placed:
        what = _("Field “{label}”").format(label=one.label or one.key)
        for name, key, part in _bounds(one):
            other = known.get(key)
            if other is None or other.type not in BOUNDED_BY:
                text = _("{what}: there is no question “{field}” that asks a day.")
                yield SpecFault((*path, name), text.format(what=what, field=key))
            elif part and part not in BOUNDED_BY[other.type]:
                text = _("{what}: its bound reads “{path}”, which “{field}” does not have.")
                yield SpecFault((*path, name), text.format(what=what, path=f"{key}.{part}", field=other.label))
    if found := loop(bounds):
        # Every key on it is known: one that is not bounds nothing.
        path, one = next((path, one) for path, one in placed if one.key == found[0])
        text = _("These days bound one another: {labels}.")
        name = next(name for name, key, _part in _bounds(one) if key in found)
        yield SpecFault((*path, name), text.format(labels=", ".join(known[key].label for key in found)))


def _bounds(one: Field) -> Iterator[tuple[str, str, str]]:
    """The options of a field that name another: option, key, part of its answer."""
    for option in one.kind.options:
        named = one.option(option.name) if isinstance(option, FieldOption) and option.name in NAMES else ""
        if named:
            key, _dot, part = named.partition(".")
            yield option.name, key, part


NAMES = ("not_before", "not_after")
