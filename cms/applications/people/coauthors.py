"""Co-authors: people whom the owner of an application invites to read, comment or write with them."""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.mail import EmailMessage
from django.core.validators import validate_email
from django.db import transaction
from django.tasks import task
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.accounts.models import User
from cms.applications.models import Application, CoAuthor
from cms.applications.people import doors, mailing
from cms.applications.people.access import Right, may
from cms.workflows import chain
from cms.workflows.models import JournalEntry

MOST_PEOPLE = 20
# Invitations that one person may send in a day: enough for a large team, too few to flood strangers.
MOST_A_DAY = 40


class PeopleRefused(Exception):
    """Nothing was done; the message tells the person why and what to do."""


@dataclass(frozen=True, slots=True)
class Place:
    """One person of an application as the page lists them; `name` is empty when there is no account, or no name."""

    place: CoAuthor
    name: str
    # Whether an account of this address has ever signed in.
    has_come: bool


@transaction.atomic
def invite(application: Application, owner: User, email: str, role: str) -> CoAuthor:
    """Give somebody a place by their address, and write to them. The mail leaves if, and only if, the place stands.

    Raises PermissionDenied (not the owner) and PeopleRefused (no address, no such role, already there, too many).
    """
    locked = lock(application, owner)
    email = address(email)
    if role not in CoAuthor.Role.values:
        raise PeopleRefused(_("Choose what this person may do."))
    if email == locked.applicant.email.lower():
        raise PeopleRefused(_("You are the owner of this application already."))
    current = locked.co_authors.current()
    if current.filter(email=email).exists():
        raise PeopleRefused(_("This person is on the list already: change what they may do there."))
    since = timezone.now() - timedelta(days=1)
    if (
        current.count() >= MOST_PEOPLE
        or CoAuthor.objects.filter(invited_by=owner, invited_at__gte=since).count() >= MOST_A_DAY
    ):
        raise PeopleRefused(_("That makes many people. Remove somebody first, or invite the others tomorrow."))
    place = CoAuthor.objects.create(application=locked, email=email, role=role, invited_by=owner)
    note(locked, owner, people="invited", co_author=place.pk, role=role)
    send_invitation.enqueue(place.pk)
    return place


@transaction.atomic
def change_role(place: CoAuthor, owner: User, role: str) -> CoAuthor:
    """Let a co-author do more, or less. Raises PermissionDenied and PeopleRefused."""
    application = lock(place.application, owner)
    if role not in CoAuthor.Role.values:
        raise PeopleRefused(_("Choose what this person may do."))
    locked = _current(application, place)
    if locked.role != role:
        locked.role = role
        locked.save(update_fields=["role"])
        note(application, owner, people="changed", co_author=locked.pk, role=role)
    return locked


@transaction.atomic
def remove(place: CoAuthor, by: User) -> None:
    """End a place: the owner removes anybody, and whoever holds it leaves. Raises PermissionDenied, PeopleRefused."""
    application = Application.objects.select_for_update(of=("self",)).get(pk=place.application_id)
    if place.email != by.email.lower() and not may(by, application, Right.MANAGE):
        raise PermissionDenied
    locked = _current(application, place)
    locked.ended_at = timezone.now()
    locked.save(update_fields=["ended_at"])
    application.presences.filter(user__email__iexact=locked.email).delete()
    note(application, by, people="removed", co_author=locked.pk)


def listed(application: Application) -> list[Place]:
    """The co-authors of an application, in the order in which they were invited."""
    places = list(application.co_authors.current())
    accounts = {one.email.lower(): one for one in User.objects.filter(email__in=[place.email for place in places])}
    found = []
    for place in places:
        account = accounts.get(place.email)
        found.append(Place(place, account.get_full_name() if account else "", bool(account and account.last_login)))
    return found


@task
def send_invitation(co_author_id: int) -> None:
    """Write to somebody that a place waits for them; nothing when it was taken back meanwhile."""
    place = CoAuthor.objects.current().filter(pk=co_author_id).select_related("application__applicant").first()
    if place is None:
        return
    context = {
        "person": str(place.invited_by),
        "title": place.application.case_title(),
        "procedure": place.application.release.settings["title"],
        "role": place.get_role_display(),
        "link": doors.address(doors.INVITATION, place.pk),
    }
    EmailMessage(
        subject=_("%(person)s invites you to an application") % {"person": place.invited_by},
        body=render_to_string("applications/applicant/mail/invitation.txt", context),
        to=[mailing.reached(place.application, place.email)],
        headers={"Message-ID": f"<invitation-{place.pk}@{_host()}>"},
    ).send()


def address(email: str) -> str:
    """An address as it is kept. Raises PeopleRefused when it is none."""
    email = email.strip().lower()
    try:
        validate_email(email)
    except ValidationError:
        raise PeopleRefused(_("Write a whole e-mail address, for example nom@exemple.fr.")) from None
    if len(email) > 254:
        raise PeopleRefused(_("Write a whole e-mail address, for example nom@exemple.fr."))
    return email


def lock(application: Application, owner: User) -> Application:
    """The application, locked. Raises PermissionDenied unless `owner` is its owner."""
    locked = Application.objects.select_for_update(of=("self",)).with_standing().get(pk=application.pk)
    if not may(owner, locked, Right.MANAGE):
        raise PermissionDenied
    return locked


def note(application: Application, actor: User, **data: str | int) -> None:
    """Write in the journal what changed about the people, by numbers and keys; a draft has no journal."""
    if application.case is not None:
        chain.record(application.case, JournalEntry.Kind.NOTE, actor, data=data)


def _current(application: Application, place: CoAuthor) -> CoAuthor:
    locked = application.co_authors.current().select_for_update().filter(pk=place.pk).first()
    if locked is None:
        raise PeopleRefused(_("This person is no longer on the list."))
    return locked


def _host() -> str:
    return settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">")
