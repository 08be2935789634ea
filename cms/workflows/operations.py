"""Writes process definitions: load from a bundle, dump to one, publish."""

from typing import Any

from django.db import transaction
from django.db.models import Max
from wagtail.models import Revision

from cms.accounts.models import User
from cms.workflows import checks, signals
from cms.workflows.expertise import forms as opinion_forms
from cms.workflows.graph import Graph
from cms.workflows.models import Node, ProcessDefinition, ProcessVersion, Role, Transition


def load(process: dict[str, Any], user: User | None = None) -> ProcessDefinition:
    """Make or change the draft of the process that `process` (a bundle's "process") describes; return the draft.

    Rows keep their identity by key. Nothing is written when nothing changed; what is published stays until `publish`.
    Raises `GraphError` when the JSON is not a process.
    """
    graph = opinion_forms.unpinned(Graph.from_json(process))
    with transaction.atomic():
        definition = ProcessDefinition.objects.filter(key=graph.key).first()
        if definition is None:
            definition = ProcessDefinition(key=graph.key, name=graph.name, live=False)
            _fill(definition, graph)
            definition.save()
        else:
            definition = draft(definition)
            if opinion_forms.unpinned(definition.graph) == graph:
                return definition
            definition.name = graph.name
            _fill(definition, graph)
        definition.save_revision(user=user)
    return definition


def draft(definition: ProcessDefinition) -> ProcessDefinition:
    """Return the definition as its editor last left it, published or not."""
    return definition.get_latest_revision_as_object()


def dump(definition: ProcessDefinition) -> dict[str, Any]:
    """Return the bundle's "process" of the definition as it is in memory."""
    return definition.spec


def publish(definition: ProcessDefinition, user: User | None = None) -> ProcessVersion:
    """Publish the latest draft and return its version: a new one only when something changed.

    Raises `ProcessFaulty`, and publishes nothing, when `checks.faults` has refusals.
    """
    with transaction.atomic():
        locked = ProcessDefinition.objects.select_for_update().get(pk=definition.pk)
        if locked.latest_revision is None:
            locked.save_revision(user=user)
        latest = draft(locked)
        refuse_faults(latest)
        if latest.has_unpublished_changes or not latest.live:
            revision: Revision = latest.latest_revision
            revision.publish(user=user, skip_permission_checks=True)
        return release(ProcessDefinition.objects.get(pk=definition.pk))


def refuse_faults(definition: ProcessDefinition) -> None:
    """Raise `ProcessFaulty` when the definition may not be published."""
    refusals = [fault for fault in checks.faults(definition.graph) if fault.refuses]
    if refusals:
        raise checks.ProcessFaulty(refusals)


def release(definition: ProcessDefinition) -> ProcessVersion:
    """Return the version that equals the published definition, making it when there is none; tell the other rooms.

    A form for experts that was never published is published with it.
    """
    with transaction.atomic():
        ProcessDefinition.objects.select_for_update().get(pk=definition.pk)
        opinion_forms.publish(definition.graph, only_new=True)
        newest = definition.versions.first()
        if newest is not None and newest.graph == definition.graph:
            return newest
        number = (definition.versions.aggregate(last=Max("number"))["last"] or 0) + 1
        version = ProcessVersion.objects.create(definition=definition, number=number, spec=definition.spec)
        signals.process_published.send(ProcessDefinition, version=version)
    return version


def _fill(definition: ProcessDefinition, graph: Graph) -> None:
    """Make the rows of `definition`, in memory, say what `graph` says; rows with a known key are kept."""
    definition.fields = list(graph.fields)
    relations: list[tuple[str, type[Any], tuple[Any, ...]]] = [
        ("roles", Role, graph.roles),
        ("nodes", Node, graph.nodes),
        ("transitions", Transition, graph.transitions),
    ]
    for relation, model, specs in relations:
        known = {row.key: row for row in getattr(definition, relation).all()}
        rows = []
        for position, spec in enumerate(specs):
            row = known.pop(spec.key, None) or model()
            for name in spec.__dataclass_fields__:
                value = getattr(spec, name)
                setattr(row, name, list(value) if isinstance(value, tuple) else value)
            row.sort_order = position
            rows.append(row)
        getattr(definition, relation).set(rows)
