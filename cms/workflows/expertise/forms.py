"""The forms that experts fill in: ordinary form definitions, named by key and pinned by fingerprint.

A process under edition names a form; what is published names the fingerprint of the version that then stood, so that
another version of the form is another version of the process.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from cms.forms import operations
from cms.forms.errors import SpecError
from cms.forms.models import FormDefinition, FormVersion
from cms.forms.spec import Form
from cms.workflows.expertise.settings import Expertise
from cms.workflows.graph import Graph


def fingerprint(spec: Mapping[str, Any]) -> str:
    """SHA-256 of a form in JSON, as 64 hexadecimal digits."""
    text = json.dumps(spec, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def keys(graph: Graph) -> list[str]:
    """The keys of the forms that the steps of a process ask of experts, each once, in order."""
    return sorted({node.expertise["form"] for node in graph.nodes if node.expertise})


def definitions(graph: Graph) -> list[FormDefinition]:
    """Those that exist, as they are published; asks nothing when no step asks experts."""
    wanted = keys(graph)
    return list(FormDefinition.objects.filter(key__in=wanted).order_by("key")) if wanted else []


def unpinned(graph: Graph) -> Graph:
    """The process without the fingerprints: what an editor sets up, and what two platforms share."""
    return _with_editions(graph, {}) if keys(graph) else graph


def pinned(graph: Graph, *, drafts: bool = False) -> Graph:
    """The process with the fingerprint of each form as it is published, or as its editors left it (`drafts`).

    A form that was not published, that is not there or does not hold has none.
    """
    if not keys(graph):
        return graph
    editions: dict[str, str] = {}
    for definition in definitions(graph):
        if not definition.live and not drafts:
            continue
        try:
            said = operations.draft_of(definition) if drafts else definition
            editions[definition.key] = fingerprint(said.spec.to_json())
        except SpecError:
            continue
    return _with_editions(graph, editions)


def version(expertise: Expertise) -> FormVersion | None:
    """The version of the form to which the settings are pinned; None when there is none (any more)."""
    if not expertise.edition:
        return None
    versions = FormVersion.objects.filter(definition__key=expertise.form).order_by("-number")
    return next((one for one in versions if fingerprint(one.spec) == expertise.edition), None)


def publish(graph: Graph, *, only_new: bool = False) -> None:
    """Publish the newest drafts of the forms of a process; with `only_new`, of those that never were.

    Raises `SpecError` when one does not hold.
    """
    for definition in definitions(graph):
        if not only_new or not definition.live:
            operations.publish(definition)


def freeze_drafts(graph: Graph) -> None:
    """Make versions of the forms as their editors left them, without publishing: for a trial."""
    for definition in definitions(graph):
        spec = operations.draft_of(definition).spec.to_json()
        wanted = fingerprint(spec)
        versions = list(FormVersion.objects.filter(definition=definition).order_by("-number"))
        if all(fingerprint(one.spec) != wanted for one in versions):
            number = versions[0].number + 1 if versions else 1
            FormVersion.objects.create(definition=definition, number=number, spec=spec)


def unfit(form: Form) -> list[str]:
    """The labels of the questions that an expert cannot answer: there is no place to keep their files."""
    found = []
    for one in form.fields:
        if any(inner.kind.takes_files for inner in (one, *one.fields)):
            found.append(one.label or one.key)
    return found


def _with_editions(graph: Graph, editions: Mapping[str, str]) -> Graph:
    nodes = []
    for node in graph.nodes:
        if node.expertise is None:
            nodes.append(node)
            continue
        said = {name: value for name, value in node.expertise.items() if name != "edition"}
        edition = editions.get(said["form"])
        order = {"form": said["form"]} | ({"edition": edition} if edition else {})
        nodes.append(replace(node, expertise=order | said))
    return replace(graph, nodes=tuple(nodes))
