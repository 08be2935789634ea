"""What becomes of a page when its case moves, and of a case when its page or its round goes away.

`cms.pages.reviewing.receivers` calls these, inside the transaction of what happened: the page and the case always say
the same.
"""

import logging
from datetime import timedelta
from functools import partial

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import get_active_log_context
from wagtail.models import Page, TaskState

from cms.accounts.models import User
from cms.pages.models import ProcessTaskState
from cms.pages.reviewing import mails, people, rules, suitability
from cms.workflows import engine, parts
from cms.workflows.graph import TransitionSpec
from cms.workflows.models import Case, JournalEntry
from cms.workflows.refusals import TransitionRefused

logger = logging.getLogger(__name__)

# What follows by itself is of the same moment as what somebody did.
_AT_ONCE = timedelta(minutes=1)


def witness(state: ProcessTaskState, entry: JournalEntry) -> None:
    """Before a decision is written: refuse what the rules refuse, and note on which text the first one was taken.

    Raises a `TransitionRefused`, so that nothing of the move is written, by whatever way it was asked for.
    """
    case = entry.case
    chosen = _chosen(case, entry)
    if entry.actor is None:
        if rules.lacks_consent(state, case, chosen):
            raise rules.ConsentMissing
        return
    if not rules.is_decided(case) and state.status == TaskState.STATUS_IN_PROGRESS:
        state.revision_id = state.latest_revision_id or state.revision_id
        state.save(update_fields=["revision"])
    refused = rules.refusal(state, case, chosen, entry.actor, entry.data.get("for"))
    if refused is not None:
        raise refused


def follow(state: ProcessTaskState, case: Case, entry: JournalEntry) -> None:
    """After the last move: finish the round when the case is closed, else write to those who are now waited for."""
    said_by = _said_by(case, entry)
    if case.is_open:
        transaction.on_commit(partial(mails.tell, state.pk, case.node, said_by.pk if said_by else None), robust=True)
        return
    fresh = ProcessTaskState.objects.select_for_update(of=("self",)).get(pk=state.pk)
    if fresh.status != TaskState.STATUS_IN_PROGRESS:
        return
    if case.outcome == "accepted":
        fresh.approve(user=said_by, comment=comments(case))
    elif case.outcome == "refused":
        fresh.reject(user=said_by, comment=comments(case))
    else:
        fresh.workflow_state.cancel(user=said_by)


def close(state: ProcessTaskState, user: User | None) -> None:
    """After a round was cancelled (by its author, a publication, the end of its workflow): withdraw its case.

    The process's own action does it; `user` is who cancelled, when a person did.
    """
    case = state.case
    if case is None or not case.is_open:
        return
    actor = user or people.author(state)
    way = suitability.withdrawal(case.graph, case.current_node)
    if actor is None or way is None:
        logger.warning("case %s stays open: nobody, or no action, withdraws the text of round %s", case.pk, state.pk)
        return
    try:
        engine.perform(case, way.key, actor, comment=state.comment or _("The approval was stopped."))
    except TransitionRefused:
        logger.exception("case %s stays open: round %s was cancelled", case.pk, state.pk)


def vanish(state: ProcessTaskState) -> None:
    """Before a round is deleted with its page or its workflow: withdraw its case, which stays with its journal."""
    if state.status != TaskState.STATUS_IN_PROGRESS:
        return
    user = get_active_log_context().user or people.author(state)
    state.status, state.finished_by, state.finished_at = TaskState.STATUS_CANCELLED, user, timezone.now()
    state.save(update_fields=["status", "finished_by", "finished_at"])
    state.comment = _("The page was deleted.")
    close(state, user)


def moved(page: Page) -> None:
    """After a page was moved: its reviewers, and those of the pages below it, may be others."""
    below = Page.objects.descendant_of(page, inclusive=True)
    numbers = [str(pk) for pk in below.values_list("pk", flat=True)]
    rounds = ProcessTaskState.objects.filter(
        status=TaskState.STATUS_IN_PROGRESS, workflow_state__object_id__in=numbers
    ).select_related("workflow_state__base_content_type")
    for state in rounds:
        if isinstance(state.workflow_state.content_object, Page):
            _find_people_again(state)


def comments(case: Case) -> str:
    """Return what was said for the author to read, step by step: one text, as Wagtail shows it with the decision."""
    said = case.journal.filter(public=True, kind=JournalEntry.Kind.MOVED).exclude(comment="").select_related("actor")
    rows = [(entry, case.graph.node(entry.source).label) for entry in said.order_by("pk")]
    if len(rows) == 1:
        return rows[0][0].comment
    return "\n".join(f"{step} ({entry.actor}) : {entry.comment}" for entry, step in rows)


def _chosen(case: Case, entry: JournalEntry) -> TransitionSpec:
    """The action of an entry; sending back to an earlier step is one that no process has to write."""
    found = next((one for one in case.graph.transitions if one.key == entry.transition), None)
    return found or TransitionSpec(entry.transition, entry.transition, entry.source, entry.target)


def _said_by(case: Case, entry: JournalEntry) -> User | None:
    """Who set off the last move: its actor, or whoever acted just before what followed by itself."""
    if entry.actor is not None:
        return entry.actor
    before = case.journal.filter(pk__lt=entry.pk).exclude(actor=None).order_by("-pk").first()
    is_of_this_moment = before is not None and entry.created_at - before.created_at < _AT_ONCE
    return before.actor if before is not None and is_of_this_moment else None


def _find_people_again(state: ProcessTaskState) -> None:
    case = state.case
    if case is None:
        return
    with transaction.atomic():
        parts.rewrite(Case.objects.select_for_update(of=("self",)).select_related("process_version").get(pk=case.pk))
