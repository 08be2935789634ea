"""Writes a process as a BPMN 2.0 file, with its drawing; all that BPMN cannot say goes into elements of our own.

`passerelle:process`, `passerelle:step` and `passerelle:action` hold the JSON of the bundle (docs/bundle.md), so that
`reading` gives the same process back, whatever a modeller did with the drawing.
"""

from typing import Any
from xml.etree import ElementTree

from django.utils.translation import ngettext

from cms.workflows.bpmn import names
from cms.workflows.bpmn.names import MODEL, OWN, identity, line, pack, text
from cms.workflows.bpmn.placing import Placed, place, timer_of
from cms.workflows.bpmn.plan import TASK, Element, Flow, Plan, plan
from cms.workflows.bpmn.wording import expression
from cms.workflows.graph import Graph

XML = ElementTree.Element


def export(graph: Graph) -> bytes:
    """Return `graph` as a BPMN 2.0 file (UTF-8) that fits the OMG's schema, even when the process has faults."""
    planned = plan(graph)
    placed = place(planned)
    root = ElementTree.Element(
        f"{{{MODEL}}}definitions",
        {"id": "definitions", "targetNamespace": OWN, "exporter": "Passerelle", "exporterVersion": "1"},
    )
    roles = {key: identity("role", key) for key in planned.lanes}
    labels = {role.key: role.label for role in reversed(graph.roles)}
    _collaboration(root, graph)
    _process(root, planned, roles, labels)
    for key, mark in roles.items():
        _add(root, "resource", id=mark, name=line(labels[key]) or key)
    _diagram(root, planned, placed, roles)
    for prefix, uri in names.PREFIXES.items():
        ElementTree.register_namespace(prefix, uri)
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)


def _add(parent: XML, tag: str, content: str | None = None, *, space: str = MODEL, **attributes: str) -> XML:
    child = ElementTree.SubElement(parent, f"{{{space}}}{tag}", attributes)
    child.text = content
    return child


def _own(parent: XML, tag: str, content: Any = None) -> None:
    """Something of ours among the extension elements of `parent`, as JSON."""
    known = parent.find(f"{{{MODEL}}}extensionElements")
    extensions = _add(parent, "extensionElements") if known is None else known
    _add(extensions, tag, None if content is None else pack(content), space=OWN)


def _collaboration(root: XML, graph: Graph) -> None:
    collaboration = _add(root, "collaboration", id="collaboration")
    _add(collaboration, "participant", id="pool", name=line(graph.name) or graph.key, processRef="process")


def _process(root: XML, planned: Plan, roles: dict[str, str], labels: dict[str, str]) -> None:
    graph = planned.graph
    process = _add(root, "process", id="process", name=line(graph.name), isExecutable="false")
    whole = {name: value for name, value in graph.to_json().items() if name not in ("nodes", "transitions")}
    _own(process, "process", whole | ({"unlinked": planned.unlinked} if planned.unlinked else {}))
    if planned.lanes:
        lanes = _add(process, "laneSet", id="lanes")
        for key, elements in planned.lanes.items():
            lane = _add(lanes, "lane", id=f"{roles[key]}.lane", name=line(labels[key]))
            _own(lane, "role", key)
            for element in elements:
                _references(lane, element, planned)
    for element in planned.elements:
        _element(process, element, planned, roles)
    # An action is written where its process has it, and what only joins comes after.
    order = {one.key: place for place, one in reversed(list(enumerate(graph.transitions)))}
    flows = sorted(planned.flows, key=lambda flow: order[flow.transition.key] if flow.transition else len(order))
    for flow in flows:
        _flow(process, flow)


def _references(lane: XML, element: Element, planned: Plan) -> None:
    timers = [flow.timer for flow in planned.flows if flow.source is element]
    for mark in (element.id, element.gateway, timer_of(element), *timers):
        if mark:
            _add(lane, "flowNodeRef", mark)


def _element(process: XML, element: Element, planned: Plan, roles: dict[str, str]) -> None:
    drawn = _add(process, element.tag, id=element.id)
    if element.name:
        drawn.set("name", line(element.name))
    if element.node:
        if instructions := text(element.node.instructions).strip():
            _add(drawn, "documentation", instructions)
        _own(drawn, "step", element.node.to_json())
    elif element.transition:
        _own(drawn, "effects", element.transition.key)
    else:
        _own(drawn, "entry")
    for flow in planned.flows:
        if flow.target is element:
            _add(drawn, "incoming", flow.id)
    if element.gateway:
        _add(drawn, "outgoing", f"{element.gateway}.before")
    else:
        _outgoing(drawn, element, planned)
    if element.tag == TASK and element.node:
        _people(drawn, element, planned, roles)
    if element.gateway:
        gateway = _add(process, "exclusiveGateway", id=element.gateway, gatewayDirection="Diverging")
        _add(gateway, "incoming", f"{element.gateway}.before")
        _outgoing(gateway, element, planned)
        before = {"sourceRef": element.id, "targetRef": element.gateway}
        _add(process, "sequenceFlow", id=f"{element.gateway}.before", **before)
    _timers(process, element, planned)


