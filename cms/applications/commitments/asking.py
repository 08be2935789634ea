"""Asking partners: by the applicant, and again by reminders until they answer."""

from datetime import datetime, timedelta
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.accounts.models import User
from cms.applications.commitments import mails, offers, openness
from cms.applications.models import Application, Commitment
from cms.applications.models.commitment import OPEN_FOR
from cms.applications.signed import throttle

# A partner is written to at most once in this time, however often the button is pressed.
PAUSE = timedelta(hours=1)
REMIND_AFTER = timedelta(days=7)
MOST_REMINDERS = 2
DAY = timedelta(days=1)
MAILS_A_DAY = 100  # that one person may have sent
MAILS_AN_ADDRESS = 10  # that one address may receive in a day, whoever asks


class NobodyToAsk(Exception):
    """No mail was sent; the message says why."""


def ask(application: Application, user: User, place: str = "") -> int:
    """Write to the partners who have not answered, or to one of them, and return how many mails leave.

    `place` is "<field key>.<row>" of one partner; empty: all who were not asked, or have to be asked again. Raises
    PermissionDenied and NobodyToAsk. The mails are rows of the task queue in the same transaction.
    """
    with transaction.atomic():
        locked = Application.objects.select_for_update(of=("self",)).with_standing().get(pk=application.pk)
        if not openness.may_ask(user, locked):
            raise PermissionDenied
        open_keys = {field.key for field in openness.open_fields(locked)}
        found = [one for one in offers.standings(locked) if one.field.key in open_keys and one.may_be_asked]
        if place:
            found = [one for one in found if f"{one.field.key}.{one.place}" == place]
        else:
            found = [one for one in found if one.state in ("unasked", "expired", "changed")]
        if not found:
            raise NobodyToAsk(_("There is nobody to write to: every partner was asked, or is not complete yet."))
        return _write_to(locked, user, found)


def _write_to(application: Application, user: User, found: list[offers.Standing]) -> int:
    now = timezone.now()
    sent = 0
    for one in found:
        last = one.commitment.sent_at if one.commitment else None
        if last and last > now - PAUSE and one.state != "changed":
            continue
        if not throttle.take(f"asked-by:{user.pk}", MAILS_A_DAY, DAY):
            break
        if not throttle.take(f"asked:{one.row['email'].lower()}", MAILS_AN_ADDRESS, DAY):
            continue
        _renew(application, one, now)
        sent += 1
    if not sent:
        raise NobodyToAsk(_("These partners were written to a moment ago. Wait an hour before you write again."))
    return sent


def _renew(application: Application, one: offers.Standing, now: datetime) -> None:
    """The commitment of a partner, asked now; an answer to other words than the present ones is forgotten."""
    kind, name, contact, email = offers.row_of(one.row)
    commitment = one.commitment or Commitment(
        application=application, field_key=one.field.key, kind=kind, name=name, contact=contact, email=email
    )
    if one.state == "changed":
        commitment.answer, commitment.answered_at = Commitment.Answer.NONE, None
        commitment.signatory = commitment.position = commitment.agreed_hash = ""
        commitment.agreed = {}
    commitment.asked_at = commitment.sent_at = now
    commitment.expires_at = now + OPEN_FOR
    commitment.reminders = 0
    commitment.save()
    mails.send_request.enqueue(str(commitment.pk))


def remind(now: datetime | None = None) -> int:
    """Write again to partners who have been silent for a week, twice at most; return how many mails leave."""
    now = now or timezone.now()
    silent = (
        Commitment.objects.alive()
        .unanswered()
        .filter(sent_at__lte=now - REMIND_AFTER, expires_at__gt=now, reminders__lt=MOST_REMINDERS)
    )
    return sum(_remind(pk, now) for pk in silent.order_by("pk").values_list("pk", flat=True))


def _remind(pk: UUID, now: datetime) -> bool:
    with transaction.atomic():
        queryset = Commitment.objects.select_for_update(of=("self",)).alive().unanswered()
        one = queryset.filter(pk=pk, sent_at__lte=now - REMIND_AFTER).select_related("application").first()
        if one is None or not openness.is_open(one):
            return False
        one.reminders += 1
        one.sent_at = now
        one.save(update_fields=["reminders", "sent_at"])
        mails.send_request.enqueue(str(one.pk), again=True)
    return True
