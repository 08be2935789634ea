"""The drawing of a process: whole, legible, quick, and no more than its outline says in words."""

import re
import sys
import xml.etree.ElementTree as ET

import pytest
from django.utils import translation
from hypothesis import given

from cms.workflows import drawing
from cms.workflows.checks import Fault
from cms.workflows.drawing import Marks
from cms.workflows.drawing import words as told
from cms.workflows.drawing.layout import lay_out
from cms.workflows.drawing.places import Place, Texts
from cms.workflows.graph import Graph
from tests.workflows.factories import label_process
from tests.workflows.large import large_process
from tests.workflows.strategies import patient, processes


def words(svg):
    root = ET.fromstring(svg)  # noqa: S314  # our own drawing
    return " ".join(text.text for text in root.iter() if text.text)


def test_every_step_and_every_action_is_drawn():
    drawn = words(drawing.svg(Graph.from_json(label_process())))
    for row in [*label_process()["nodes"], *label_process()["transitions"]]:
        for word in row["label"].split():
            assert word in drawn


def test_it_says_in_words_where_the_case_stands():
    svg = drawing.svg(Graph.from_json(label_process()), Marks(current="committee"))
    assert re.search(r'aria-label="[^"]*Passage en comité', svg)
    assert len(re.findall(r'class="node[^"]*current', svg)) == 1


def test_faults_are_marked_where_they_are():
    faults = [
        Fault("x", "node", "refused", "…"),
        Fault("x", "transition", "ask", "…"),
        Fault("x", "role", "agents", "…"),
    ]
    warned = [*faults, Fault("x", "node", "received", "…", "warning")]
    svg = drawing.svg(Graph.from_json(label_process()), Marks(faults=tuple(warned)))
    assert re.findall(r'class="(\w+) [^"]*faulty"', svg) == ["arrow", "label", "node", "badge"]


def test_text_of_editors_cannot_break_out_of_the_drawing():
    process = label_process() | {"name": '"><script>alert(1)</script>'}
    process["nodes"][0]["label"] = "<b>Reçu</b>"
    svg = drawing.svg(Graph.from_json(process), Marks(current="received"))
    assert "<script" not in svg and "<b>" not in svg
    ET.fromstring(svg)  # noqa: S314


@pytest.mark.parametrize("language", ["fr", "en"])
def test_numbers_are_those_of_svg_in_every_language(language):
    with translation.override(language):
        svg = drawing.svg(Graph.from_json(large_process()))
    assert not re.search(r'="\d+,\d', svg)
    assert not re.search(r'="[\d.]*[\u00a0\u202f]', svg)


def overlap(one: Place, other: Place) -> bool:
    across = abs(one.x - other.x) < (one.width + other.width) / 2 - 0.01
    down = abs(one.y - other.y) < (one.height + other.height) / 2 - 0.01
    return across and down


@patient
@given(processes())
def test_boxes_and_labels_never_lie_on_one_another(process):
    sheet = lay_out(Graph.from_json(process), Texts(told.caption))
    boxes = [*sheet.nodes, *(arrow.label for arrow in sheet.arrows)]
    for index, one in enumerate(boxes):
        assert not any(overlap(one, other) for other in boxes[index + 1 :])
        assert one.x - one.width / 2 >= 0 and one.x + one.width / 2 <= sheet.width
    ET.fromstring(drawing.svg(Graph.from_json(process)))  # noqa: S314


def test_the_outline_says_who_may_and_what_follows():
    stops = {stop.key: stop for stop in drawing.outline(Graph.from_json(label_process()), Marks(current="received"))}
    received = stops["received"]
    assert received.is_current and not stops["committee"].is_current
    assert [(way.label, way.target, way.people) for way in received.ways] == [
        ("Déclarer recevable", "Passage en comité", "Agents"),
        ("Demander un complément", "À compléter", "Agents"),
    ]
    assert "10" in received.kind_label


def test_the_work_of_drawing_a_large_process_is_bounded():
    graph = Graph.from_json(large_process())
    calls = 0

    def note(frame, event, argument):
        nonlocal calls
        calls += event == "call"

    sys.setprofile(note)
    try:
        drawing.svg(graph)
    finally:
        sys.setprofile(None)
    # About a third of a second where it was measured; `make bench` prints the time.
    assert calls < 1_500_000
