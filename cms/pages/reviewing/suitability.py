"""Which processes suit pages: what Wagtail cannot do, or what would let somebody publish alone, is refused."""

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from cms.pages.reviewing.facts import FACTS
from cms.pages.reviewing.people import AUTHOR, FINDERS
from cms.workflows import checks
from cms.workflows.checks import Fault, Surroundings, register_surroundings
from cms.workflows.checks.ways import reach
from cms.workflows.graph import Graph, NodeSpec, TransitionSpec
from cms.workflows.models import ProcessDefinition, ProcessVersion

if TYPE_CHECKING:
    from cms.pages.models.process_task import ProcessTask


# Who is found by other means than a page: nobody.
_BLIND = frozenset({"referents", "assigned"})


def register() -> None:
    """Have processes that decide on pages checked against what a page tells, whenever they are saved or published."""
    register_surroundings(_around_pages)


def faults(graph: Graph) -> list[Fault]:
    """Return why `graph` may not decide on pages, each naming its role, step or action; none when it may."""
    found = [fault for fault in checks.faults(graph, fields=set(FACTS)) if fault.refuses]
    return found or [fault for check in _CHECKS for fault in check(graph)]


def newest_version(definition: ProcessDefinition) -> ProcessVersion | None:
    """Return the newest published version that suits pages: one that does not is left to what it was made for."""
    return next((version for version in definition.versions.all() if not faults(version.graph)), None)


def versions_in_use(task: "ProcessTask") -> Iterable[ProcessVersion]:
    """Return the versions that a text under way, or the next one, follows, newest first."""
    definition: ProcessDefinition = task.process
    running = definition.versions.filter(cases__closed_at=None)
    newest = newest_version(definition)
    return {version.pk: version for version in [*([newest] if newest else []), *running]}.values()


def withdrawal(graph: Graph, node: NodeSpec) -> TransitionSpec | None:
    """Return the action by which the author takes a text back from `node`, or None."""
    for one in graph.leaving(node.key):
        is_authors = any(role.finder == AUTHOR for role in graph.roles_of(one))
        if is_authors and not one.automatic and not one.condition and _outcome(graph, one) in ("withdrawn", "closed"):
            return one
    return None


def _around_pages(definition: ProcessDefinition) -> Iterator[Surroundings]:
    if definition.pk and definition.page_tasks.exists():
        yield Surroundings(fields=set(FACTS), messages=frozenset(), documents=frozenset(), blind=_BLIND)


def _effects(graph: Graph) -> Iterator[Fault]:
    for one in graph.transitions:
        if one.effects:
            message = _("“%(action)s” sets something off: on a page, Wagtail sends the mails and publishes.")
            yield Fault("page_effect", "transition", one.key, message % {"action": one.label})


def _finders(graph: Graph) -> Iterator[Fault]:
    for role in graph.roles:
        if role.finder not in FINDERS:
            message = _(
                "The role “%(role)s” finds nobody for a page: take a group, the author or the page’s reviewers."
            )
            yield Fault("page_finder", "role", role.key, message % {"role": role.label})


def _steps(graph: Graph) -> Iterator[Fault]:
    """What Wagtail's screens do not have: a grid, fields of the process's own, a way back to any step, another role."""
    for node in graph.nodes:
        if node.criteria or node.fills or node.expertise:
            message = _("“%(step)s” asks for marks or answers, which the screen of a page does not have.")
            yield Fault("page_answers", "node", node.key, message % {"step": node.label})
        if node.sends_back or node.escalate_to:
            message = _("“%(step)s” sends back or passes on, which the screen of a page does not offer: add an action.")
            yield Fault("page_passes_on", "node", node.key, message % {"step": node.label})


def _acceptance(graph: Graph) -> Iterator[Fault]:
    """A text is accepted by another person than its author: never by itself, never by what the author does alone."""
    if not any(_outcome(graph, one) == "accepted" for one in graph.transitions):
        yield Fault("page_never_accepted", "process", graph.key, _("No action accepts the page."))
    unread = [one for one in _by_itself(graph) if graph.node(one.target).is_end]
    for one in unread:
        message = _("“%(action)s” would end the review before anyone has read the page.")
        yield Fault("page_decided_alone", "transition", one.key, message % {"action": one.label})
    for one in _alone(graph):
        if _outcome(graph, one) == "accepted" and one not in unread:
            message = _("By “%(action)s” the author would publish alone.")
            yield Fault("page_author_decides", "transition", one.key, message % {"action": one.label})


def _withdrawals(graph: Graph) -> Iterator[Fault]:
    for node in graph.nodes:
        leaving = graph.leaving(node.key)
        is_passed = any(one.automatic and not one.condition for one in leaving)
        if not node.is_end and not is_passed and withdrawal(graph, node) is None:
            message = _(
                "The author cannot withdraw from “%(step)s”: add an action for the author, without a condition, "
                "to an end that is “withdrawn”."
            )
            yield Fault("page_no_withdrawal", "node", node.key, message % {"step": node.label})


def _alone(graph: Graph) -> list[TransitionSpec]:
    """What follows from the start, or from an action of the author, with nobody else acting."""

    def counts(one: TransitionSpec) -> bool:
        return one.automatic or any(role.finder == AUTHOR for role in graph.roles_of(one))

    by_author = [one for one in graph.transitions if counts(one) and not one.automatic]
    reached = _onward(graph, [graph.start.key, *(one.target for one in by_author)], counts)
    return [*by_author, *(one for one in reached if one not in by_author)]


def _by_itself(graph: Graph) -> list[TransitionSpec]:
    """What follows from the start with nobody acting."""
    return _onward(graph, [graph.start.key], lambda one: one.automatic)


def _onward(graph: Graph, starts: Iterable[str], counts: Callable[[TransitionSpec], bool]) -> list[TransitionSpec]:
    counting = [one for one in graph.transitions if counts(one)]
    reached = reach(starts, ((one.source, one.target) for one in counting))
    return [one for one in counting if one.source in reached]


def _outcome(graph: Graph, transition: TransitionSpec) -> str:
    return graph.node(transition.target).outcome


_CHECKS = (_effects, _finders, _steps, _acceptance, _withdrawals)
