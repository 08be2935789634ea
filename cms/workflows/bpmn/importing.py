"""Reads a BPMN file as a process, and makes it a draft."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from cms.accounts.models import User
from cms.workflows import operations
from cms.workflows.bpmn import reading, source
from cms.workflows.bpmn.names import line
from cms.workflows.bpmn.remarks import Remark, Remarks
from cms.workflows.bpmn.rows import Keys, label, readable
from cms.workflows.bpmn.source import BpmnRefused
from cms.workflows.bpmn.steps import Steps
from cms.workflows.bpmn.ways import Ways
from cms.workflows.errors import misfits
from cms.workflows.models import ProcessDefinition
from cms.workflows.schema import NODE, PROCESS_SCHEMA, TRANSITION

MAX_STEPS = 300


@dataclass(frozen=True, slots=True)
class Reading:
    """A process (a bundle's "process") from a file, and what of the file it does not hold."""

    process: dict[str, Any]
    remarks: tuple[Remark, ...]


def read(data: bytes) -> Reading:
    """Return the process that a BPMN 2.0 file draws. Raises `BpmnRefused` when there is none that can be read.

    What Passerelle wrote comes back as it was; the process may well have faults (`cms.workflows.checks`).
    """
    remarks = Remarks()
    drawing = reading.read(source.parse(data))
    for tag, name in [*drawing.others, *drawing.artifacts]:
        remarks.left_out(tag, name)
    steps = Steps(drawing, remarks)
    if not steps.nodes:
        raise BpmnRefused(_("This file draws no step: there is nothing to import."))
    if len(steps.nodes) > MAX_STEPS:
        raise BpmnRefused(_("This file draws more than %(count)d steps.") % {"count": MAX_STEPS})
    ways = Ways(drawing, steps, remarks)
    process = _whole(drawing, steps, ways)
    if found := misfits(process):
        raise BpmnRefused("\n".join(map(str, found[:10])))
    return Reading(process, tuple(remarks.all()))


def may_import(user: User, definition: ProcessDefinition | None) -> bool:
    """Who may add processes may import a new one; who may change processes may replace the draft of one."""
    return user.has_perm(f"workflows.{'change' if definition else 'add'}_processdefinition")


def save(found: Reading, by: User | None, replaced: ProcessDefinition | None = None) -> ProcessDefinition:
    """Make a new draft of what was read, or the draft of `replaced`; what is published stays as it is.

    `by` is the person who imports; without one the house itself does (commands). A new process whose key is taken
    gets one like it. Raises PermissionDenied.
    """
    if by is not None and not may_import(by, replaced):
        raise PermissionDenied
    with transaction.atomic():
        process = dict(found.process)
        if replaced is not None:
            process["key"] = replaced.key
        else:
            keys = Keys()
            keys.taken = set(ProcessDefinition.objects.values_list("key", flat=True))
            process["key"] = keys.keep(process["key"])
        return operations.load(process, by)


def _whole(drawing: reading.Drawing, steps: Steps, ways: Ways) -> dict[str, Any]:
    written = drawing.own.get("process")
    own: dict[str, Any] = written if isinstance(written, dict) else {}
    name = label(drawing.name or drawing.pool, _("Imported process"))
    process: dict[str, Any] = {"key": Keys().give(name, "process"), "name": name}
    for key in PROCESS_SCHEMA["properties"].keys() - {"name", "roles", "nodes", "transitions"}:
        if key in own and readable({key: own[key]}, _part(key)):
            process[key] = own[key]
    if readable({"name": own.get("name")}, _part("name")) and line(own["name"]) == drawing.name:
        process["name"] = own["name"]
    process |= {"roles": steps.roles, "nodes": steps.nodes, "transitions": ways.rows}
    unlinked = own.get("unlinked")
    for relation, schema in (("nodes", NODE), ("transitions", TRANSITION)):
        rows = unlinked.get(relation) if isinstance(unlinked, dict) else None
        for one in rows if isinstance(rows, list) else []:
            if (
                isinstance(one, list)
                and len(one) == 2
                and isinstance(one[0], int)
                and (row := readable(one[1], schema))
            ):
                process[relation].insert(max(0, min(one[0], len(process[relation]))), row)
    return process


def _pairs(rows: Any) -> list[tuple[int, Any]]:
    """The rows that no drawing can show, each with its place in the process."""
    pairs = [one for one in rows if isinstance(one, list) and len(one) == 2] if isinstance(rows, list) else []
    return [(place, row) for place, row in pairs if isinstance(place, int)]


def _part(name: str) -> dict[str, Any]:
    return {"type": "object", "properties": {name: PROCESS_SCHEMA["properties"][name]}}
