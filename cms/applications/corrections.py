"""What an applicant may change, and sending it again when an agent asked for corrections."""

from dataclasses import replace

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.accounts.models import User
from cms.applications.completeness import Incomplete, remaining
from cms.applications.models import Application
from cms.applications.models.application import Submission
from cms.applications.recording import apply
from cms.forms.spec import Field, Section
from cms.workflows import engine
from cms.workflows.engine import TransitionRefused
from cms.workflows.graph import TransitionSpec


class NothingToCorrect(TransitionRefused):
    """The application is no longer with its applicant."""


def may_fill(user: User, application: Application) -> bool:
    """The applicant alone fills an application, and only while it is a draft or an agent asked for corrections."""
    return application.applicant_id == user.pk and (application.is_draft or is_correcting(application))


def is_correcting(application: Application) -> bool:
    """Whether the case waits for its applicant to correct answers."""
    case = application.case
    return case is not None and case.is_open and case.current_node.is_with_applicant


def is_open(application: Application, field: Field) -> bool:
    """Whether the applicant may change this answer now: all of a draft, then only what the step opens."""
    if application.is_draft:
        return True
    case = application.case
    return case is not None and is_correcting(application) and case.current_node.opens(field.key)


def open_part(application: Application, section: Section) -> Section:
    """The section with only the fields that may be changed now."""
    return replace(section, fields=tuple(one for one in section.fields if is_open(application, one)))


def has_open(application: Application, section: Section) -> bool:
    """Whether something in the section may be changed now."""
    return any(one.kind.asks and is_open(application, one) for one in section.fields)


def comment_on(application: Application) -> str:
    """What the agent who sent the application back wrote for its applicant; empty when nothing."""
    case = application.case
    entry = case.journal.filter(target=case.node, public=True).last() if case else None
    return entry.comment if entry else ""


def resubmission(application: Application, user: User) -> TransitionSpec | None:
    """The action that sends the corrected application again: the applicant's first that does not withdraw it."""
    case = application.case
    if case is None or not is_correcting(application) or application.applicant_id != user.pk:
        return None
    ways = [one for one in engine.available(case, user) if case.graph.node(one.target).outcome != "withdrawn"]
    return ways[0] if ways else None


def other_actions(application: Application, user: User) -> list[TransitionSpec]:
    """What else the applicant may do with the case now, such as withdrawing."""
    if application.case is None or application.applicant_id != user.pk:
        return []
    again = resubmission(application, user)
    return [one for one in engine.available(application.case, user) if again is None or one.key != again.key]


def act(application: Application, user: User, key: str, *, comment: str = "", seen_revision: int | None = None) -> None:
    """Do one of `other_actions`. Raises PermissionDenied, and what the engine refuses (`TransitionRefused`)."""
    if application.applicant_id != user.pk or application.case is None:
        raise PermissionDenied
    again = resubmission(application, user)
    if again is not None and again.key == key:  # sending again has its own checks
        raise PermissionDenied
    engine.perform(application.case, key, user, comment=comment, seen_revision=seen_revision)


@transaction.atomic
def resubmit(application: Application, user: User, comment: str = "") -> Application:
    """Send the corrected answers again and give the case back to those who decide.

    In one transaction. Raises PermissionDenied, NothingToCorrect (sent already, or taken back meanwhile), Incomplete,
    and what the engine refuses (`TransitionRefused`).
    """
    locked = Application.objects.select_for_update(of=("self",)).with_standing().get(pk=application.pk)
    if locked.applicant_id != user.pk:
        raise PermissionDenied
    case, way = locked.case, resubmission(locked, user)
    if case is None or way is None:
        raise NothingToCorrect(_("This application has already been sent again: nothing is waiting for you."))
    if problems := remaining(locked):
        raise Incomplete(problems)
    changed = sorted(key for key, value in locked.pending.items() if locked.answers.get(key) != value)
    now = timezone.now()
    apply(locked)
    locked.save()
    number = locked.submissions.count() + 1
    Submission.objects.create(application=locked, number=number, answers=locked.answers, sent_at=now)
    engine.perform(case, way.key, user, comment=comment, data={"changed": changed, "submission": number})
    return locked
