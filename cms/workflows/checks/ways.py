"""The ways from the start of a process, and what is made on them: answers of its own, documents, grants."""

from collections.abc import Iterable, Mapping
from typing import Any

from cms.workflows.conditions import REVIEW
from cms.workflows.graph import Graph, NodeSpec, TransitionSpec


def is_immediate(one: TransitionSpec) -> bool:
    """Whether a transition is followed as soon as a case comes to its source."""
    return one.automatic and not one.delay_days and not one.needs_opinions


def reach(starts: Iterable[str], arrows: Iterable[tuple[str, str]]) -> set[str]:
    """Return the keys to which arrows (source, target) lead from `starts`, these included."""
    onward: dict[str, list[str]] = {}
    for source, target in arrows:
        onward.setdefault(source, []).append(target)
    seen: set[str] = set()
    waiting = list(starts)
    while waiting:
        key = waiting.pop()
        if key not in seen:
            seen.add(key)
            waiting += onward.get(key, [])
    return seen


def made_by(effect: Mapping[str, Any]) -> set[str]:
    """Return what an effect makes: "document:<key>", "amount", and of an answer "answer:<key>" and its key."""
    made = set()
    if effect.get("document"):
        made.add(f"document:{effect['document']}")
    if effect.get("amount_field"):
        made.add("amount")
    if effect.get("kind") == "set_field" and effect.get("field"):
        made |= {f"answer:{effect['field']}", str(effect["field"])}
    return made


class Ways:
    """The ways from the start, asked whether one comes by nothing that makes a thing."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self._found: dict[tuple[str, bool], dict[str, list[str]]] = {}

    def without(self, thing: str, one: TransitionSpec) -> str | None:
        """A way from the start to `one` on which `thing` is not made ("Déposé → Examen"); None when there is none.

        `thing` is the key of one of the process's own questions, "review", "document:<key>" or "amount".
        """
        source = self.graph.node(one.source)
        if self._gives(one, source, thing):
            return None
        ways = self.reached(thing, at_once=is_immediate(one))
        nodes = ways.get(one.source)
        return None if nodes is None else " → ".join([*nodes, one.label])

    def _gives(self, one: TransitionSpec, node: NodeSpec, thing: str) -> bool:
        """Whether those who do this at a step give a thing by it: an applicant who withdraws gives none."""
        is_applicants = all(role.finder == "applicant" for role in self.graph.roles_of(one))
        return not is_applicants and (thing in node.fills or (thing == REVIEW and node.kind == "review"))

    def reached(self, thing: str, *, at_once: bool) -> dict[str, list[str]]:
        """The steps that a case can come to without `thing`, each with the names of the steps on the way.

        `at_once`: as things are when it comes in, before the effects of the last action are done.
        """
        if (thing, at_once) in self._found:
            return self._found[thing, at_once]
        graph = self.graph
        starts = [node for node in graph.nodes if node.kind == "start"][:1]
        found = {node.key: [node.label] for node in starts}
        waiting = [node.key for node in starts]
        late: dict[str, list[str]] = {}
        while waiting:
            key = waiting.pop(0)
            for one in graph.leaving(key):
                if not graph.has_node(one.target) or self._gives(one, graph.node(key), thing):
                    continue
                way = [*found[key], graph.node(one.target).label]
                if any(thing in made_by(effect) for effect in one.effects):
                    late.setdefault(one.target, way)
                elif one.target not in found:
                    found[one.target] = way
                    waiting.append(one.target)
        self._found[thing, False] = found
        self._found[thing, True] = late | found
        return self._found[thing, at_once]
