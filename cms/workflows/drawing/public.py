"""A process as its applicants may know it.

The rule: a step is shown when the process says something to the applicant there, when it is their turn, when it is an
end, or when their application stands there (its name is told then). Steps between those are passed over. Of the actions
only the applicant's own are named; roles, deadlines, conditions, instructions, opinions and grids stay inside.
"""

from django.utils.translation import gettext as _

from cms.workflows.drawing import words
from cms.workflows.graph import Graph, NodeSpec, TransitionSpec

APPLICANT = "applicant"


def public(graph: Graph, name: str, current: str) -> Graph:
    """Return the process called `name` as the applicant whose case stands at `current` may know it."""
    shown = [node for node in graph.nodes if _is_shown(node, current)]
    keys = {node.key for node in shown}
    ways: dict[tuple[str, str], str] = {}
    for node in shown:
        for target, label in _onward(graph, node.key, keys):
            ways[node.key, target] = ways.get((node.key, target)) or label
    return Graph(
        key=graph.key,
        name=name,
        roles=(),
        nodes=tuple(map(_public_node, shown)),
        transitions=tuple(
            TransitionSpec(key=f"way-{number}", label=label, source=source, target=target)
            for number, ((source, target), label) in enumerate(ways.items())
        ),
    )


def _is_shown(node: NodeSpec, current: str) -> bool:
    is_told = bool(node.applicant_text) or node.is_end or node.is_with_applicant
    return is_told or node.kind == "start" or node.key == current


def _public_node(node: NodeSpec) -> NodeSpec:
    label = node.label if node.kind != "start" or node.applicant_text else _("Application sent")
    return NodeSpec(node.key, label, "task" if node.kind == "review" else node.kind, node.outcome)


def _onward(graph: Graph, key: str, shown: set[str]) -> list[tuple[str, str]]:
    """The shown steps that come next, each with the applicant's own action that leads there at once, if any."""
    found, seen, waiting = [], {key}, [(one, _own_label(graph, one)) for one in graph.leaving(key)]
    while waiting:
        one, label = waiting.pop(0)
        if one.target in shown:
            found.append((one.target, label))
        elif one.target not in seen:
            seen.add(one.target)
            waiting += [(other, "") for other in graph.leaving(one.target)]
    return [(target, label) for target, label in found if target != key]


def _own_label(graph: Graph, one: TransitionSpec) -> str:
    return one.label if any(role.finder == APPLICANT for role in graph.roles_of(one)) else ""


def _caption(node: NodeSpec) -> str:
    if node.is_with_applicant:
        return _("Your turn")
    return words.caption(node)


READER = words.Reader(_caption, lambda: _("Your application is here"))
