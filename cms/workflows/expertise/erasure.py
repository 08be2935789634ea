"""The data of experts: told to the expert who asks (GDPR, article 15), and erased (article 17).

An expert has no account: who asks is known by the address to which the requests were sent, and the Region's data
protection officer answers with `manage.py expert_data`.
"""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone

from cms.forms import answers
from cms.workflows.expertise import notes
from cms.workflows.models import OpinionRequest


def told(requests: Iterable[OpinionRequest]) -> list[dict[str, Any]]:
    """All that is held of experts in these requests, as JSON with dates."""
    return [
        {
            "id": str(one.pk),
            "name": one.name,
            "email": one.email,
            "organisation": one.organisation,
            "word": one.word,
            "asked_at": one.asked_at,
            "open_until": one.due_at,
            "last_written_to_at": one.sent_at,
            "received_at": one.received_at,
            "declined_at": one.declined_at,
            "revoked_at": one.revoked_at,
            "reason": one.reason,
            "confidential": one.is_confidential,
            "opinion": in_words(one),
        }
        for one in requests
    ]


def in_words(request: OpinionRequest) -> list[dict[str, Any]]:
    """The questions of the form with the expert's answers, as stored and in words."""
    given = request.clean_answers()
    return [
        {"key": field.key, "question": field.label, "answer": given.get(field.key), "text": text}
        for _section, rows in (answers.shown(request.form_version.form, given) if given else [])
        for field, text in rows
    ]


@transaction.atomic
def erase(request: OpinionRequest) -> None:
    """Erase who the expert was and what they wrote; that an opinion was asked and came stays, with its dates.

    The journal holds nothing to erase: it names the request by its number. A link that was open dies.
    """
    notes.lock(request.case_id)
    request = OpinionRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
    request.name = request.email = request.organisation = request.word = request.reason = ""
    request.answers = request.draft = {}
    request.erased_at = timezone.now()
    request.save()
    notes.drop_timers(request)
