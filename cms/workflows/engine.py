"""The engine: the only thing that opens a case and moves it.

Each operation is one transaction: it locks the case, checks, moves, writes the journal and queues the effects, which
run after the commit.
"""

from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone

from cms.accounts.models import User
from cms.workflows import acting, chain, conditions, filling, moves, returns, reviews
from cms.workflows.expertise import counting
from cms.workflows.graph import RETURN, TransitionSpec
from cms.workflows.models import Case, JournalEntry, ProcessVersion
from cms.workflows.refusals import (
    AutomaticLoop,
    CaseMoved,
    CommentMissing,
    ConditionNotMet,
    GridIncomplete,
    NotAllowed,
    OpinionsAwaited,
    OwnFieldsRefused,
    TransitionRefused,
    UnknownTransition,
)
from cms.workflows.subjects import CaseSubject, as_model

__all__ = [
    "AutomaticLoop",
    "CaseMoved",
    "CommentMissing",
    "ConditionNotMet",
    "GridIncomplete",
    "NotAllowed",
    "OpinionsAwaited",
    "OwnFieldsRefused",
    "TransitionRefused",
    "UnknownTransition",
    "available",
    "check_seen",
    "follow",
    "open_case",
    "perform",
]


def open_case(
    subject: CaseSubject, process_version: ProcessVersion, actor: User | None, *, now: datetime | None = None
) -> Case:
    """Open the case of `subject` at the start of the process and follow what is automatic from there.

    Returns the case that the subject already has when there is one: a subject is decided once. `now` is the moment at
    which it happens, by default the present.
    """
    now = now or timezone.now()
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
        moves.enter(case, process_version.graph.start.key, now)
        case.revision = 0
        opened = chain.append(case, JournalEntry.Kind.OPENED, actor, target=case.node, created_at=now)
        moves.give(case, now)
        case.save(update_fields=moves.FIELDS)
        moves.settle(case, moves.follow(case, now), opened)
    return case


def perform(
    case: Case,
    transition_key: str,
    actor: User,
    *,
    comment: str = "",
    seen_revision: int | None = None,
    data: dict[str, Any] | None = None,
    scores: dict[str, int] | None = None,
    filled: dict[str, Any] | None = None,
    now: datetime | None = None,
) -> JournalEntry:
    """Take `case` along one transition and return the journal entry of it.

    `seen_revision` is the revision of the case that the actor had on the screen (by default that of `case`, which is
    brought up to date). `data` goes into the entry: numbers and keys, no personal data. `scores` are the points of the
    step's grid, {key of a criterion: whole number}; `filled` the answers to the process's own questions that the step
    asks, {key: value}. `now` is the moment at which it happens, by default the present. "@" and the key of a step sends
    a case of a review back to it. At a review that needs several opinions the entry may be an opinion, and the case
    stays until enough reviewers chose the same transition. An actor who stands in for an absent person acts for them,
    and the entry says for whom ("for", in its data).

    Raises a `TransitionRefused`: `UnknownTransition`, `NotAllowed`, `CaseMoved`, `CommentMissing`, `GridIncomplete`,
    `OwnFieldsRefused`, `OpinionsAwaited`, `ConditionNotMet`, `AutomaticLoop`. Nothing is written then.
    """
    now = now or timezone.now()
    seen = case.revision if seen_revision is None else seen_revision
    with transaction.atomic():
        locked = Case.objects.select_for_update(of=("self",)).select_related("process_version").get(pk=case.pk)
        comment = comment.strip()
        transition, absent = _allowed(locked, transition_key, actor, seen)
        if transition.comment == "required" and not comment:
            raise CommentMissing(transition)
        if not counting.is_met(locked, transition) and (counted := counting.count(locked)):
            raise OpinionsAwaited(transition, counted.received, counted.wanted)
        facts = dict(data or {}) | ({"for": absent.pk} if absent else {})
        facts |= filling.fill(locked, transition, filled or {})
        given = reviews.checked_scores(locked, transition, scores or {})
        facts |= {"scores": given} if given else {}
        by_grid = conditions.reads_grid(transition, locked.current_node)
        if transition.condition and not by_grid and not conditions.holds(transition.condition, locked.answers()):
            raise ConditionNotMet(transition)
        content = {"comment": comment, "public": transition.comment_public, "data": facts}
        if _waits(locked, transition, reviews.give(locked, transition, actor, comment, given)):
            entry = chain.append(
                locked,
                JournalEntry.Kind.OPINION,
                actor,
                transition=transition.key,
                source=locked.node,
                created_at=now,
                **content,
            )
            locked.save(update_fields=moves.FIELDS)
            made = moves.follow(locked, now)
        else:
            entry = moves.move(locked, transition, actor, now, **content)
            made = [entry, *moves.follow(locked, now)]
        if made:
            moves.settle(locked, made)
    for name in moves.FIELDS:
        setattr(case, name, getattr(locked, name))
    return entry


