"""What becomes of commitments when the application leaves: they hold for good, and the journal of the case says so."""

from django.utils import timezone

from cms.accounts.models import User
from cms.applications.commitments import offers
from cms.applications.models import Application, Commitment
from cms.workflows import chain
from cms.workflows.models import JournalEntry


def seal(application: Application, user: User) -> None:
    """Write the commitments into the journal of the case that has just been opened, or given back.

    The journal has their numbers and fingerprints; names and words stay in the commitments, which hold from now on.
    Needs the transaction of the submission.
    """
    counted = [one for one in offers.standings(application) if one.commitment and one.commitment.answer]
    fresh = [one.commitment for one in counted if one.commitment and one.commitment.sealed_at is None]
    if not fresh or application.case is None:
        return
    now = timezone.now()
    facts = [
        {
            "commitment": str(one.pk),
            "kind": one.kind,
            "answer": one.answer,
            "agreed": one.agreed_hash,
            "at": one.answered_at.isoformat() if one.answered_at else "",
        }
        for one in fresh
    ]
    Commitment.objects.filter(pk__in=[one.pk for one in fresh]).update(sealed_at=now)
    chain.record(application.case, JournalEntry.Kind.NOTE, user, data={"commitments": facts})


def sealed(application: Application) -> list[Commitment]:
    """The answers of partners that count, as agents, the receipt and the applicant read them."""
    if not offers.confirming(application.release.form):
        return []
    return list(application.commitments.exclude(sealed_at=None).exclude(answer=Commitment.Answer.NONE))
