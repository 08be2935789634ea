"""Writes the moves of a locked case: where it stands, its journal, its outbox, its timers. Only the engine calls it."""

from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone

from cms.accounts.models import User
from cms.workflows import assignments, chain, conditions, outbox, parts, signals, timers, workdays
from cms.workflows.expertise import counting
from cms.workflows.graph import TransitionSpec
from cms.workflows.models import Case, Effect, JournalEntry
from cms.workflows.refusals import AutomaticLoop

FIELDS = [
    "node",
    "outcome",
    "revision",
    "entered_at",
    "due_at",
    "closed_at",
    "journal_head",
    "review",
    "internal",
    "is_escalated",
    "stopped_days",
]


def enter(case: Case, node_key: str, now: datetime) -> None:
    """Say, in memory, that the case comes to a step at `now`."""
    node = case.graph.node(node_key)
    if case.current_node.is_with_applicant:
        case.stopped_days += _days(case.entered_at, now)
    case.node = node.key
    case.revision += 1
    case.entered_at = now
    case.due_at = workdays.deadline(now, node.deadline_days) if node.deadline_days else None
    case.is_escalated = False
    if node.kind == "review":
        case.review = {}
    if node.is_end:
        case.outcome = node.outcome or "closed"
        case.closed_at = now


def move(case: Case, transition: TransitionSpec, actor: User | None, now: datetime, **content: Any) -> JournalEntry:
    """Write one move and what it sets off; return its entry."""
    source = case.node
    enter(case, transition.target, now)
    entry = chain.append(
        case,
        JournalEntry.Kind.MOVED,
        actor,
        transition=transition.key,
        source=source,
        target=transition.target,
        created_at=now,
        **content,
    )
    give(case, now)
    case.save(update_fields=FIELDS)
    if transition.effects:
        queue(case, entry, transition.effects)
    return entry


def give(case: Case, now: datetime) -> None:
    """Give the case to a person when the step to which it has come says by which rule."""
    node = case.current_node
    if node.assign:
        assignments.by_rule(case, node.assign, node.assign_among, now)


def queue(case: Case, entry: JournalEntry, effects: Any) -> None:
    """Put effects, as a bundle writes them, into the outbox: they run in order after the commit."""
    Effect.objects.bulk_create(
        Effect(
            case=case,
            entry=entry,
            position=position,
            kind=effect["kind"],
            params={name: value for name, value in effect.items() if name != "kind"},
        )
        for position, effect in enumerate(effects)
    )
    transaction.on_commit(partial(outbox.enqueue, case.pk), robust=True)


def follow(case: Case, now: datetime) -> list[JournalEntry]:
    """Follow automatic transitions as long as one is open; a graph that goes round in circles is refused."""
    moves: list[JournalEntry] = []
    first = case.node
    while case.is_open:
        automatic = [one for one in case.graph.leaving(case.node) if one.automatic and timers.is_over(case, one, now)]
        if not automatic:
            break
        answers = case.answers() if any(transition.condition for transition in automatic) else {}
        met = (one for one in automatic if conditions.holds(one.condition, answers))
        chosen = next((one for one in met if counting.is_met(case, one)), None)
        if chosen is None:
            break
        if len(moves) == len(case.graph.nodes):
            raise AutomaticLoop(case.graph.node(first).label)
        data = {"clock": "delay", "days": chosen.delay_days} if chosen.delay_days else {}
        moves.append(move(case, chosen, None, now, data=data))
    return moves


def settle(case: Case, moves: list[JournalEntry], opened: JournalEntry | None = None) -> None:
    """After the last move: who plays a part now, what the clock will do, and the news for the other rooms."""
    parts.rewrite(case)
    timers.plan(case)
    if opened is not None:
        signals.case_opened.send(Case, case=case, entry=opened)
    for entry in moves:
        signals.case_moved.send(Case, case=case, entry=entry)


def _days(since: datetime, until: datetime) -> int:
    return workdays.between(timezone.localtime(since).date(), timezone.localtime(until).date())
