"""The engine: the only thing that opens a case and moves it.

Each operation is one transaction: it locks the case, checks, moves, writes the journal and queues the effects, which
run after the commit.
"""

from functools import partial
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone

from cms.accounts.models import User
from cms.workflows import chain, conditions, outbox, parts, permissions, reviews, roles, signals, workdays
from cms.workflows.graph import TransitionSpec
from cms.workflows.models import Case, Effect, JournalEntry, ProcessVersion
from cms.workflows.refusals import (
    AutomaticLoop,
    CaseMoved,
    CommentMissing,
    ConditionNotMet,
    NotAllowed,
    TransitionRefused,
    UnknownTransition,
)
from cms.workflows.subjects import CaseSubject, as_model

__all__ = [
    "AutomaticLoop",
    "CaseMoved",
    "CommentMissing",
    "ConditionNotMet",
    "NotAllowed",
    "TransitionRefused",
    "UnknownTransition",
    "available",
    "open_case",
    "perform",
]

_MOVED_FIELDS = ["node", "outcome", "revision", "entered_at", "due_at", "closed_at", "journal_head"]


def open_case(subject: CaseSubject, process_version: ProcessVersion, actor: User | None) -> Case:
    """Open the case of `subject` at the start of the process and follow what is automatic from there.

    Returns the case that the subject already has when there is one: a subject is decided once.
    """
    model = as_model(subject)
    kind = ContentType.objects.get_for_model(model, for_concrete_model=False)
    with transaction.atomic():
        case, is_new = Case.objects.get_or_create(
            subject_type=kind,
            subject_id=str(subject.pk),
            defaults={
                "process_version": process_version,
                "node": process_version.graph.start.key,
                "is_trial": bool(getattr(model, "is_trial", False)),
            },
        )
        if not is_new:
            return case
        case.subject = model
        _enter(case, process_version.graph.start.key)
        case.revision = 0
        opened = chain.append(case, JournalEntry.Kind.OPENED, actor, target=case.node)
        case.save(update_fields=_MOVED_FIELDS)
        moves = _follow(case)
        parts.rewrite(case)
        signals.case_opened.send(Case, case=case, entry=opened)
        _announce(case, moves)
    return case


def perform(
    case: Case,
    transition_key: str,
    actor: User,
    *,
    comment: str = "",
    seen_revision: int | None = None,
    data: dict[str, Any] | None = None,
) -> JournalEntry:
    """Take `case` along one transition and return the journal entry of it.

    `seen_revision` is the revision of the case that the actor had on the screen (by default that of `case`, which is
    brought up to date). `data` goes into the entry: numbers and keys, no personal data. At a review that needs several
    opinions the entry may be an opinion, and the case stays until enough reviewers chose the same transition.

    Raises a `TransitionRefused`: `UnknownTransition`, `NotAllowed`, `CaseMoved`, `CommentMissing`, `ConditionNotMet`,
    `AutomaticLoop`. Nothing is written then.
    """
    seen = case.revision if seen_revision is None else seen_revision
    with transaction.atomic():
        locked = Case.objects.select_for_update(of=("self",)).select_related("process_version").get(pk=case.pk)
        comment = comment.strip()
        transition = _checked(locked, transition_key, actor, comment, seen)
        content = {"comment": comment, "public": transition.comment_public, "data": data or {}}
        if reviews.still_open(locked, transition, actor, comment):
            entry = chain.append(
                locked, JournalEntry.Kind.OPINION, actor, transition=transition.key, source=locked.node, **content
            )
            locked.save(update_fields=["journal_head"])
        else:
            entry = _move(locked, transition, actor, **content)
            moves = [entry, *_follow(locked)]
            parts.rewrite(locked)
            _announce(locked, moves)
    for name in _MOVED_FIELDS:
        setattr(case, name, getattr(locked, name))
    return entry


