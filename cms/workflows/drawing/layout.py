"""Places a process on a sheet, top to bottom: layers, order, coordinates (Sugiyama’s method, in its simplest form).

Every arrow passes through places of its own between its two nodes, and its label takes the first of them: labels and
boxes never lie on one another, whatever the graph. Arrows that go back up are laid out as if they went down.
"""

from itertools import pairwise

from cms.workflows.drawing.places import (
    CAPTION_LETTERS,
    LETTER,
    LINE,
    MARGIN,
    NODE_WIDTH,
    SMALL_LINE,
    Arrow,
    Place,
    Sheet,
    Texts,
    wrap,
)
from cms.workflows.drawing.ranks import back_pairs, pairs_of, ranks_of
from cms.workflows.graph import Graph, NodeSpec, TransitionSpec

GAP_ACROSS = 22
GAP_DOWN = 26


def lay_out(graph: Graph, texts: Texts) -> Sheet:
    """Return where everything goes; transitions with an unknown end are left out (the outline names them)."""
    layers, places, arrows = _arranged(graph, texts)
    _across(layers)
    height = _down(layers)
    everything = [place for layer in layers for place in layer]
    left = min((place.x - place.width / 2 for place in everything), default=0) - MARGIN
    for place in everything:
        place.x -= left
    width = max((place.x + place.width / 2 for place in everything), default=0) + MARGIN
    return Sheet(width, height, list(places.values()), arrows)


def layers_of(graph: Graph) -> list[list[str]]:
    """Return the keys of the nodes, layer by layer from the start on, each layer in the order that crosses least."""
    layers, _places, _arrows = _arranged(graph, Texts(lambda node: ""))
    return [[place.node.key for place in layer if place.node] for layer in layers[::2]]


def _arranged(graph: Graph, texts: Texts) -> tuple[list[list[Place]], dict[str, Place], list[Arrow]]:
    """The layers in order, before anything has coordinates; every other one holds the labels."""
    pairs = pairs_of(graph)
    back = back_pairs(graph, pairs)
    downward = {pair: pair[::-1] if pair in back else pair for pair in pairs}
    ranks = ranks_of(graph, set(downward.values()))
    places = {node.key: _node_place(node, 2 * ranks[node.key], texts) for node in _unique(graph)}
    arrows = [_arrow(places, pair, downward[pair], rows, texts) for pair, rows in pairs.items()]
    layers = _layers(list(places.values()), arrows)
    _order(layers)
    return layers, places, arrows


def _unique(graph: Graph) -> list[NodeSpec]:
    return list({node.key: node for node in reversed(graph.nodes)}.values())[::-1]


def _node_place(node: NodeSpec, layer: int, texts: Texts) -> Place:
    lines, small, note = wrap(node.label), wrap(texts.caption(node), CAPTION_LETTERS), texts.note(node)
    height = 22 + SMALL_LINE * (len(small) + bool(note)) + LINE * len(lines)
    return Place(NODE_WIDTH, height, layer, lines, small, note, node)


def _arrow(
    places: dict[str, Place],
    pair: tuple[str, str],
    downward: tuple[str, str],
    rows: list[TransitionSpec],
    texts: Texts,
) -> Arrow:
    lines = [line for row in rows for line in texts.lines(row)]
    label = Place(LETTER * max(map(len, lines), default=0) + 14, LINE * len(lines) + 4, 0, lines)
    upper, lower = places[downward[0]], places[downward[1]]
    label.layer = upper.layer + 1
    bends = [Place(14, 0, layer) for layer in range(upper.layer + 2, lower.layer)]
    path = [upper, label, *bends, lower]
    for one, other in pairwise(path):
        one.below.append(other)
        other.above.append(one)
    goes_up = pair != downward
    return Arrow(rows, path[::-1] if goes_up else path, label, goes_up)


def _layers(nodes: list[Place], arrows: list[Arrow]) -> list[list[Place]]:
    everything = [*nodes, *(place for arrow in arrows for place in arrow.path if place.node is None)]
    layers: list[list[Place]] = [[] for _layer in range(max((place.layer for place in everything), default=-1) + 1)]
    for place in everything:
        layers[place.layer].append(place)
    return layers


def _order(layers: list[list[Place]]) -> None:
    """Put each place near the middle of its neighbours, down and up again, so that few arrows cross."""
    position = {id(place): index for layer in layers for index, place in enumerate(layer)}

    def middle(place: Place, neighbours: list[Place]) -> float:
        if not neighbours:
            return position[id(place)]
        return sum(position[id(other)] for other in neighbours) / len(neighbours)

    for sweep in range(8):
        downwards = sweep % 2 == 0
        for layer in layers if downwards else layers[::-1]:
            middles = {id(place): middle(place, place.above if downwards else place.below) for place in layer}
            layer.sort(key=lambda place, middles=middles: middles[id(place)])  # type: ignore[misc]
            position.update({id(place): index for index, place in enumerate(layer)})


def _across(layers: list[list[Place]]) -> None:
    """Give each place the middle of its neighbours, as far as those beside it allow."""
    for layer in layers:
        _spread(layer, [0.0] * len(layer))
    for sweep in range(16):
        for layer in layers if sweep % 2 == 0 else layers[::-1]:
            _spread(layer, [_wish(place) for place in layer])


def _wish(place: Place) -> float:
    """Where a place would like to be; the bends of a long arrow hold together, so that it goes straight."""
    weights = [(other.x, 8 if place.is_bend and other.node is None else 1) for other in (*place.above, *place.below)]
    total = sum(weight for _x, weight in weights)
    return sum(x * weight for x, weight in weights) / total if total else place.x


def _spread(layer: list[Place], wishes: list[float]) -> None:
    """Place a layer in its order as near as possible to `wishes` without overlap (pool adjacent violators)."""
    offset, offsets = 0.0, []
    for index, place in enumerate(layer):
        if index:
            offset += (layer[index - 1].width + place.width) / 2 + GAP_ACROSS
        offsets.append(offset)
    pools: list[tuple[float, int]] = []
    for wish, shift in zip(wishes, offsets, strict=True):
        total, count = wish - shift, 1
        while pools and pools[-1][0] / pools[-1][1] >= total / count:
            more, others = pools.pop()
            total, count = total + more, count + others
        pools.append((total, count))
    starts = [total / count for total, count in pools for _place in range(count)]
    for place, start, shift in zip(layer, starts, offsets, strict=True):
        place.x = start + shift


def _down(layers: list[list[Place]]) -> float:
    top: float = MARGIN
    for layer in layers:
        height = max((place.height for place in layer), default=0)
        for place in layer:
            place.y = top + height / 2
            if place.is_bend:
                # A long arrow goes straight past the boxes beside it.
                place.height = height
        top += height + GAP_DOWN
    return top - GAP_DOWN + MARGIN
