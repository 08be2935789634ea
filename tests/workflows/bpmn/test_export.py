"""Processes written as BPMN 2.0: they fit the OMG's schema, have a place for everything, and come back the same."""

import os
from itertools import combinations, pairwise
from pathlib import Path
from time import process_time
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import given
from lxml import etree

from cms.workflows.bpmn.importing import read
from cms.workflows.bpmn.names import BOUNDS, DIAGRAM, DRAWING, MODEL
from cms.workflows.bpmn.writing import export
from cms.workflows.graph import Graph
from tests.workflows.factories import label_process, straight_process
from tests.workflows.strategies import patient, processes

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="session")
def schema() -> etree.XMLSchema:
    """The OMG's own schema, with those of the drawing."""
    where = os.environ.get("PASSERELLE_TEST_BPMN")
    if not where or not Path(where).exists():
        pytest.skip("the OMG's schema of BPMN is not here: scripts/bpmn_schema.py fetches it")
    return etree.XMLSchema(etree.parse(where))


def labelled() -> dict:
    """The process of a label with everything that BPMN has a sign for."""
    process = label_process()
    process["nodes"][0]["instructions"] = "Regardez d’abord le budget,\npuis la carte."
    process["transitions"][0]["effects"] = [{"kind": "ring", "bell": "a"}]
    process["transitions"][3]["condition"] = {"field": "effectif", "operator": "greater_than", "value": 3}
    process["transitions"].append(
        {
            "key": "late",
            "label": "Classer sans suite",
            "source": "completion",
            "target": "withdrawn",
            "automatic": True,
            "delay_days": 20,
            "effects": [{"kind": "message", "message": "trop-tard"}],
        }
    )
    return process


def drawn(process: dict) -> Element:
    return fromstring(export(Graph.from_json(process)))


def rectangles(root: Element) -> dict[str, tuple[float, float, float, float]]:
    found = {}
    for shape in root.iter(f"{{{DIAGRAM}}}BPMNShape"):
        bounds = shape.find(f"{{{BOUNDS}}}Bounds")
        x, y, width, height = (float(bounds.get(side)) for side in ("x", "y", "width", "height"))
        found[shape.get("bpmnElement")] = (x, y, x + width, y + height)
    return found


@pytest.mark.bpmn
@patient
@given(process=processes())
def test_any_process_fits_the_schema_of_the_omg(schema, process):
    document = etree.fromstring(export(Graph.from_json(process)))
    assert schema.validate(document), schema.error_log.last_error


@pytest.mark.bpmn
def test_every_sign_that_we_use_fits_the_schema_of_the_omg(schema):
    document = etree.fromstring(export(Graph.from_json(labelled())))
    assert schema.validate(document), schema.error_log.last_error
    document[0].set("unheard-of", "1")
    assert not schema.validate(document)


@patient
@given(processes())
def test_any_process_comes_back_exactly(process):
    found = read(export(Graph.from_json(process)))
    assert Graph.from_json(found.process) == Graph.from_json(process)
    assert found.remarks == ()


def test_a_process_with_every_sign_comes_back_exactly():
    found = read(export(Graph.from_json(labelled())))
    assert Graph.from_json(found.process) == Graph.from_json(labelled())
    assert found.remarks == ()


def test_rows_that_no_drawing_can_show_come_back_at_their_place():
    process = straight_process({"key": "lost", "label": "Perdue", "source": "task", "target": "nowhere"})
    process["nodes"].insert(1, {"key": "start", "label": "Encore", "kind": "task"})
    assert read(export(Graph.from_json(process))).process == process


def test_everything_has_a_place_in_the_lane_of_its_role_and_nothing_lies_on_another():
    root = drawn(labelled())
    boxes = rectangles(root)
    lanes = {
        lane.get("id"): [one.text for one in lane.iter(f"{{{MODEL}}}flowNodeRef")]
        for lane in root.iter(f"{{{MODEL}}}lane")
    }
    assert {"step_committee", "choice_committee"} <= set(lanes["role_committee.lane"])
    for lane, inside in lanes.items():
        left, top, right, bottom = boxes[lane]
        for mark in inside:
            x, y, right_end, bottom_end = boxes[mark]
            assert left <= x and top <= y and right_end <= right and bottom_end <= bottom, mark
    apart = [mark for inside in lanes.values() for mark in inside if not mark.endswith(".deadline")]
    apart = [mark for mark in apart if not mark.startswith("delay")]
    for one, other in combinations(apart, 2):
        a, b = boxes[one], boxes[other]
        assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1], (one, other)


@patient
@given(processes())
def test_no_arrow_crosses_a_box(process):
    root = drawn(process)
    boxes = rectangles(root)
    steps = {mark: box for mark, box in boxes.items() if mark.startswith(("step_", "effects_", "choice_"))}
    ends = {
        flow.get("id"): {flow.get("sourceRef"), flow.get("targetRef")} for flow in root.iter(f"{{{MODEL}}}sequenceFlow")
    }
    hosts = {one.get("id"): one.get("attachedToRef") for one in root.iter(f"{{{MODEL}}}boundaryEvent")}
    for edge in root.iter(f"{{{DIAGRAM}}}BPMNEdge"):
        points = [(float(one.get("x")), float(one.get("y"))) for one in edge.iter(f"{{{DRAWING}}}waypoint")]
        own = ends[edge.get("bpmnElement")]
        own = own | {hosts.get(mark) for mark in own}
        for (x1, y1), (x2, y2) in pairwise(points):
            assert x1 == x2 or y1 == y2, "at right angles"
            for mark, (left, top, right, bottom) in steps.items():
                if mark in own:
                    continue
                beside = max(x1, x2) <= left or min(x1, x2) >= right or max(y1, y2) <= top or min(y1, y2) >= bottom
                assert beside, (edge.get("bpmnElement"), mark)


def test_a_process_of_sixty_steps_is_written_in_less_than_a_second():
    nodes = [{"key": f"n{index}", "label": f"Étape {index}", "kind": "task"} for index in range(60)]
    nodes[0]["kind"], nodes[59]["kind"] = "start", "end"
    nodes[59]["outcome"] = "accepted"
    rows = [
        {
            "key": f"t{index}",
            "label": f"Action {index}",
            "source": f"n{index * 7 % 59}",
            "target": f"n{index * 11 % 60}",
        }
        for index in range(150)
    ]
    process = straight_process() | {"nodes": nodes, "transitions": [row | {"roles": ["agents"]} for row in rows]}
    begun = process_time()
    export(Graph.from_json(process))
    assert process_time() - begun < 1


def test_what_xml_cannot_hold_is_kept_all_the_same():
    process = straight_process()
    process["nodes"][1]["label"] = "Un\x0bdeux \x1b]0;x\x07"
    process["nodes"][1]["instructions"] = "\x00\ud800 fin"
    assert read(export(Graph.from_json(process))).process == process
