"""The forms that a process asks of experts, as a bundle carries them: beside its own form, by key."""

from collections.abc import Iterable
from typing import Any

from cms.forms import operations as forms
from cms.forms.spec import Form
from cms.workflows.expertise import forms as expertise
from cms.workflows.graph import Graph

PART = "opinion_forms"


def with_drafts(data: dict[str, Any]) -> dict[str, Any]:
    """The bundle with the forms of its process as their editors last left them; without fingerprints in the process."""
    graph = Graph.from_json(data["process"])
    found = [forms.dump(forms.draft_of(one)) for one in expertise.definitions(graph)]
    return _with(data, graph, found)


def with_pinned(data: dict[str, Any]) -> dict[str, Any]:
    """The bundle with the versions of the forms to which its process is pinned."""
    graph = Graph.from_json(data["process"])
    asked = {one.form: one for node in graph.nodes if (one := node.experts)}
    versions = [expertise.version(asked[key]) for key in sorted(asked)]
    return _with(data, graph, [one.spec for one in versions if one])


def canonical(data: dict[str, Any]) -> dict[str, Any]:
    """The part of a bundle as `with_drafts` would write it: defaults filled in, by key; nothing when there is none."""
    rows = [Form.from_json(row).to_json() for row in data.get(PART, [])]
    return {PART: sorted(rows, key=lambda row: str(row["key"]))} if rows else {}


def plain(process: dict[str, Any]) -> dict[str, Any]:
    """A process in JSON without the fingerprints that a publication wrote."""
    return expertise.unpinned(Graph.from_json(process)).to_json()


def load(data: dict[str, Any]) -> None:
    """Make the forms of a bundle, or their drafts what it says; nothing is published."""
    for row in data.get(PART, []):
        forms.load(row)


def read(data: dict[str, Any]) -> dict[str, Form]:
    """The forms of a bundle by key."""
    return {row["key"]: Form.from_json(row) for row in data.get(PART, [])}


def _with(data: dict[str, Any], graph: Graph, found: Iterable[dict[str, Any]]) -> dict[str, Any]:
    rows = list(found)
    said = data | {"process": expertise.unpinned(graph).to_json()}
    return said | ({PART: rows} if rows else {})
