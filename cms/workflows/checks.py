"""Proves a process before anyone falls into its holes: every fault names the node or the transition at fault."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.contrib.auth.models import Group
from django.utils.translation import gettext as _

from cms.workflows import conditions, effects, roles
from cms.workflows.graph import Graph, TransitionSpec

ERROR = "error"
WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong: `kind` ("unreachable"), `part` ("node", "transition", "role", "process") and its `key`."""

    kind: str
    part: str
    key: str
    message: str
    severity: str = ERROR

    @property
    def refuses(self) -> bool:
        """Whether the process may not be published with it."""
        return self.severity == ERROR


class ProcessFaulty(ValueError):
    """The process may not be published; `faults` says why."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(fault.message for fault in self.faults))


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the process refers to outside itself; None when that is not known here, and so not checked."""

    fields: set[str] | None = None
    messages: set[str] | None = None
    documents: set[str] | None = None


def faults(
    graph: Graph,
    *,
    fields: set[str] | None = None,
    messages: set[str] | None = None,
    documents: set[str] | None = None,
) -> list[Fault]:
    """Return all that is wrong with `graph`, refusals first, each group in the order of the definition.

    `fields`, `messages` and `documents` are the keys that the form, the mails and the documents of the procedure have.
    """
    around = Surroundings(fields, messages, documents)
    found = [fault for check in _CHECKS for fault in check(graph, around)]
    return sorted(found, key=lambda fault: not fault.refuses)


def _duplicates(graph: Graph, around: Surroundings) -> Iterator[Fault]:
    for part, rows in (("role", graph.roles), ("node", graph.nodes), ("transition", graph.transitions)):
        for key, count in Counter(row.key for row in rows).items():
            if count > 1:
                yield Fault(
                    "duplicate_key", part, key, _("“%(key)s” is the short name of several rows.") % {"key": key}
                )


def _ends_and_starts(graph: Graph, around: Surroundings) -> Iterator[Fault]:
    starts = [node for node in graph.nodes if node.kind == "start"]
    if not starts:
        yield Fault("no_start", "process", graph.key, _("No step is the start."))
    for node in starts[1:]:
        message = _("“%(step)s” is a second start: a process has only one.") % {"step": node.label}
        yield Fault("several_starts", "node", node.key, message)
    if not any(node.is_end for node in graph.nodes):
        yield Fault("no_end", "process", graph.key, _("No step is an end."))
    for node in graph.nodes:
        if node.is_end and graph.leaving(node.key):
            message = _("“%(step)s” is an end, and yet an action leaves it.") % {"step": node.label}
            yield Fault("end_with_way_out", "node", node.key, message)
        if node.is_end and not node.outcome:
            message = _("“%(step)s” is an end: say what was decided.") % {"step": node.label}
            yield Fault("end_without_outcome", "node", node.key, message)


def _unknown_keys(graph: Graph, around: Surroundings) -> Iterator[Fault]:
    known_roles = {role.key for role in graph.roles}
    for one in graph.transitions:
        for kind, key in (("unknown_source", one.source), ("unknown_target", one.target)):
            if not graph.has_node(key):
                message = _("The action “%(action)s” names the step “%(key)s”, which does not exist.")
                yield Fault(kind, "transition", one.key, message % {"action": one.label, "key": key})
        for key in one.roles:
            if key not in known_roles:
                message = _("The action “%(action)s” names the role “%(key)s”, which does not exist.")
                yield Fault("unknown_role", "transition", one.key, message % {"action": one.label, "key": key})
        if not one.automatic and not one.roles:
            message = _("Nobody may do “%(action)s”: give it a role, or make it automatic.") % {"action": one.label}
            yield Fault("nobody_may", "transition", one.key, message)


def _ways(graph: Graph, around: Surroundings) -> Iterator[Fault]:
    starts = [node.key for node in graph.nodes if node.kind == "start"]
    ends = [node.key for node in graph.nodes if node.is_end]
    onward = [(one.source, one.target) for one in graph.transitions]
    reached = _reach(starts[:1], onward)
    leads_out = _reach(ends, [(target, source) for source, target in onward])
    for node in graph.nodes:
        if starts and node.key not in reached:
            message = _("No way leads from the start to “%(step)s”.") % {"step": node.label}
            yield Fault("unreachable", "node", node.key, message)
        if ends and node.key not in leads_out:
            message = _("No way leads from “%(step)s” to an end: applications would stay there.") % {"step": node.label}
            yield Fault("no_way_out", "node", node.key, message)


def _reach(starts: Iterable[str], arrows: Iterable[tuple[str, str]]) -> set[str]:
    onward: dict[str, list[str]] = {}
    for source, target in arrows:
        onward.setdefault(source, []).append(target)
    seen: set[str] = set()
    waiting = list(starts)
    while waiting:
        key = waiting.pop()
        if key not in seen:
            seen.add(key)
            waiting += onward.get(key, [])
    return seen


