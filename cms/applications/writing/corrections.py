"""What an applicant may change, and sending it again when an agent asked for corrections."""

from collections.abc import Iterable
from dataclasses import replace

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.accounts.models import User
from cms.applications.commitments import sealing
from cms.applications.models import Application
from cms.applications.models.application import Submission
from cms.applications.people.access import Right, may, may_handle
from cms.applications.writing.completeness import Incomplete, remaining
from cms.applications.writing.recording import apply
from cms.forms import answers
from cms.forms.spec import Field, Section
from cms.workflows import engine
from cms.workflows.graph import TransitionSpec
from cms.workflows.models import Case, JournalEntry
from cms.workflows.refusals import CommentMissing, TransitionRefused, UnknownTransition


class NothingToCorrect(TransitionRefused):
    """The application is no longer with its applicant."""


class FieldsMissing(TransitionRefused):
    """An agent asks for a correction and does not say of what, or names what this step does not open."""


def may_fill(user: User, application: Application) -> bool:
    """Whoever may edit fills an application, and only while it is a draft or an agent asked for corrections."""
    return may(user, application, Right.EDIT) and (application.is_draft or is_correcting(application))


def is_correcting(application: Application) -> bool:
    """Whether the case waits for its applicant to correct answers."""
    case = application.case
    return case is not None and case.is_open and case.current_node.is_with_applicant


def asked_fields(application: Application) -> frozenset[str]:
    """The fields that the agent named, or all that the step opens when none was; empty when nothing is asked.

    Read once for each state of the case: pages ask it for every field.
    """
    case = application.case
    if case is None or not is_correcting(application):
        return frozenset()
    known: tuple[int, frozenset[str]] | None = getattr(application, "_asked", None)
    if known is None or known[0] != case.revision:
        node = case.current_node
        entry = case.journal.filter(kind=JournalEntry.Kind.MOVED, target=case.node).last()
        named = entry.data.get("fields") if entry else None
        form = application.release.form
        opened = frozenset(key for key in form.keys if node.opens(key) and (named is None or key in named))
        known = (case.revision, opened)
        application._asked = known  # type: ignore[attr-defined]  # kept beside the row, never saved
    return known[1]


def is_open(application: Application, field: Field) -> bool:
    """Whether this answer may be changed now: all of a draft, then only what is asked.

    A question that was not asked when the application was sent opens too: a correction may call for its answer.
    """
    if application.is_draft:
        return True
    if not is_correcting(application):
        return False
    return field.key in asked_fields(application) or field.key not in _sent_keys(application)


def open_part(application: Application, section: Section) -> Section:
    """The section with only the fields that may be changed now."""
    return replace(section, fields=tuple(one for one in section.fields if is_open(application, one)))


def has_open(application: Application, section: Section) -> bool:
    """Whether something that the section now asks may be changed."""
    opened = [one for one in section.fields if one.kind.asks and is_open(application, one)]
    if application.is_draft or not opened:
        return bool(opened)
    shown = answers.visible(application.release.form, application.working_answers)
    return any(one.key in shown for one in opened)


def comment_on(application: Application) -> str:
    """What the agent who sent the application back wrote for its applicant; empty when nothing."""
    case = application.case
    entry = case.journal.filter(target=case.node, public=True).last() if case else None
    return entry.comment if entry else ""


def choices(application: Application, transition: TransitionSpec) -> list[tuple[Section, list[Field]]]:
    """The fields of which an agent may ask a correction by `transition`, by section; empty when it asks for none."""
    case = application.case
    if case is None:
        return []
    node = case.graph.node(transition.target)
    if not node.is_with_applicant:
        return []
    form = application.release.form
    shown = answers.visible(form, application.answers)
    found = []
    for section in form.sections:
        fields = [one for one in section.fields if one.kind.asks and one.key in shown and node.opens(one.key)]
        if fields:
            found.append((section, fields))
    return found


def ask(
    application: Application,
    agent: User,
    transition_key: str,
    fields: Iterable[str],
    *,
    comment: str = "",
    seen_revision: int | None = None,
) -> JournalEntry:
    """Send an application back to its applicant, for a reason and for the named fields only; return the entry of it.

    The keys of the fields go into the journal, and only these open. Raises PermissionDenied (does not handle it),
    FieldsMissing (none, or one that the step does not open), and what the engine refuses (`TransitionRefused`).
    """
    case = application.case
    if case is None or not may_handle(agent, application):
        raise PermissionDenied
    try:
        transition = case.graph.transition(transition_key)
    except KeyError:
        raise UnknownTransition(transition_key) from None
    allowed = [one.key for _section, rows in choices(application, transition) for one in rows]
    wanted = set(fields)
    if allowed and (not wanted or not wanted <= set(allowed)):
        raise FieldsMissing(_("Tick the answers that the applicant has to correct."))
    if transition.comment != "none" and not comment.strip():
        raise CommentMissing(transition)
    data = {"fields": [key for key in allowed if key in wanted]} if allowed else None
    return engine.perform(case, transition_key, agent, comment=comment, seen_revision=seen_revision, data=data)


def resubmission(application: Application, user: User) -> TransitionSpec | None:
    """The action that sends the corrected application again: the owner's first that does not withdraw it."""
    case = application.case
    if case is None or not is_correcting(application) or not may(user, application, Right.MANAGE):
        return None
    ways = [one for one in engine.available(case, user) if case.graph.node(one.target).outcome != "withdrawn"]
    return ways[0] if ways else None


def other_actions(application: Application, user: User) -> list[TransitionSpec]:
    """What else the owner may do with the case now, such as withdrawing."""
    if application.case is None or not may(user, application, Right.MANAGE):
        return []
    again = resubmission(application, user)
    return [one for one in engine.available(application.case, user) if again is None or one.key != again.key]


def act(application: Application, user: User, key: str, *, comment: str = "", seen_revision: int | None = None) -> None:
    """Do one of `other_actions`. Raises PermissionDenied, and what the engine refuses (`TransitionRefused`)."""
    if application.case is None or not may(user, application, Right.MANAGE):
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
    if not may(user, locked, Right.MANAGE):
        raise PermissionDenied
    case, way = locked.case, resubmission(locked, user)
    if case is None or way is None:
        raise NothingToCorrect(_("This application has already been sent again: nothing is waiting for you."))
    if problems := remaining(locked):
        raise Incomplete(problems)
    asked = sorted(asked_fields(locked))
    before = locked.answers
    now = timezone.now()
    apply(locked)
    locked.save()
    changed = sorted(key for key in {*before, *locked.answers} if before.get(key) != locked.answers.get(key))
    number = locked.submissions.count() + 1
    Submission.objects.create(application=locked, number=number, answers=locked.answers, sent_at=now)
    data = {"changed": changed, "submission": number} | _named(case, asked)
    engine.perform(case, way.key, user, comment=comment, data=data)
    sealing.seal(locked, user)
    return locked


def _named(case: Case, asked: list[str]) -> dict[str, list[str]]:
    """What was asked, for whoever compares, when an agent named it."""
    entry = case.journal.filter(kind=JournalEntry.Kind.MOVED, target=case.node).last()
    return {"asked": asked} if entry and "fields" in entry.data else {}


def _sent_keys(application: Application) -> frozenset[str]:
    """The keys of what was asked when the application was last sent."""
    known: tuple[int, frozenset[str]] | None = getattr(application, "_sent", None)
    if known is None or known[0] != application.revision:
        known = (application.revision, frozenset(answers.visible(application.release.form, application.answers)))
        application._sent = known  # type: ignore[attr-defined]  # kept beside the row, never saved
    return known[1]
