"""What of BPMN a process becomes: its elements and flows, before they have a place on the sheet.

A step is a task of the role that acts there; several ways out leave through an exclusive gateway; what an action sets
off is a task of the platform on its way. The start is an event before the first step.
"""

from collections import Counter
from dataclasses import dataclass, field

from cms.workflows import effects
from cms.workflows.bpmn.names import identity
from cms.workflows.graph import Graph, NodeSpec, TransitionSpec

START, TASK, SEND, SERVICE, END = "startEvent", "userTask", "sendTask", "serviceTask", "endEvent"


@dataclass(eq=False)
class Element:
    """A flow node: `node` is the step that it stands for, `transition` the action whose effects it does."""

    id: str
    tag: str
    name: str
    node: NodeSpec | None = None
    transition: TransitionSpec | None = None
    lane: str = ""
    # The gateway behind a step with several ways out; empty when there is one way or none.
    gateway: str = ""

    @property
    def exit(self) -> str:
        """Where what leaves this element begins."""
        return self.gateway or self.id


@dataclass(eq=False)
class Flow:
    """An arrow between two elements; with `transition` on the arrow where a person chooses it."""

    id: str
    source: Element
    target: Element
    transition: TransitionSpec | None = None
    # The timer on the edge of the source from which it leaves, for what happens after a delay.
    timer: str = ""

    @property
    def name(self) -> str:
        return self.transition.label if self.transition else ""


@dataclass
class Plan:
    """A whole process in the words of BPMN. `unlinked` are rows that no drawing can show, each with its place."""

    graph: Graph
    elements: list[Element] = field(default_factory=list)
    flows: list[Flow] = field(default_factory=list)
    lanes: dict[str, list[Element]] = field(default_factory=dict)
    unlinked: dict[str, list[tuple[int, dict[str, object]]]] = field(default_factory=dict)


def plan(graph: Graph) -> Plan:
    """Return the plan of any process, even one with faults."""
    made = Plan(graph)
    steps = _steps(made)
    ways = _ways(made, steps)
    leaving = Counter(one.source for one in ways if not one.delay_days)
    for key, element in steps.items():
        element.gateway = identity("choice", key) if leaving[key] > 1 else ""
    _entry(made, steps)
    for one in ways:
        _way(made, steps, one)
    _give_lanes(made)
    return made


def _steps(made: Plan) -> dict[str, Element]:
    steps: dict[str, Element] = {}
    for position, node in enumerate(made.graph.nodes):
        if node.key in steps:
            made.unlinked.setdefault("nodes", []).append((position, node.to_json()))
            continue
        element = Element(identity("step", node.key), END if node.is_end else TASK, node.label, node)
        steps[node.key] = element
        made.elements.append(element)
    return steps


def _ways(made: Plan, steps: dict[str, Element]) -> list[TransitionSpec]:
    """The actions that an arrow can show: both ends exist, nothing leaves an end, and no other has the key."""
    ways: dict[str, TransitionSpec] = {}
    for position, one in enumerate(made.graph.transitions):
        drawn = one.source in steps and one.target in steps and steps[one.source].tag != END
        if drawn and one.key not in ways:
            ways[one.key] = one
        else:
            made.unlinked.setdefault("transitions", []).append((position, one.to_json()))
    return list(ways.values())


def _entry(made: Plan, steps: dict[str, Element]) -> None:
    starts = [step for step in steps.values() if step.node and step.node.kind == "start"]
    for step in starts:
        event = Element(f"{step.id}.start", START, "")
        made.elements.insert(made.elements.index(step), event)
        made.flows.append(Flow(f"{step.id}.entry", event, step))


def _way(made: Plan, steps: dict[str, Element], one: TransitionSpec) -> None:
    source, target = steps[one.source], steps[one.target]
    timer = identity("delay", one.key) if one.delay_days else ""
    if not one.effects:
        made.flows.append(Flow(identity("action", one.key), source, target, one, timer))
        return
    work = Element(identity("effects", one.key), _work_tag(one), _work_name(one), transition=one)
    made.elements.append(work)
    made.flows.append(Flow(identity("action", one.key), source, work, one, timer))
    made.flows.append(Flow(f"{work.id}.next", work, target))


def _work_tag(one: TransitionSpec) -> str:
    return SEND if all(effect["kind"] == "message" for effect in one.effects) else SERVICE


def _work_name(one: TransitionSpec) -> str:
    """ "Send a message, publish the page": each kind once."""
    kinds = dict.fromkeys(str(effect["kind"]) for effect in one.effects)
    return ", ".join(str(effects.get(kind).label) if effects.is_known(kind) else kind for kind in kinds)


def _give_lanes(made: Plan) -> None:
    """A step stands in the lane of the role that has most to do there; the rest beside what leads to it."""
    known = list(dict.fromkeys(role.key for role in made.graph.roles))
    made.lanes = {key: [] for key in known}
    if not known:
        return
    for element in made.elements:
        if element.node:
            rows = [flow.transition for flow in made.flows if flow.source is element and flow.transition]
            acting = Counter(key for one in rows if not one.automatic for key in one.roles if key in made.lanes)
            element.lane = acting.most_common(1)[0][0] if acting else ""
    for _round in made.elements:
        waiting = [flow for flow in made.flows if flow.source.lane and not flow.target.lane]
        for flow in waiting:
            flow.target.lane = flow.target.lane or flow.source.lane
        backward = [] if waiting else [flow for flow in made.flows if flow.target.lane and not flow.source.lane]
        for flow in backward:
            flow.source.lane = flow.target.lane
        if not waiting and not backward:
            break
    for element in made.elements:
        element.lane = element.lane or known[0]
        made.lanes[element.lane].append(element)