def _automatic_loops(graph: Graph, around: Surroundings) -> Iterator[Fault]:
    """A loop of which each arrow is automatic may go round for ever."""
    automatic = [one for one in graph.transitions if one.automatic]
    arrows = [(one.source, one.target) for one in automatic]
    for one in automatic:
        if one.source in _reach([one.target], arrows):
            message = _("The automatic action “%(action)s” is part of a loop that nobody stops.") % {
                "action": one.label
            }
            yield Fault("automatic_loop", "transition", one.key, message)


def _stranded_conditions(graph: Graph, around: Surroundings) -> Iterator[Fault]:
    """Every way out of a node has a condition: answers that meet none of them would leave the case there."""
    for node in graph.nodes:
        leaving = graph.leaving(node.key)
        if leaving and all(one.condition for one in leaving):
            message = _("Every action of “%(step)s” has a condition: an application that meets none stays there.")
            yield Fault("conditions_everywhere", "node", node.key, message % {"step": node.label}, WARNING)


def _conditions(graph: Graph, around: Surroundings) -> Iterator[Fault]:
    for one in graph.transitions:
        try:
            read = conditions.fields_of(one.condition)
        except conditions.RuleError as error:
            message = _("The condition of “%(action)s” cannot be read: %(why)s")
            yield Fault("bad_condition", "transition", one.key, message % {"action": one.label, "why": error})
            continue
        for key in sorted(read - around.fields if around.fields is not None else ()):
            message = _("The condition of “%(action)s” reads the question “%(key)s”, which the form does not have.")
            yield Fault("unknown_field", "transition", one.key, message % {"action": one.label, "key": key})


def _opened_fields(graph: Graph, around: Surroundings) -> Iterator[Fault]:
    for node in graph.nodes:
        if around.fields is not None:
            for key in node.opens_fields:
                if key != "*" and key not in around.fields:
                    message = _("“%(step)s” opens the question “%(key)s”, which the form does not have.")
                    yield Fault("unknown_field", "node", node.key, message % {"step": node.label, "key": key})


def _effects(graph: Graph, around: Surroundings) -> Iterator[Fault]:
    for one in graph.transitions:
        for effect in one.effects:
            yield from _effect(one, effect, around)


def _effect(one: TransitionSpec, effect: dict[str, object], around: Surroundings) -> Iterator[Fault]:
    name = str(effect["kind"])
    if not effects.is_known(name):
        yield Fault("unknown_effect", "transition", one.key, str(effects.UnknownEffect(name)))
        return
    params = {key: value for key, value in effect.items() if key != "kind"}
    check = effects.get(name).check
    if check and (why := check(params)):
        message = _("“%(action)s” sets off something that is not complete: %(why)s")
        yield Fault("bad_effect", "transition", one.key, message % {"action": one.label, "why": why})
    texts = {
        "message": (around.messages, _("“%(action)s” sends the message “%(key)s”, which does not exist.")),
        "document": (around.documents, _("“%(action)s” issues the document “%(key)s”, which does not exist.")),
        "amount_field": (around.fields, _("“%(action)s” reads the amount “%(key)s”, which the form does not have.")),
    }
    for name, (known, message) in texts.items():
        key = str(params.get(name, ""))
        # An amount may be a part of an answer: "budget.asked".
        if known is not None and key and key.partition(".")[0] not in known and key not in known:
            yield Fault(f"unknown_{name}", "transition", one.key, message % {"action": one.label, "key": key})


def _people(graph: Graph, around: Surroundings) -> Iterator[Fault]:
    names = {role.group for role in graph.roles if role.finder == "group"}
    found = Group.objects.filter(name__in=names) if names else Group.objects.none()
    peopled = set(found.filter(user__is_active=True).values_list("name", flat=True))
    existing = set(found.values_list("name", flat=True))
    for role in graph.roles:
        facts = {"role": role.label, "group": role.group}
        if not roles.is_known(role.finder):
            message = _("The role “%(role)s”: nothing here finds its people.") % facts
            yield Fault("unknown_finder", "role", role.key, message)
        elif role.finder != "group":
            continue
        elif not role.group:
            yield Fault("no_group", "role", role.key, _("The role “%(role)s” needs a group.") % facts)
        elif role.group not in existing:
            message = _("The role “%(role)s” is played by the group “%(group)s”, which does not exist.") % facts
            yield Fault("unknown_group", "role", role.key, message, WARNING)
        elif role.group not in peopled:
            message = _("The role “%(role)s” is played by the group “%(group)s”, which is empty.") % facts
            yield Fault("empty_group", "role", role.key, message, WARNING)


def _unused(graph: Graph, around: Surroundings) -> Iterator[Fault]:
    used = {key for one in graph.transitions for key in one.roles}
    for role in graph.roles:
        if role.key not in used:
            message = _("The role “%(role)s” has nothing to do.") % {"role": role.label}
            yield Fault("idle_role", "role", role.key, message, WARNING)


_CHECKS: list[Callable[[Graph, Surroundings], Iterable[Fault]]] = [
    _duplicates,
    _ends_and_starts,
    _unknown_keys,
    _ways,
    _automatic_loops,
    _stranded_conditions,
    _conditions,
    _opened_fields,
    _effects,
    _people,
    _unused,
]
