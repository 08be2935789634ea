"""Fields that wait for one another: refused, since nobody could ever see them."""

from collections.abc import Iterable

from cms.forms.errors import Path
from cms.forms.parts import Section


def circle(sections: Iterable[Section]) -> tuple[Path, list[str]] | None:
    """The path of a field of a circle of "show when" rules and the labels on it, or nothing when there is none."""
    waits: dict[str, set[str]] = {}
    paths: dict[str, Path] = {}
    labels: dict[str, str] = {}
    for index, section in enumerate(sections):
        of_section = section.show_when.fields if section.show_when else set()
        for place, one in enumerate(section.fields):
            waits[one.key] = of_section | (one.show_when.fields if one.show_when else set())
            own = one.show_when is not None
            paths[one.key] = ("sections", index, "fields", place) if own else ("sections", index)
            labels[one.key] = one.label or one.key
    done: set[str] = set()
    for start in waits:
        found = _walk(start, waits, done)
        if found:
            return paths[found[0]], [labels[key] for key in found]
    return None


def _walk(start: str, waits: dict[str, set[str]], done: set[str]) -> list[str]:
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
