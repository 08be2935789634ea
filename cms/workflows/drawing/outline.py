"""A process in words: what the drawing shows, for those who do not look at it, and who may do what."""

from dataclasses import dataclass

from cms.workflows.drawing import words
from cms.workflows.drawing.marks import Marks
from cms.workflows.graph import Graph, TransitionSpec


@dataclass(frozen=True, slots=True)
class Way:
    """One action: what it is called, where it leads, who may; `href` is its row where it is edited."""

    label: str
    target: str
    people: str
    notes: tuple[str, ...]
    refusals: tuple[str, ...]
    warnings: tuple[str, ...]
    href: str

    @property
    def is_faulty(self) -> bool:
        return bool(self.refusals)


@dataclass(frozen=True, slots=True)
class Stop:
    """One node with the actions that leave it; `is_passed` when the case has been there."""

    key: str
    label: str
    kind: str
    kind_label: str
    is_current: bool
    is_passed: bool
    refusals: tuple[str, ...]
    warnings: tuple[str, ...]
    href: str
    ways: tuple[Way, ...]

    @property
    def is_faulty(self) -> bool:
        return bool(self.refusals)


def outline(graph: Graph, marks: Marks | None = None) -> list[Stop]:
    """Return the process in words, in the order of the definition."""
    marks = marks or Marks()
    return [
        Stop(
            key=node.key,
            label=node.label,
            kind=node.kind,
            kind_label=words.caption(node),
            is_current=node.key == marks.current,
            is_passed=node.key in marks.passed,
            refusals=marks.refusals("node", node.key),
            warnings=marks.warnings("node", node.key),
            href=marks.row("node", node.key),
            ways=tuple(_way(graph, one, marks) for one in graph.leaving(node.key)),
        )
        for node in graph.nodes
        if node.kind != words.UNKNOWN
    ]


def loose(graph: Graph, marks: Marks | None = None) -> list[Way]:
    """Return the actions that leave no step: the drawing has no place for them."""
    marks = marks or Marks()
    return [_way(graph, one, marks) for one in graph.transitions if not graph.has_node(one.source)]


def _way(graph: Graph, one: TransitionSpec, marks: Marks) -> Way:
    target = graph.node(one.target) if graph.has_node(one.target) else None
    return Way(
        label=one.label,
        target=target.label if target and target.kind != words.UNKNOWN else one.target,
        people=", ".join(role.label for role in graph.roles_of(one)),
        notes=words.notes(one),
        refusals=marks.refusals("transition", one.key),
        warnings=marks.warnings("transition", one.key),
        href=marks.row("transition", one.key),
    )
