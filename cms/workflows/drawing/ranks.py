"""Which layer each node of a process stands in, from the start downwards."""

from collections.abc import Iterable

from cms.workflows.graph import Graph, TransitionSpec


def pairs_of(graph: Graph) -> dict[tuple[str, str], list[TransitionSpec]]:
    pairs: dict[tuple[str, str], list[TransitionSpec]] = {}
    for one in graph.transitions:
        if graph.has_node(one.source) and graph.has_node(one.target):
            pairs.setdefault((one.source, one.target), []).append(one)
    return pairs


def back_pairs(graph: Graph, pairs: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    """Arrows that close a circle when the graph is walked from its start: drawn upwards."""
    onward: dict[str, list[str]] = {}
    for source, target in pairs:
        onward.setdefault(source, []).append(target)
    starts = [node.key for node in graph.nodes if node.kind == "start"]
    back: set[tuple[str, str]] = set()
    done: set[str] = set()
    for root in [*starts, *(node.key for node in graph.nodes)]:
        walking, waiting = {root}, [(root, iter(onward.get(root, [])))]
        while waiting and root not in done:
            key, targets = waiting[-1]
            target = next(targets, "")
            if not target:
                done.add(key)
                walking.discard(key)
                waiting.pop()
            elif target in walking and target != key:
                back.add((key, target))
            elif target not in done and target != key:
                walking.add(target)
                waiting.append((target, iter(onward.get(target, []))))
    return back


def ranks_of(graph: Graph, pairs: set[tuple[str, str]]) -> dict[str, int]:
    """The layer of each node: one below the lowest of those that lead to it."""
    ranks = {node.key: 0 for node in graph.nodes}
    for _round in graph.nodes:
        moved = False
        for source, target in pairs:
            if source != target and ranks[target] <= ranks[source]:
                ranks[target] = ranks[source] + 1
                moved = True
        if not moved:
            break
    return ranks
