"""Places a planned process on a sheet as modellers draw it: left to right, one lane a role, arrows at right angles.

Columns and the order in them are those of `cms.workflows.drawing.layout`. Between two columns is a channel with upright
tracks of their own for its arrows; a long arrow, or one that goes back, has a level of its own past the boxes. So no
arrow crosses a box and no name lies on another.
"""

from collections import Counter
from dataclasses import dataclass, field

from cms.workflows.bpmn.plan import END, SEND, SERVICE, START, Element, Flow, Plan
from cms.workflows.bpmn.routing import Router
from cms.workflows.drawing.layout import layers_of
from cms.workflows.drawing.places import wrap
from cms.workflows.graph import Graph, NodeSpec, TransitionSpec

TASK, WORK, EVENT, GATEWAY = (140, 80), (140, 60), (36, 36), (50, 50)
BESIDE = 26
AROUND_EVENT = 34
ROW, AIR, FOR_TIMERS, LEVEL, PAD = 110, 30, 40, 36, 16
HEADER, MARGIN = 30, 24
LETTERS, LETTER_LINE, LETTER_WIDTH = 20, 14, 6.6


@dataclass(frozen=True, slots=True)
class Box:
    """A place on the sheet, in pixels, from its upper left corner."""

    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> float:
        return self.y + self.height / 2

    @property
    def right(self) -> float:
        return self.x + self.width


@dataclass
class Placed:
    """Where everything goes: boxes by identity (elements, gateways, timers, lanes, "pool"), points and names of
    arrows by identity, and the boxes of the names that stand outside their element.
    """

    boxes: dict[str, Box] = field(default_factory=dict)
    points: dict[str, list[tuple[float, float]]] = field(default_factory=dict)
    names: dict[str, Box] = field(default_factory=dict)


def place(plan: Plan) -> Placed:
    """Return the places of all elements and flows of `plan`."""
    return _Placing(plan).run()


def size(element: Element) -> tuple[int, int]:
    """Width and height of an element's own box, high enough for its name."""
    if element.tag in (START, END):
        return EVENT
    width, height = WORK if element.tag in (SEND, SERVICE) else TASK
    return width, max(height, 32 + 15 * len(wrap(element.name, 18)))


def timer_of(element: Element) -> str:
    """The identity of the deadline on the edge of a step; empty when it has none."""
    node = element.node
    return f"{element.id}.deadline" if node and node.deadline_days and element.tag != END else ""


