"""What a person may do with a page that a process approves. Each function's docstring is the rule;
`tests/pages/test_reviewing_rules.py` has its table.
"""

from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext as _

from cms.accounts.models import User
from cms.pages.reviewing import people
from cms.workflows import engine
from cms.workflows.graph import Graph, TransitionSpec
from cms.workflows.models import Case, JournalEntry
from cms.workflows.refusals import TransitionRefused

if TYPE_CHECKING:
    from cms.pages.models.process_task import ProcessTaskState


class OwnText(TransitionRefused):
    """Nobody approves their own text."""

    def __init__(self) -> None:
        super().__init__(_("Nobody approves their own text: ask another reviewer."))


class TextChanged(TransitionRefused):
    """What somebody approved is no longer the text."""

    def __init__(self) -> None:
        super().__init__(_("The text has changed since it was approved at an earlier step: start its review again."))


class ConsentMissing(TransitionRefused):
    """The page shows minors, and nobody noted where their authorisations are."""

    def __init__(self) -> None:
        super().__init__(_("This page shows minors: say where the authorisations are filed before it is approved."))


def choices(state: "ProcessTaskState", case: Case, user: User) -> list[TransitionSpec]:
    """A person is offered what the process offers them, without what would be refused (`refusal`) and without
    withdrawing as the author, which is Wagtail's “Cancel workflow”.
    """
    offered = [one for one in engine.available(case, user) if not _withdraws(case.graph, one)]
    return [one for one in offered if refusal(state, case, one, user) is None]


def refusal(
    state: "ProcessTaskState", case: Case, transition: TransitionSpec, actor: User, absent: int | None = None
) -> TransitionRefused | None:
    """Whoever wrote in a text, or asked for its approval, does on it only what its author may do, administrator or not,
    by themselves or by who stands in for them (`absent`, the number of the person acted for). What a person approved
    is the text they read: once it has changed, it goes no further before its review starts again (unless the site does
    not ask for it: `WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT`). No page that shows minors is accepted without a note
    of their authorisations.
    """
    by_author = _by_author(case.graph, transition) and actor.pk in people.speakers(state)
    if not by_author and people.writers(state).intersection({actor.pk, absent}):
        return OwnText()
    if goes_on(case.graph, transition) and not case.graph.node(transition.source).is_with_applicant:
        if has_changed(state, case):
            return TextChanged()
        if lacks_consent(state, case, transition):
            return ConsentMissing()
    return None


def lacks_consent(state: "ProcessTaskState", case: Case, transition: TransitionSpec) -> bool:
    """Accepting a page that shows minors takes a note of where their authorisations are filed."""
    is_accepted = case.graph.node(transition.target).outcome == "accepted"
    return is_accepted and bool(getattr(state.draft, "lacks_consent", False))


def goes_on(graph: Graph, transition: TransitionSpec) -> bool:
    """A transition takes the text further unless it gives it back to its author or ends without accepting it."""
    target = graph.node(transition.target)
    return not target.is_with_applicant and (not target.is_end or target.outcome == "accepted")


def has_changed(state: "ProcessTaskState", case: Case) -> bool:
    """A text has changed when somebody decided on it since its author had it last, and another one was saved since."""
    asks_again = getattr(settings, "WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT", False)
    return bool(asks_again) and state.latest_revision_id != state.revision_id and is_decided(case)


def is_decided(case: Case) -> bool:
    """Somebody decided on the text when a person other than its author moved the case, or gave an opinion, since the
    case was opened or last came back from its author.
    """
    kinds = (JournalEntry.Kind.MOVED, JournalEntry.Kind.OPINION)
    for entry in case.journal.filter(kind__in=kinds).order_by("-pk"):
        if entry.kind == JournalEntry.Kind.MOVED and case.graph.node(entry.source).is_with_applicant:
            return False
        if entry.actor_id:
            return True
    return False


def may_edit(state: "ProcessTaskState", case: Case, user: User) -> bool:
    """While the author has the ball, only the author edits; else those who have a role to play at this step, on a text
    that they wrote too. Wagtail lets an administrator edit at any time.
    """
    if not case.is_open or case.current_node.is_with_applicant:
        return case.is_open and user.pk in people.speakers(state)
    return any(not _is_authors(case.graph, one) for one in engine.available(case, user))


def may_restart(state: "ProcessTaskState", case: Case, user: User) -> bool:
    """Who may edit the text at this step starts its review again, when it has changed since somebody approved it."""
    return case.is_open and may_edit(state, case, user) and has_changed(state, case)


def _by_author(graph: Graph, transition: TransitionSpec) -> bool:
    return any(role.finder == people.AUTHOR for role in graph.roles_of(transition))


def _is_authors(graph: Graph, transition: TransitionSpec) -> bool:
    found = graph.roles_of(transition)
    return bool(found) and all(role.finder == people.AUTHOR for role in found)


def _withdraws(graph: Graph, transition: TransitionSpec) -> bool:
    return _is_authors(graph, transition) and graph.node(transition.target).outcome == "withdrawn"
