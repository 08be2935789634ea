"""Handing an application over: its owner offers it to somebody, who accepts or declines."""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.mail import EmailMessage
from django.db import transaction
from django.tasks import task
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.accounts.models import User
from cms.applications.models import Application, CoAuthor, Transfer
from cms.applications.people import doors, mailing
from cms.applications.people.coauthors import PeopleRefused, address, lock
from cms.workflows import chain, parts
from cms.workflows.models import Case, JournalEntry


@transaction.atomic
def offer(application: Application, owner: User, email: str) -> Transfer:
    """Offer an application to the person of an address, and write to them. Nothing changes until they accept.

    Raises PermissionDenied (not the owner) and PeopleRefused (no address, one's own, or offered already).
    """
    locked = lock(application, owner)
    email = address(email)
    if email == owner.email.lower():
        raise PeopleRefused(_("You are the owner of this application already."))
    if locked.transfers.current().exists():
        raise PeopleRefused(_("This application is already offered to somebody. Take that offer back first."))
    made = Transfer.objects.create(application=locked, offered_by=owner, email=email)
    send_offer.enqueue(made.pk)
    return made


@transaction.atomic
def cancel(transfer: Transfer, owner: User) -> None:
    """Take an offer back. Raises PermissionDenied and PeopleRefused (answered meanwhile)."""
    application = lock(transfer.application, owner)
    _answer(_offered(application, transfer), Transfer.State.CANCELLED)


@transaction.atomic
def accept(transfer: Transfer, user: User) -> Application:
    """Take an application over; who had it stays as a co-author who writes, until the new owner removes them.

    Raises PermissionDenied (offered to somebody else) and PeopleRefused (taken back, or answered meanwhile).
    """
    application, locked = _for_answer(transfer, user)
    before = application.applicant
    _answer(locked, Transfer.State.ACCEPTED)
    application.applicant = user
    application.save(update_fields=["applicant"])
    application.co_authors.current().filter(email=locked.email).update(ended_at=timezone.now())
    CoAuthor.objects.create(
        application=application, email=before.email.lower(), role=CoAuthor.Role.EDIT, invited_by=user
    )
    if application.case_id:
        case = (
            Case.objects.select_for_update(of=("self",)).select_related("process_version").get(pk=application.case_id)
        )
        data = {"people": "transferred", "transfer": locked.pk, "from": before.pk, "to": user.pk}
        chain.append(case, JournalEntry.Kind.NOTE, user, data=data)
        case.save(update_fields=["journal_head"])
        parts.rewrite(case)
    send_answer.enqueue(locked.pk)
    return application


@transaction.atomic
def decline(transfer: Transfer, user: User) -> None:
    """Say no; the owner is told. Raises PermissionDenied and PeopleRefused."""
    _application, locked = _for_answer(transfer, user)
    _answer(locked, Transfer.State.DECLINED)
    send_answer.enqueue(locked.pk)


@task
def send_offer(transfer_id: int) -> None:
    """Write to somebody that an application is offered to them; nothing when the offer was taken back."""
    transfer = Transfer.objects.current().filter(pk=transfer_id).first()
    if transfer is not None:
        _mail(
            transfer,
            "offer",
            to=mailing.reached(transfer.application, transfer.email),
            subject=_("%(person)s offers you an application") % {"person": transfer.offered_by},
            link=doors.address(doors.TRANSFER, transfer.pk),
        )


@task
def send_answer(transfer_id: int) -> None:
    """Tell who offered an application what the other person answered."""
    transfer = Transfer.objects.get(pk=transfer_id)
    accepted = transfer.state == Transfer.State.ACCEPTED
    _mail(
        transfer,
        "accepted" if accepted else "declined",
        to=transfer.offered_by.email,
        subject=_("Your application was taken over") if accepted else _("Your application was not taken over"),
        link=settings.SITE_URL,
    )


def _for_answer(transfer: Transfer, user: User) -> tuple[Application, Transfer]:
    if transfer.email != user.email.lower() or not user.is_active:
        raise PermissionDenied
    application = (
        Application.objects.select_for_update(of=("self",)).select_related("applicant").get(pk=transfer.application_id)
    )
    if application.is_trial:  # it stays with whoever tries
        raise PermissionDenied
    locked = _offered(application, transfer)
    if locked.offered_by_id != application.applicant_id:  # it changed hands meanwhile
        raise PeopleRefused(_("This offer no longer holds."))
    return application, locked


def _offered(application: Application, transfer: Transfer) -> Transfer:
    locked = application.transfers.current().select_for_update().filter(pk=transfer.pk).first()
    if locked is None:
        raise PeopleRefused(_("This offer no longer holds."))
    return locked


def _answer(transfer: Transfer, state: str) -> None:
    transfer.state = state
    transfer.answered_at = timezone.now()
    transfer.save(update_fields=["state", "answered_at"])


def _mail(transfer: Transfer, name: str, *, to: str, subject: str, link: str) -> None:
    application = transfer.application
    context = {
        "person": str(transfer.offered_by),
        "email": transfer.email,
        "title": application.case_title(),
        "procedure": application.release.settings["title"],
        "link": link,
    }
    host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">")
    EmailMessage(
        subject=subject,
        body=render_to_string(f"applications/applicant/mail/transfer_{name}.txt", context),
        to=[to],
        headers={"Message-ID": f"<transfer-{name}-{transfer.pk}@{host}>"},
    ).send()