def follow(case_id: int, now: datetime | None = None) -> None:
    """Follow what has become automatic in an open case since something was written down about it."""
    now = now or timezone.now()
    with transaction.atomic():
        locked = Case.objects.select_for_update(of=("self",)).select_related("process_version").get(pk=case_id)
        if made := moves.follow(locked, now):
            moves.settle(locked, made)


def available(case: Case, user: User) -> list[TransitionSpec]:
    """Return what `user` may do with the case now, conditions included, in the order of the definition.

    A condition on what is given with the action itself (the grid of this review, the questions asked here) is looked at
    when it is done. The ways back from a review come last.
    """
    if not case.is_open:
        return []
    leaving = [transition for transition in case.graph.leaving(case.node) if not transition.automatic]
    wanted = {role.key: role for transition in leaving for role in acting.roles_for(case, transition)}
    wanted |= {role.key: role for role in returns.roles_of(case)}
    mine = acting.acting(user, wanted.values(), case)
    allowed = [one for one in leaving if mine.in_any(acting.roles_for(case, one))]
    judged = [one for one in allowed if one.condition and not conditions.is_of_moment(one, case.current_node)]
    if judged:
        answers = case.answers()
        unmet = [one for one in judged if not conditions.holds(one.condition, answers)]
        allowed = [one for one in allowed if one not in unmet]
    allowed = [one for one in allowed if counting.is_met(case, one)]
    return [*allowed, *(returns.available(case) if mine.in_any(returns.roles_of(case)) else [])]


def check_seen(case: Case, seen: int, actor: User) -> None:
    """Raise CaseMoved, which says who did what, when the case is no longer where `actor` saw it."""
    if case.revision != seen:
        raise CaseMoved(case, _last_move(case), actor)


def _allowed(case: Case, key: str, actor: User, seen: int) -> tuple[TransitionSpec, User | None]:
    """Return the transition and the absent person for whom the actor does it, or raise why it is refused."""
    try:
        transition = returns.at(case, key)
    except KeyError:
        raise UnknownTransition(key) from None
    wanted = acting.roles_for(case, transition)
    mine = acting.acting(actor, wanted, case)
    if transition.automatic or not mine.in_any(wanted):
        raise NotAllowed(transition)
    check_seen(case, seen, actor)
    if case.node != transition.source or not case.is_open:
        raise CaseMoved(case, _last_move(case), actor)
    if key.startswith(RETURN) and transition.target not in returns.targets(case):
        raise NotAllowed(transition)
    return transition, mine.on_behalf_of(wanted)


def _waits(case: Case, transition: TransitionSpec, tally: reviews.Tally | None) -> bool:
    """Return whether a review waits for others before this transition; a condition on its grid is looked at now."""
    if tally is None or not conditions.reads_grid(transition, case.current_node):
        return tally is not None and tally.count < tally.needed
    is_met = conditions.holds(transition.condition, case.answers())
    if not is_met and tally.needed == 1:
        raise ConditionNotMet(transition)
    return not is_met or tally.count < tally.needed


def _last_move(case: Case) -> JournalEntry:
    kinds = [JournalEntry.Kind.OPENED, JournalEntry.Kind.MOVED, JournalEntry.Kind.MIGRATED]
    last = case.journal.filter(kind__in=kinds)
    return last.select_related("actor").order_by("-pk")[0]
