"""What stands where on a drawing: boxes, arrows, and the lines of text that give them their size, in pixels."""

from collections.abc import Callable
from dataclasses import dataclass, field

from cms.workflows.graph import NodeSpec, TransitionSpec

NODE_WIDTH = 200
LINE = 19
LETTER = 7.6
MARGIN = 18
LETTERS = 22
SMALL_LINE = 16
CAPTION_LETTERS = 27


def wrap(text: str, letters: int = LETTERS) -> list[str]:
    """Cut a text into lines of about `letters` letters, at spaces."""
    lines: list[str] = []
    for word in text.split():
        if lines and len(lines[-1]) + 1 + len(word) <= letters:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines or [""]


@dataclass(slots=True, eq=False)
class Place:
    """A box on the sheet: a node, a label, or the bend of a long arrow. `x`, `y` are its centre."""

    width: float
    height: float
    layer: int
    lines: list[str] = field(default_factory=list)
    caption: list[str] = field(default_factory=list)
    note: str = ""
    node: NodeSpec | None = None
    x: float = 0
    y: float = 0
    above: list["Place"] = field(default_factory=list)
    below: list["Place"] = field(default_factory=list)

    @property
    def is_bend(self) -> bool:
        return self.node is None and not self.lines


@dataclass(slots=True, eq=False)
class Arrow:
    """One or several transitions between the same two nodes, from `path[0]` to `path[-1]`."""

    transitions: list[TransitionSpec]
    path: list[Place]
    label: Place
    goes_up: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole drawing, in pixels."""

    width: float
    height: float
    nodes: list[Place]
    arrows: list[Arrow]


@dataclass(frozen=True, slots=True)
class Texts:
    """What is written: above the name of a node, below it, and on the arrow of a transition, line by line."""

    caption: Callable[[NodeSpec], str]
    note: Callable[[NodeSpec], str] = lambda node: ""
    lines: Callable[[TransitionSpec], list[str]] = lambda one: wrap(one.label)
