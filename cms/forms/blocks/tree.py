"""Choices of two levels as an editor writes them: one a line, those of the second level after a hyphen.

A stored value that is not the words themselves follows them, after a bar: "Métallurgie | metal".
"""

from typing import Any

MARK, BAR = "-", "|"


def to_text(value: list[dict[str, Any]]) -> str:
    """The lines that say the choices; `from_text` of them gives the same choices."""
    lines = []
    for branch in value:
        lines.append(_line(branch))
        lines += [f"{MARK} {_line(one)}" for one in branch["choices"]]
    return "\n".join(lines)


def from_text(text: str) -> list[dict[str, Any]]:
    """The choices in the lines; not yet checked. A hyphen before any choice of the first level makes one of it."""
    found: list[dict[str, Any]] = []
    for line in text.splitlines():
        words = line.strip()
        inner = words.startswith(MARK) and bool(found)
        choice = _choice(words.removeprefix(MARK).strip())
        if not choice["label"]:
            continue
        if inner:
            found[-1]["choices"].append(choice)
        else:
            found.append({**choice, "choices": []})
    return found


def _line(choice: dict[str, Any]) -> str:
    value, label = choice["value"], choice["label"]
    return label if value == label else f"{label} {BAR} {value}"


def _choice(words: str) -> dict[str, str]:
    label, _bar, value = (part.strip() for part in words.partition(BAR))
    return {"value": value or label, "label": label}
