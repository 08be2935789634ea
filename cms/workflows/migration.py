"""Takes a running case from one published version of its process to another, and back.

What is decided stays decided: the journal goes on, effects already in the outbox stay as they were. `preview` writes
nothing. Who may do it is checked by the operation of the room that owns the subjects.
"""

import copy
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.accounts.models import User
from cms.workflows import acting, chain, conditions, moves, timers, workdays
from cms.workflows.engine import check_seen
from cms.workflows.expertise import carrying, counting
from cms.workflows.graph import Graph, NodeSpec
from cms.workflows.models import Case, JournalEntry, Opinion, ProcessVersion
from cms.workflows.refusals import TransitionRefused


class MappingRefused(ValueError):
    """Steps that lead nowhere: `problems` names each, {key of the old step: why}."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        self.problems = dict(problems)
        super().__init__("; ".join(self.problems.values()))


class CannotRestore(TransitionRefused):
    """The case did something since it passed, or is decided."""

    def __init__(self) -> None:
        super().__init__(_("Somebody has given an opinion or the case has gone on since: it stays where it is."))


@dataclass(frozen=True, slots=True)
class Preview:
    """Where one case would go, and what that changes. `acting_*` are the names of the roles that may act."""

    source: NodeSpec
    target: NodeSpec
    opinions_kept: int
    opinions_lost: int
    due_before: datetime | None
    due_after: datetime | None
    acting_before: tuple[str, ...]
    acting_after: tuple[str, ...]
    # The name of the step to which it would go on by itself at once; empty when it stays.
    goes_on_to: str = ""


@dataclass(frozen=True, slots=True)
class Passed:
    """What was done to one case: its entry, how it was before (JSON), and the revision at which it arrived."""

    entry: JournalEntry
    before: dict[str, Any]
    revision: int


def destinations(source: Graph, target: Graph, mapping: Mapping[str, str], steps: Iterable[str]) -> dict[str, str]:
    """Return {old step: new step} for `steps`: as `mapping` says, else the step with the same key.

    Raises `MappingRefused` for a step that goes nowhere, or to an end: only somebody who acts decides a case.
    """
    found, problems = {}, {}
    for key in steps:
        wanted = mapping.get(key) or key
        label = source.node(key).label if source.has_node(key) else key
        if not target.has_node(wanted):
            problems[key] = _("Say where the cases at “%(step)s” go.") % {"step": label}
        elif target.node(wanted).is_end:
            problems[key] = _("The cases at “%(step)s” cannot go to an end: somebody has to decide.") % {"step": label}
        else:
            found[key] = wanted
    if problems:
        raise MappingRefused(problems)
    return found


def preview(case: Case, version: ProcessVersion, node_key: str, now: datetime | None = None) -> Preview:
    """Return what `migrate` would do to `case`; nothing is written."""
    now = now or timezone.now()
    after = _copied(case)
    kept, lost = _sorted_opinions(case, version.graph, node_key)
    _place(after, version, node_key, now)
    return Preview(
        source=case.current_node,
        target=after.current_node,
        opinions_kept=len(kept),
        opinions_lost=len(lost),
        due_before=case.due_at,
        due_after=after.due_at,
        acting_before=_roles(case),
        acting_after=_roles(after),
        goes_on_to=_onward(after, now),
    )


def migrate(
    case: Case,
    version: ProcessVersion,
    node_key: str,
    actor: User | None,
    *,
    seen_revision: int,
    data: dict[str, Any] | None = None,
    now: datetime | None = None,
) -> Passed:
    """Take one open case to a step of `version`, and follow what is automatic there; one transaction.

    A case that stays at a step of the same key keeps the day on which it came there and the opinions that still have
    their action; elsewhere it arrives now. `data`, numbers and keys, goes into the entry. Raises a `TransitionRefused`
    when the case is no longer where it was seen (`CaseMoved`) or would go round in circles.
    """
    now = now or timezone.now()
    with transaction.atomic():
        locked = _locked(case)
        check_seen(locked, seen_revision, actor)  # type: ignore[arg-type]  # the house itself is nobody
        if not locked.is_open:
            raise CannotRestore
        before = _state(locked)
        kept, _lost = _sorted_opinions(locked, version.graph, node_key)
        source, old_version, visit = locked.node, locked.process_version_id, locked.revision
        _place(locked, version, node_key, now)
        Opinion.objects.filter(pk__in=kept).update(visit=locked.revision)
        carrying.carry(locked, [visit], node=source)
        facts = {"from": old_version, "to": version.pk, "lost_opinions": len(_lost), "visit": visit, **(data or {})}
        entry = _write(locked, actor, source, facts, now)
        revision = locked.revision
        moves.settle(locked, moves.follow(locked, now))
    return Passed(entry, before, revision)


def restore(
    case: Case, passed: Passed, actor: User | None, *, data: dict[str, Any] | None = None, now: datetime | None = None
) -> JournalEntry:
    """Take a case back to where it was before `passed`, with its deadline and its opinions; one transaction.

    Raises `CannotRestore` or `CaseMoved` when anything was done with the case since.
    """
    now = now or timezone.now()
    with transaction.atomic():
        locked = _locked(case)
        check_seen(locked, passed.revision, actor)  # type: ignore[arg-type]  # the house itself is nobody
        since = locked.journal.filter(pk__gt=passed.entry.pk, kind=JournalEntry.Kind.OPINION)
        if not locked.is_open or since.exists():
            raise CannotRestore
        source, state = locked.node, passed.before
        facts = {"from": locked.process_version_id, "to": state["version"], "undo": passed.entry.pk, **(data or {})}
        visits = [passed.revision, state["visit"]]
        locked.process_version = ProcessVersion.objects.get(pk=state["version"])
        locked.revision += 1
        locked.node, locked.stopped_days, locked.is_escalated = (
            state["node"],
            state["stopped_days"],
            state["is_escalated"],
        )
        locked.review = state["review"]
        locked.entered_at = datetime.fromisoformat(state["entered_at"])
        locked.due_at = datetime.fromisoformat(state["due_at"]) if state["due_at"] else None
        Opinion.objects.filter(case=locked, visit__in=visits).update(visit=locked.revision)
        carrying.carry(locked, visits, node=state["node"])
        entry = _write(locked, actor, source, facts, now)
        moves.settle(locked, [])
    return entry


def _locked(case: Case) -> Case:
    return Case.objects.select_for_update(of=("self",)).select_related("process_version").get(pk=case.pk)


def _copied(case: Case) -> Case:
    """A case to try things on, which is never saved."""
    made = copy.copy(case)
    made._state = copy.copy(case._state)
    made._state.fields_cache = dict(case._state.fields_cache)
    return made


def _place(case: Case, version: ProcessVersion, node_key: str, now: datetime) -> None:
    """Say, in memory, that the case stands at a step of another version."""
    stays = node_key == case.node
    entered_at = case.entered_at if stays else now
    escalates_to = case.current_node.escalate_to
    if stays:
        case.revision += 1
    else:
        moves.enter(case, case.node, now)
    case.process_version = version
    case.node = node_key
    node = case.current_node
    case.entered_at = entered_at
    case.due_at = workdays.deadline(entered_at, node.deadline_days) if node.deadline_days else None
    case.is_escalated = stays and case.is_escalated and node.escalate_to == escalates_to
    if node.kind == "review" and not stays:
        case.review = {}


def _write(case: Case, actor: User | None, source: str, facts: dict[str, Any], now: datetime) -> JournalEntry:
    kind = JournalEntry.Kind.MIGRATED
    entry = chain.append(case, kind, actor, source=source, target=case.node, data=facts, created_at=now)
    case.save(update_fields=[*moves.FIELDS, "process_version"])
    return entry


def _state(case: Case) -> dict[str, Any]:
    return {
        "version": case.process_version_id,
        "node": case.node,
        "visit": case.revision,
        "entered_at": case.entered_at.isoformat(),
        "due_at": case.due_at.isoformat() if case.due_at else None,
        "stopped_days": case.stopped_days,
        "is_escalated": case.is_escalated,
        "review": case.review,
    }


def _sorted_opinions(case: Case, graph: Graph, node_key: str) -> tuple[list[int], list[int]]:
    """The opinions of this visit: those that still have their action at the same step, and the others."""
    offered = {one.key for one in graph.leaving(node_key)} if node_key == case.node else set()
    if graph.node(node_key).kind != "review":
        offered = set()
    given = Opinion.objects.filter(case=case, visit=case.revision).values_list("pk", "transition")
    kept = [pk for pk, key in given if key in offered]
    return kept, [pk for pk, _key in given if pk not in kept]


def _roles(case: Case) -> tuple[str, ...]:
    waited = acting.waits_for(case)
    return tuple(
        f"{role.label} ({role.group})" if role.group and role.group != role.label else role.label
        for role in case.graph.roles
        if role.key in waited
    )


def _onward(case: Case, now: datetime) -> str:
    for one in case.graph.leaving(case.node):
        is_open = one.automatic and timers.is_over(case, one, now) and counting.is_met(case, one)
        if is_open and conditions.holds(one.condition, case.answers()):
            return case.graph.node(one.target).label
    return ""
