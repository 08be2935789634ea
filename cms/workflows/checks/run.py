"""Runs all checks on a process, in one of its uses or in all of them."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from cms.workflows.checks.branches import branch_faults
from cms.workflows.checks.experts import expert_faults
from cms.workflows.checks.fault import Fault
from cms.workflows.checks.filling import filling_faults
from cms.workflows.checks.loops import loop_faults
from cms.workflows.checks.people import people_faults
from cms.workflows.checks.reading import reading_faults
from cms.workflows.checks.structure import structure_faults
from cms.workflows.checks.study import Study
from cms.workflows.checks.surroundings import Surroundings, surroundings_of
from cms.workflows.checks.telling import telling_faults
from cms.workflows.checks.times import time_faults
from cms.workflows.graph import Graph

_CHECKS: list[Callable[[Study], Iterable[Fault]]] = [
    structure_faults,
    loop_faults,
    reading_faults,
    branch_faults,
    filling_faults,
    telling_faults,
    people_faults,
    time_faults,
    expert_faults,
]


def faults(graph: Graph, around: Surroundings | None = None, **known: Any) -> list[Fault]:
    """Return all that is wrong with `graph`, refusals first, each group in the order of the checks.

    `around` says what is known of its use; `known` are parts of it by name (`fields={"budget"}`, `messages=set()`).
    """
    study = Study(graph, replace(around or Surroundings(), **known))
    return _sorted(fault for check in _CHECKS for fault in check(study))


def faults_of_definition(definition: Any, graph: Graph | None = None) -> list[Fault]:
    """Return all that is wrong with a process definition in any of its uses; each thing once.

    `graph` is the process as it is on the screen, when that is not what the definition has.
    """
    graph = graph or definition.graph
    found = [fault for around in surroundings_of(definition) for fault in faults(graph, around)]
    return _sorted(dict.fromkeys(found))


def _sorted(found: Iterable[Fault]) -> list[Fault]:
    return sorted(found, key=lambda fault: not fault.refuses)
