"""A partner's answer, and its proof."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.applications.commitments import mails, offers, openness
from cms.applications.commitments.links import LinkDead
from cms.applications.models import Application, Commitment
from cms.applications.models.commitment import fingerprint


class OfferChanged(Exception):
    """What the partner read is no longer what the application says; nothing was written."""


def answer(pk: UUID, *, confirms: bool, signatory: str, position: str, seen: str) -> Commitment:
    """Write what a partner answers: it confirms, or declines. It may change its mind until the application is sent.

    `seen` is the fingerprint of what it read. In one transaction, on the locked application: a partner that is removed
    at the same moment either answered before or gets LinkDead. Raises LinkDead and OfferChanged.
    """
    with transaction.atomic():
        application_id = Commitment.objects.values_list("application", flat=True).get(pk=pk)
        application = (
            Application.objects.select_for_update(of=("self",)).with_standing().filter(pk=application_id).first()
        )
        commitment = Commitment.objects.select_for_update(of=("self",)).filter(pk=pk).first()
        if application is None or commitment is None:
            raise LinkDead(_("This link no longer holds: the application no longer names this partner."))
        commitment.application = application
        if commitment.is_expired or not openness.is_open(commitment):
            raise LinkDead(_("This application was sent, or no longer names this partner: no answer is needed now."))
        offer = offers.offer(application, application.release.form.field(commitment.field_key), commitment.name)
        if seen != fingerprint(offer):
            raise OfferChanged
        commitment.answer = Commitment.Answer.CONFIRMED if confirms else Commitment.Answer.DECLINED
        commitment.answered_at = timezone.now()
        commitment.signatory, commitment.position = signatory, position
        commitment.agreed, commitment.agreed_hash = offer, fingerprint(offer)
        commitment.sealed_at = None
        commitment.save()
        mails.tell_applicant.enqueue(str(commitment.pk))
    return commitment