def _outgoing(drawn: XML, element: Element, planned: Plan) -> None:
    for flow in planned.flows:
        if flow.source is element and not flow.timer:
            _add(drawn, "outgoing", flow.id)


def _people(task: XML, element: Element, planned: Plan, roles: dict[str, str]) -> None:
    """Who may act at a step, and how many must at a review."""
    node = element.node
    if node is None:
        return
    leaving = planned.graph.leaving(node.key)
    for key in dict.fromkeys(key for one in leaving for key in one.roles if key in roles):
        owner = _add(task, "potentialOwner", id=f"{element.id}.{roles[key]}")
        _add(owner, "resourceRef", roles[key])
    if node.kind == "review":
        several = _add(task, "multiInstanceLoopCharacteristics", isSequential="false")
        cardinality = _add(several, "loopCardinality", str(node.quorum))
        cardinality.set(f"{{{names.INSTANCE}}}type", "bpmn:tFormalExpression")


def _timers(process: XML, element: Element, planned: Plan) -> None:
    if timer := timer_of(element):
        days = element.node.deadline_days if element.node else 0
        _timer(process, timer, element, int(days or 0), interrupts=False)
    for flow in planned.flows:
        if flow.source is element and flow.timer and flow.transition:
            event = _timer(process, flow.timer, element, int(flow.transition.delay_days or 0), interrupts=True)
            event.insert(1, ElementTree.Element(f"{{{MODEL}}}outgoing"))
            event[1].text = flow.id


def _timer(process: XML, mark: str, host: Element, days: int, *, interrupts: bool) -> XML:
    name = ngettext("%(count)d working day", "%(count)d working days", days) % {"count": days}
    cancels = "true" if interrupts else "false"
    event = _add(process, "boundaryEvent", id=mark, name=name, attachedToRef=host.id, cancelActivity=cancels)
    _own(event, "timer", days)
    duration = _add(_add(event, "timerEventDefinition"), "timeDuration", f"P{days}D")
    duration.set(f"{{{names.INSTANCE}}}type", "bpmn:tFormalExpression")
    return event


def _flow(process: XML, flow: Flow) -> None:
    source = flow.timer or flow.source.exit
    drawn = _add(process, "sequenceFlow", id=flow.id, sourceRef=source, targetRef=flow.target.id)
    if flow.transition is None:
        return
    drawn.set("name", line(flow.transition.label))
    _own(drawn, "action", flow.transition.to_json())
    if flow.transition.condition:
        condition = _add(drawn, "conditionExpression", text(expression(flow.transition.condition)))
        condition.set(f"{{{names.INSTANCE}}}type", "bpmn:tFormalExpression")


def _diagram(root: XML, planned: Plan, placed: Placed, roles: dict[str, str]) -> None:
    diagram = _add(root, "BPMNDiagram", space=names.DIAGRAM, id="diagram")
    plane = _add(diagram, "BPMNPlane", space=names.DIAGRAM, id="plane", bpmnElement="collaboration")
    _shape(plane, "pool", placed, isHorizontal="true")
    for key, mark in roles.items():
        _shape(plane, f"{mark}.lane", placed, box=f"lane {key}", isHorizontal="true")
    for element in planned.elements:
        _shape(plane, element.id, placed)
        if element.gateway:
            _shape(plane, element.gateway, placed, isMarkerVisible="true")
        timers = [flow.timer for flow in planned.flows if flow.source is element]
        for timer in filter(None, [timer_of(element), *timers]):
            _shape(plane, timer, placed)
    for mark in placed.points:
        _edge(plane, mark, placed)


def _shape(plane: XML, mark: str, placed: Placed, box: str = "", **attributes: str) -> None:
    drawn = _add(plane, "BPMNShape", space=names.DIAGRAM, id=f"{mark}.shape", bpmnElement=mark, **attributes)
    _bounds(drawn, placed.boxes[box or mark])
    if mark in placed.names:
        _bounds(_add(drawn, "BPMNLabel", space=names.DIAGRAM), placed.names[mark])


def _edge(plane: XML, mark: str, placed: Placed) -> None:
    drawn = _add(plane, "BPMNEdge", space=names.DIAGRAM, id=f"{mark}.edge", bpmnElement=mark)
    for x, y in placed.points[mark]:
        _add(drawn, "waypoint", space=names.DRAWING, x=_number(x), y=_number(y))
    if mark in placed.names:
        _bounds(_add(drawn, "BPMNLabel", space=names.DIAGRAM), placed.names[mark])


def _bounds(drawn: XML, box: Any) -> None:
    sides = {"x": box.x, "y": box.y, "width": box.width, "height": box.height}
    _add(drawn, "Bounds", space=names.BOUNDS, **{name: _number(value) for name, value in sides.items()})


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
