"""Messages about an application: between its people and those who handle it, and of its people among themselves."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.tasks import task
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from cms.accounts.models import User
from cms.applications.models import Application, Message, MessageMark
from cms.applications.people import mailing
from cms.applications.people.access import Right, may, may_handle, right_of
from cms.applications.writing import attachments
from cms.forms.errors import FieldError
from cms.forms.spec import Field
from cms.forms.types.base import plain
from cms.workflows import chain
from cms.workflows.models import JournalEntry, Part

LONGEST = 5000
MOST_FILES = 5
# What a message may carry: judged as the answer to such a question would be.
FILES = Field("files", "file", "", options={"maximum": MOST_FILES})


class MessageRefused(Exception):
    """Nothing was sent; the message tells the person what to mend."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One message as a page shows it; `is_new` for a reader who has not had it on screen."""

    message: Message
    is_new: bool
    is_mine: bool


def write(
    application: Application,
    author: User,
    text: str,
    files: Sequence[UploadedFile] = (),
    *,
    internal: bool = False,
    as_agent: bool = False,
) -> Message:
    """Send a message, with its files, in one transaction; the others are written to when that stands.

    `internal`: among the people of the application, which the agents never read. Otherwise to the other side: from the
    people of the application to those who handle it, or back (`as_agent`, for whoever tries a procedure and plays both
    sides). The journal says that there was a message, never what
    it says. Raises PermissionDenied (see `access.right_of` and `access.may_handle`) and MessageRefused (empty, too
    long, a file that is not taken, an application that is not sent yet).
    """
    side = _side(application, author, internal=internal, as_agent=as_agent)
    try:
        text = plain(text, lines=True)
    except FieldError as error:
        raise MessageRefused(error.message) from None
    if not text:
        raise MessageRefused(_("Write your message."))
    if len(text) > LONGEST:
        raise MessageRefused(_("This message is too long: %(most)d characters at most.") % {"most": LONGEST})
    if len(files) > MOST_FILES:
        raise MessageRefused(_("%(most)d files at most with a message.") % {"most": MOST_FILES})
    with attachments.kept_only_if_committed() as stored, transaction.atomic():
        locked = Application.objects.select_for_update(of=("self",)).with_standing().get(pk=application.pk)
        if _side(locked, author, internal=internal, as_agent=as_agent) != side:
            raise PermissionDenied
        message = Message.objects.create(application=locked, author=author, side=side, text=text)
        for uploaded_file in files:
            try:
                attachments.bring(message, FILES, uploaded_file, stored)
            except FieldError as error:
                raise MessageRefused(error.message) from None
        mark_read(locked, author, message.pk)
        if locked.case is not None and side != Message.Side.INTERNAL:
            chain.record(locked.case, JournalEntry.Kind.NOTE, author, data={"message": message.pk, "side": side})
        tell.enqueue(message.pk)
    return message


def readable(application: Application, user: User) -> QuerySet[Message]:
    """The messages of an application that `user` may read: its people all, those who handle it what was exchanged."""
    messages: QuerySet[Message] = application.exchanges.all()
    if may(user, application, Right.VIEW):
        return messages
    return messages.exclude(side=Message.Side.INTERNAL) if may_handle(user, application) else messages.none()


def shown(application: Application, user: User) -> list[Shown]:
    """The messages that `user` may read, oldest first, with what is new to them."""
    last = _last_read(application, user)
    return [
        Shown(one, one.pk > last and one.author_id != user.pk, one.author_id == user.pk)
        for one in readable(application, user).select_related("author").prefetch_related("files")
    ]


def unread(applications: Iterable[Application], user: User) -> dict[object, int]:
    """How many messages `user` has not read in each of the applications on which they have a place; one query."""
    read = MessageMark.objects.filter(application=OuterRef("application"), user=user).values("last_read")
    messages = Message.objects.filter(application__in=[one.pk for one in applications]).exclude(author=user)
    new = messages.annotate(read=Coalesce(Subquery(read), 0)).filter(pk__gt=F("read"))
    return dict(new.order_by().values_list("application").annotate(number=Count("pk")))


def mark_read(application: Application, user: User, last: int) -> None:
    """Note that `user` has had the messages up to number `last` on screen; the mark never goes back."""
    MessageMark.objects.bulk_create(
        [MessageMark(application=application, user=user, last_read=0)], ignore_conflicts=True
    )
    MessageMark.objects.filter(application=application, user=user, last_read__lt=last).update(last_read=last)


@task
def tell(message_id: int) -> None:
    """Write to those whom a message is for, each hidden from the others; nobody reads the message in the mail."""
    message = Message.objects.select_related("application__applicant", "author").get(pk=message_id)
    application = message.application
    to_agents = message.side == Message.Side.APPLICANTS
    if application.is_trial:  # whoever tries plays both sides, and nobody else hears of it
        found = mailing.of_people(application)
    else:
        found = _agents(application) if to_agents else mailing.of_people(application)
        found -= {message.author.email.lower()}
    if not found:
        return
    name = "applications_inbox:case" if to_agents else "applications:messages"
    context = {
        "person": str(message.author) if message.side != Message.Side.AGENTS else "",
        "title": application.case_title(),
        "reference": application.reference,
        "files": message.files.count(),
        "link": settings.SITE_URL + reverse(name, args=[application.pk]),
    }
    host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">")
    addresses = sorted(found)
    EmailMessage(
        subject=_("New message: %(title)s") % {"title": " ".join(application.case_title().split())},
        body=render_to_string("applications/applicant/mail/message.txt", context),
        to=addresses if len(addresses) == 1 else [],
        bcc=addresses if len(addresses) > 1 else [],
        headers={"Message-ID": f"<message-{message.pk}@{host}>"},
    ).send()


def _side(application: Application, author: User, *, internal: bool, as_agent: bool) -> str:
    right = right_of(author, application)
    if internal:
        if right < Right.COMMENT:
            raise PermissionDenied
        return Message.Side.INTERNAL
    if right >= Right.EDIT and not as_agent:
        if application.case is None:
            raise MessageRefused(_("You can write to those who handle the application once it is sent."))
        return Message.Side.APPLICANTS
    if not may_handle(author, application):
        raise PermissionDenied
    return Message.Side.AGENTS


def _agents(application: Application) -> set[str]:
    """Those who get a message of the applicants: whoever has the case by name or has written on it, else the people
    of the groups that the step waits for, else all groups of the process. Never somebody of the application itself.
    """
    case = application.case
    if case is None:
        return set()
    wrote = application.exchanges.filter(side=Message.Side.AGENTS).values("author")
    named = User.objects.filter(Q(pk__in=wrote) | Q(pk__in=case.assignments.values("user")), is_active=True)
    found = {email.lower() for email in named.values_list("email", flat=True)}
    groups = Part.objects.filter(case=case).exclude(group_name="")
    for of in (groups.filter(awaited=True), groups):
        if not found:
            people = User.objects.filter(groups__name__in=of.values("group_name"), is_active=True)
            found = {email.lower() for email in people.values_list("email", flat=True)}
    return found - mailing.of_people(application)


def _last_read(application: Application, user: User) -> int:
    mark = MessageMark.objects.filter(application=application, user=user).first()
    return mark.last_read if mark else 0
