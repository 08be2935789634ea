"""What a BPMN file draws, whatever modeller made it: spots, arrows, lanes, and what of it means nothing here."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element

from cms.workflows.bpmn.names import MODEL, OWN

IGNORED = {"extensionElements", "documentation", "laneSet", "sequenceFlow", "ioSpecification", "property"}
IGNORED |= {"auditing", "monitoring", "supportedInterfaceRef", "correlationSubscription", "resourceRole"}
IGNORED |= {"performer", "humanPerformer", "potentialOwner", "supports"}
ARTIFACTS = {"dataObject", "dataObjectReference", "dataStoreReference", "textAnnotation", "group", "association"}


@dataclass(eq=False)
class Spot:
    """A flow node; `own` is what Passerelle wrote into it, by tag, when it did."""

    id: str
    tag: str
    name: str
    element: Element
    own: dict[str, Any] = field(default_factory=dict)
    lane: str = ""
    documentation: str = ""
    host: str = ""
    # The definitions of an event: "timerEventDefinition", …
    events: tuple[str, ...] = ()
    duration: str = ""


@dataclass(eq=False)
class Arrow:
    """A sequence flow between two spots; `position` is its place in the file."""

    id: str
    source: str
    target: str
    name: str
    position: int
    condition: str = ""
    own: dict[str, Any] = field(default_factory=dict)


@dataclass(eq=False)
class Lane:
    """A lane without lanes inside; `role` is the key that Passerelle wrote into it."""

    id: str
    name: str
    role: str = ""


@dataclass
class Drawing:
    """One process of a file. `artifacts` and `others` (whole processes and pools) mean nothing here: (tag, name)."""

    name: str
    own: dict[str, Any]
    spots: dict[str, Spot] = field(default_factory=dict)
    arrows: list[Arrow] = field(default_factory=list)
    lanes: list[Lane] = field(default_factory=list)
    artifacts: list[tuple[str, str]] = field(default_factory=list)
    others: list[tuple[str, str]] = field(default_factory=list)
    resources: dict[str, str] = field(default_factory=dict)
    pool: str = ""


def read(root: Element) -> Drawing:
    """Return what `root` (of `source.parse`) draws: its largest process, or the one that Passerelle wrote."""
    processes = list(_children(root, "process"))
    if not processes:
        return Drawing("", {})
    chosen = max(processes, key=lambda one: (bool(owns(one)), sum(1 for _flow in _children(one, "sequenceFlow"))))
    drawing = Drawing(_name(chosen), owns(chosen))
    drawing.resources = {one.get("id", ""): _name(one) for one in _children(root, "resource")}
    _pools(root, chosen, drawing)
    drawing.others += [("process", _name(one) or one.get("id", "")) for one in processes if one is not chosen]
    lane_of = dict(_lanes(chosen, drawing))
    for position, element in enumerate(chosen):
        tag = tag_of(element)
        if tag == "sequenceFlow":
            drawing.arrows.append(_arrow(element, position))
        elif tag in ARTIFACTS:
            if tag != "association":
                drawing.artifacts.append((tag, _name(element) or _text(element, "text")))
        elif tag and tag not in IGNORED:
            spot = _spot(element)
            spot.lane = lane_of.get(spot.id, "")
            drawing.spots.setdefault(spot.id, spot)
    return drawing


def tag_of(element: Element) -> str:
    """The name of an element of the OMG's model; empty for one of another's."""
    space, _brace, name = element.tag.rpartition("}")
    return name if space == f"{{{MODEL}" else ""


def owns(element: Element) -> dict[str, Any]:
    """What Passerelle wrote into an element: {tag: value}; what cannot be read any more is left out."""
    found: dict[str, Any] = {}
    for child in element.iterfind(f"{{{MODEL}}}extensionElements/*"):
        space, _brace, name = child.tag.rpartition("}")
        if space == f"{{{OWN}":
            try:
                found[name] = json.loads(child.text) if child.text and child.text.strip() else None
            except (ValueError, RecursionError):
                continue
    return found


def _children(element: Element, tag: str) -> Iterator[Element]:
    return element.iterfind(f"{{{MODEL}}}{tag}")


def _name(element: Element) -> str:
    return " ".join((element.get("name") or "").split())


def _text(element: Element, tag: str) -> str:
    return "\n".join(("".join(one.itertext())).strip() for one in _children(element, tag)).strip()


def _pools(root: Element, chosen: Element, drawing: Drawing) -> None:
    for collaboration in _children(root, "collaboration"):
        for one in _children(collaboration, "participant"):
            if (one.get("processRef") or "").rpartition(":")[2] == chosen.get("id"):
                drawing.pool = _name(one)
            elif not one.get("processRef"):
                drawing.others.append(("participant", _name(one)))
        drawing.others += [("messageFlow", _name(one)) for one in _children(collaboration, "messageFlow")]


def _lanes(process: Element, drawing: Drawing) -> Iterator[tuple[str, str]]:
    """Note the innermost lanes, and yield each spot's identity with that of its lane."""
    waiting = [lane for lanes in _children(process, "laneSet") for lane in _children(lanes, "lane")]
    while waiting:
        lane = waiting.pop(0)
        inner = [one for lanes in _children(lane, "childLaneSet") for one in _children(lanes, "lane")]
        role = owns(lane).get("role")
        if inner:
            waiting = inner + waiting
        else:
            mark = lane.get("id", "") or f"lane {len(drawing.lanes)}"
            drawing.lanes.append(Lane(mark, _name(lane), role if isinstance(role, str) else ""))
            for reference in _children(lane, "flowNodeRef"):
                yield (reference.text or "").strip(), mark


def _spot(element: Element) -> Spot:
    events = [child for child in element if tag_of(child).endswith("EventDefinition")]
    timers = [one for event in events for one in event if tag_of(one) == "timeDuration"]
    return Spot(
        id=element.get("id", ""),
        tag=tag_of(element),
        name=_name(element),
        element=element,
        own=owns(element),
        documentation=_text(element, "documentation"),
        host=element.get("attachedToRef", ""),
        events=tuple(tag_of(event) for event in events),
        duration=(timers[0].text or "").strip() if timers else "",
    )


def _arrow(element: Element, position: int) -> Arrow:
    return Arrow(
        id=element.get("id", ""),
        source=element.get("sourceRef", ""),
        target=element.get("targetRef", ""),
        name=_name(element),
        position=position,
        condition=_text(element, "conditionExpression"),
        own=owns(element),
    )