def available(case: Case, user: User) -> list[TransitionSpec]:
    """Return what `user` may do with the case now, conditions included, in the order of the definition."""
    if not case.is_open:
        return []
    graph = case.graph
    leaving = [transition for transition in graph.leaving(case.node) if not transition.automatic]
    wanted = {role.key: role for transition in leaving for role in graph.roles_of(transition)}
    mine = {role.key for role in roles.played(user, wanted.values(), case)}
    allowed = [transition for transition in leaving if mine.intersection(transition.roles)]
    if any(transition.condition for transition in allowed):
        answers = case.answers()
        allowed = [transition for transition in allowed if conditions.holds(transition.condition, answers)]
    return allowed


def check_seen(case: Case, seen: int, actor: User) -> None:
    """Raise CaseMoved, which says who did what, when the case is no longer where `actor` saw it."""
    if case.revision != seen:
        raise CaseMoved(case, _last_move(case), actor)


def _checked(case: Case, key: str, actor: User, comment: str, seen: int) -> TransitionSpec:
    """Return the transition, or raise why it is refused."""
    try:
        transition = case.graph.transition(key)
    except KeyError:
        raise UnknownTransition(key) from None
    if transition.automatic or not permissions.has_role(actor, case, transition):
        raise NotAllowed(transition)
    check_seen(case, seen, actor)
    if case.node != transition.source or not case.is_open:
        raise CaseMoved(case, _last_move(case), actor)
    if transition.comment == "required" and not comment:
        raise CommentMissing(transition)
    if transition.condition and not conditions.holds(transition.condition, case.answers()):
        raise ConditionNotMet(transition)
    return transition


def _last_move(case: Case) -> JournalEntry:
    moves = case.journal.filter(kind__in=[JournalEntry.Kind.OPENED, JournalEntry.Kind.MOVED])
    return moves.select_related("actor").order_by("-pk")[0]


def _move(case: Case, transition: TransitionSpec, actor: User | None, **content: Any) -> JournalEntry:
    """Write one move of a locked case: where it stands, the journal, the outbox."""
    _enter(case, transition.target)
    entry = chain.append(
        case,
        JournalEntry.Kind.MOVED,
        actor,
        transition=transition.key,
        source=transition.source,
        target=transition.target,
        **content,
    )
    case.save(update_fields=_MOVED_FIELDS)
    if transition.effects:
        Effect.objects.bulk_create(
            Effect(
                case=case,
                entry=entry,
                position=position,
                kind=effect["kind"],
                params={name: value for name, value in effect.items() if name != "kind"},
            )
            for position, effect in enumerate(transition.effects)
        )
        transaction.on_commit(partial(outbox.enqueue, case.pk), robust=True)
    return entry


def _enter(case: Case, node_key: str) -> None:
    node = case.graph.node(node_key)
    now = timezone.now()
    case.node = node.key
    case.revision += 1
    case.entered_at = now
    case.due_at = workdays.deadline(now, node.deadline_days) if node.deadline_days else None
    if node.is_end:
        case.outcome = node.outcome or "closed"
        case.closed_at = now


def _follow(case: Case) -> list[JournalEntry]:
    """Follow automatic transitions as long as one is open; a graph that goes round in circles is refused."""
    moves: list[JournalEntry] = []
    first = case.node
    while case.is_open:
        automatic = [transition for transition in case.graph.leaving(case.node) if transition.automatic]
        if not automatic:
            break
        answers = case.answers() if any(transition.condition for transition in automatic) else {}
        chosen = next((one for one in automatic if conditions.holds(one.condition, answers)), None)
        if chosen is None:
            break
        if len(moves) == len(case.graph.nodes):
            raise AutomaticLoop(case.graph.node(first).label)
        moves.append(_move(case, chosen, None))
    return moves


def _announce(case: Case, moves: list[JournalEntry]) -> None:
    for entry in moves:
        signals.case_moved.send(Case, case=case, entry=entry)
