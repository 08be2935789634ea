"""The graph as values: what it reads, what it refuses and where, and that it comes back the same."""

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

from cms.workflows.errors import GraphError
from cms.workflows.graph import Graph
from cms.workflows.schema import PROCESS_SCHEMA
from tests.workflows.factories import label_process
from tests.workflows.strategies import patient, processes


def test_the_schema_is_a_schema():
    Draft202012Validator.check_schema(PROCESS_SCHEMA)


def test_it_answers_by_key():
    graph = Graph.from_json(label_process())
    assert graph.start.key == "received"
    assert graph.node("committee").quorum == 2
    assert graph.transition("ask").comment_public is True
    assert [one.key for one in graph.leaving("received")] == ["admissible", "ask"]
    assert graph.leaving("labelled") == ()
    with pytest.raises(KeyError):
        graph.node("nowhere")


def test_a_bundle_comes_back_as_it_was_written():
    assert Graph.from_json(label_process()).to_json() == label_process()


@patient
@given(processes())
def test_any_process_comes_back_the_same(process):
    graph = Graph.from_json(process)
    assert Graph.from_json(graph.to_json()) == graph


def broken(change):
    process = label_process()
    change(process)
    with pytest.raises(GraphError) as refusal:
        Graph.from_json(process)
    return [(misfit.path, misfit.message) for misfit in refusal.value.misfits]


def test_each_misfit_says_where_and_why():
    def change(process):
        process["nodes"][2]["kind"] = "parallel"
        del process["transitions"][0]["target"]
        process["roles"][1]["colour"] = "red"
        process["nodes"][0]["deadline_days"] = "ten"
        process["nodes"][1]["key"] = "À compléter"

    misfits = dict(broken(change))
    assert set(misfits) == {
        "nodes[2].kind (committee)",
        "transitions[0] (admissible)",
        "roles[1] (agents)",
        "nodes[0].deadline_days (received)",
        "nodes[1].key (À compléter)",
    }
    assert "parallel" in misfits["nodes[2].kind (committee)"]
    assert "target" in misfits["transitions[0] (admissible)"]
    assert "colour" in misfits["roles[1] (agents)"]


@pytest.mark.parametrize("process", [None, [], "label", 3, {}])
def test_what_is_no_process_at_all_is_refused(process):
    with pytest.raises(GraphError):
        Graph.from_json(process)
