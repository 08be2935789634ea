"""The shape of the graph: one start, ends, keys that exist, everything reached and everything led to an end."""

from collections import Counter
from collections.abc import Iterator

from django.utils.translation import gettext as _

from cms.workflows.checks.fault import Fault
from cms.workflows.checks.study import Study
from cms.workflows.checks.ways import reach
from cms.workflows.graph import Graph


def structure_faults(study: Study) -> Iterator[Fault]:
    """Yield what is wrong with the graph alone."""
    for check in (_duplicates, _ends_and_starts, _unknown_keys, _ways):
        yield from check(study.graph)


def _duplicates(graph: Graph) -> Iterator[Fault]:
    for part, rows in (("role", graph.roles), ("node", graph.nodes), ("transition", graph.transitions)):
        for key, count in Counter(row.key for row in rows).items():
            if count > 1:
                yield Fault(
                    "duplicate_key", part, key, _("“%(key)s” is the short name of several rows.") % {"key": key}
                )


def _ends_and_starts(graph: Graph) -> Iterator[Fault]:
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


def _unknown_keys(graph: Graph) -> Iterator[Fault]:
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


def _ways(graph: Graph) -> Iterator[Fault]:
    starts = [node.key for node in graph.nodes if node.kind == "start"]
    ends = [node.key for node in graph.nodes if node.is_end]
    onward = [(one.source, one.target) for one in graph.transitions]
    reached = reach(starts[:1], onward)
    leads_out = reach(ends, [(target, source) for source, target in onward])
    for node in graph.nodes:
        if starts and node.key not in reached:
            message = _("No way leads from the start to “%(step)s”.") % {"step": node.label}
            yield Fault("unreachable", "node", node.key, message)
        if ends and node.key not in leads_out:
            message = _("No way leads from “%(step)s” to an end: applications would stay there.") % {"step": node.label}
            yield Fault("no_way_out", "node", node.key, message)
