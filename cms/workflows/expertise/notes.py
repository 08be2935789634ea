"""What the journal, the clock and the outbox are told of a request: numbers and words of the code, no personal data."""

from datetime import datetime
from typing import Any

from cms.accounts.models import User
from cms.workflows import chain, moves
from cms.workflows.models import Case, JournalEntry, OpinionRequest, Timer

# Kinds of effects: a mail to the expert, and news to whoever asked. The room that writes mails registers them.
TO_EXPERT = "expert_mail"
TO_ASKER = "expert_news"


def lock(case_id: int) -> Case:
    """The case, locked until the end of the transaction."""
    return Case.objects.select_for_update(of=("self",)).select_related("process_version").get(pk=case_id)


def note(
    case: Case,
    request: OpinionRequest,
    what: str,
    now: datetime,
    *,
    actor: User | None = None,
    mail: str = "",
    **data: Any,
) -> JournalEntry:
    """Write that `what` ("asked", "reminded", "received", "declined", "revoked", "expired") happened to a request.

    `mail`: the kind of effect that tells somebody. The caller has locked the case.
    """
    facts = {"expertise": what, "request": str(request.pk), **data}
    entry = chain.append(case, JournalEntry.Kind.NOTE, actor, source=case.node, data=facts, created_at=now)
    case.save(update_fields=["journal_head"])
    if mail:
        moves.queue(case, entry, [{"kind": mail, "request": str(request.pk), "about": what}])
    return entry


def drop_timers(request: OpinionRequest) -> None:
    """Nothing more is to happen by itself to a request."""
    Timer.objects.waiting().filter(case=request.case_id, name=str(request.pk)).delete()