class _Placing:
    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.placed = Placed()
        has_timers = any(flow.timer for flow in plan.flows) or any(map(timer_of, plan.elements))
        tallest = max((size(one)[1] for one in plan.elements), default=0)
        self.row = max(ROW, tallest + AIR) + (FOR_TIMERS if has_timers else 0)
        self.column: dict[str, int] = {}
        self.slot: dict[str, int] = {}
        self.lanes = list(plan.lanes) or [""]
        # Rows of each lane, and the flows that need a level of their own below them.
        self.rows: dict[str, int] = dict.fromkeys(self.lanes, 1)

    def run(self) -> Placed:
        self._columns()
        router = Router(self.plan.flows, self.column, self.slot, self.rows)
        tops = self._lanes(router.levels)
        middles = {one.id: tops[one.lane] + PAD + self.row * (self.slot[one.id] + 0.5) for one in self.plan.elements}
        floors = {lane: tops[lane] + PAD + self.row * self.rows[lane] for lane in self.lanes}
        router.set_heights(middles, floors, LEVEL, self._exits(middles), self._label_height)
        left = MARGIN + HEADER * (2 if self.plan.lanes else 1)
        widths = self._widths()
        right = router.set_across(left, widths, LETTERS * LETTER_WIDTH)
        for element in self.plan.elements:
            self._box(element, router.column_left[self.column[element.id]], middles[element.id])
        self._arrows(router)
        self._pool(right + MARGIN, tops)
        return self.placed

    def _columns(self) -> None:
        """Columns from the layout of the same process drawn downwards."""
        nodes = tuple(
            NodeSpec(one.id, one.name, "start" if one.tag == START else "end" if one.tag == END else "task")
            for one in self.plan.elements
        )
        arrows = tuple(TransitionSpec(flow.id, "", flow.source.id, flow.target.id) for flow in self.plan.flows)
        lane_of = {one.id: one.lane for one in self.plan.elements}
        for column, keys in enumerate(layers_of(Graph("sheet", "", (), nodes, arrows))):
            used: Counter[str] = Counter()
            for key in keys:
                lane = lane_of[key]
                self.column[key], self.slot[key] = column, used[lane]
                used[lane] += 1
                self.rows[lane] = max(self.rows[lane], used[lane])

    def _lanes(self, levels: dict[str, int]) -> dict[str, float]:
        tops, top = {}, float(MARGIN)
        for lane in self.lanes:
            tops[lane] = top
            top += 2 * PAD + self.row * self.rows[lane] + LEVEL * levels.get(lane, 0)
        tops["bottom"] = top
        return tops

    def _exits(self, middles: dict[str, float]) -> dict[str, float]:
        """The height at which each flow leaves: below the box for what leaves a timer."""
        exits = {}
        for flow in self.plan.flows:
            below = size(flow.source)[1] / 2 + EVENT[1] / 2 + 6 if flow.timer else 0
            exits[flow.id] = middles[flow.source.id] + below
        return exits

    def _label_height(self, flow: Flow) -> float:
        return LETTER_LINE * len(wrap(flow.name, LETTERS)) if flow.name else 0

    def _widths(self) -> list[float]:
        widths = [0.0] * (max(self.column.values(), default=-1) + 1)
        for one in self.plan.elements:
            width = size(one)[0] + (2 * AROUND_EVENT if one.tag in (START, END) else 0)
            width += BESIDE + GATEWAY[0] if one.gateway else 0
            widths[self.column[one.id]] = max(widths[self.column[one.id]], width)
        return widths

    def _box(self, element: Element, left: float, middle: float) -> None:
        width, height = size(element)
        left += AROUND_EVENT if element.tag in (START, END) else 0
        box = Box(left, middle - height / 2, width, height)
        self.placed.boxes[element.id] = box
        if element.gateway:
            self.placed.boxes[element.gateway] = Box(box.right + BESIDE, middle - GATEWAY[1] / 2, *GATEWAY)
        if element.tag == END:
            lines = len(wrap(element.name, 16))
            self.placed.names[element.id] = Box(box.x + 18 - 52, box.y + 40, 104, LETTER_LINE * lines)
        timers = [flow.timer for flow in self.plan.flows if flow.source is element and flow.timer]
        for index, timer in enumerate(filter(None, [timer_of(element), *timers])):
            spot = Box(box.x + 10 + index * (EVENT[0] + 8), box.y + height - EVENT[1] / 2, *EVENT)
            self.placed.boxes[timer] = spot
            self.placed.names[timer] = Box(spot.x - 6, spot.y + EVENT[1] + 8, 70, LETTER_LINE)

    def _arrows(self, router: Router) -> None:
        for element in self.plan.elements:
            if element.gateway:
                own, gateway = self.placed.boxes[element.id], self.placed.boxes[element.gateway]
                self.placed.points[f"{element.gateway}.before"] = [(own.right, own.middle), (gateway.x, own.middle)]
        for flow in self.plan.flows:
            start, end = self.placed.boxes[flow.timer or flow.source.exit], self.placed.boxes[flow.target.id]
            first = [(start.x + start.width / 2, start.y + start.height)] if flow.timer else []
            begin = (start.x + start.width / 2, router.exits[flow.id]) if flow.timer else (start.right, start.middle)
            points = [*first, begin, *router.bends(flow), (end.x, end.middle)]
            self.placed.points[flow.id] = _straightened(points)
            if flow.name:
                lines = wrap(flow.name, LETTERS)
                height, width = LETTER_LINE * len(lines), max(map(len, lines)) * LETTER_WIDTH + 4
                x, y = router.name_at(flow, width)
                self.placed.names[flow.id] = Box(x, y - height - 3, width, height)

    def _pool(self, right: float, tops: dict[str, float]) -> None:
        self.placed.boxes["pool"] = Box(MARGIN, MARGIN, right - MARGIN, tops["bottom"] - MARGIN)
        for lane, following in zip(self.plan.lanes, [*self.lanes[1:], "bottom"], strict=False):
            top = tops[lane]
            self.placed.boxes[f"lane {lane}"] = Box(
                MARGIN + HEADER, top, right - MARGIN - HEADER, tops[following] - top
            )


def _straightened(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """The points without those that lie on a straight line between their neighbours, or on one another."""
    kept: list[tuple[float, float]] = []
    for point in points:
        if kept and kept[-1] == point:
            continue
        if len(kept) > 1 and (kept[-2][0] == kept[-1][0] == point[0] or kept[-2][1] == kept[-1][1] == point[1]):
            between = sorted([kept[-2], point])
            if between[0] <= kept[-1] <= between[1]:
                kept.pop()
        kept.append(point)
    return kept
