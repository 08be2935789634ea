"""Deadlines, reminders, escalation, delays: each is of use, and none waits for nothing."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.forms.operators import TODAY
from cms.workflows.checks.fault import WARNING, Fault
from cms.workflows.checks.study import Study
from cms.workflows.graph import NodeSpec, TransitionSpec


def time_faults(study: Study) -> Iterator[Fault]:
    """Yield what is wrong with the times of steps and of automatic actions."""
    for node in study.graph.nodes:
        yield from _deadline(node)
        yield from _escalation(study, node)
    for one in study.graph.transitions:
        yield from _delay(study, one)


def _deadline(node: NodeSpec) -> Iterator[Fault]:
    facts = {"step": node.label, "days": node.deadline_days}
    if node.is_end:
        if node.deadline_days or node.reminders or node.escalate_after is not None:
            message = _("“%(step)s” is an end: a deadline has no effect there.")
            yield Fault("deadline_at_end", "node", node.key, message % facts, WARNING)
        return
    if node.reminders and not node.deadline_days:
        message = _("“%(step)s” reminds people of a deadline that it does not have.")
        yield Fault("reminder_without_deadline", "node", node.key, message % facts)
    elif node.deadline_days and any(days >= node.deadline_days for days in node.reminders):
        count = ngettext(
            "“%(step)s” has %(days)d working day, and a reminder that would come before its beginning.",
            "“%(step)s” has %(days)d working days, and a reminder that would come before their beginning.",
            node.deadline_days,
        )
        yield Fault("reminder_too_early", "node", node.key, count % facts)
    elif node.deadline_days and not node.reminders:
        message = _("“%(step)s” has a deadline of which nobody is reminded: add a reminder.")
        yield Fault("deadline_without_reminder", "node", node.key, message % facts, WARNING)


def _escalation(study: Study, node: NodeSpec) -> Iterator[Fault]:
    facts = {"step": node.label, "key": node.escalate_to}
    if node.escalate_to and node.escalate_to not in {role.key for role in study.graph.roles}:
        message = _("“%(step)s” calls the role “%(key)s” when it is late, and this role does not exist.")
        yield Fault("unknown_role", "node", node.key, message % facts)
    if node.is_end:
        return
    if (node.escalate_after is None) != (not node.escalate_to):
        message = _("When “%(step)s” is late: say both after how many days and which role is called.")
        yield Fault("incomplete_escalation", "node", node.key, message % facts)
    elif node.escalate_to and not node.deadline_days:
        message = _("“%(step)s” calls somebody when it is late, but has no deadline.")
        yield Fault("escalation_without_deadline", "node", node.key, message % facts)


def _delay(study: Study, one: TransitionSpec) -> Iterator[Fault]:
    if not one.delay_days:
        return
    if not one.automatic:
        message = _("“%(action)s” waits some days, but is not automatic: people may do it at once.")
        yield Fault("delay_not_automatic", "transition", one.key, message % {"action": one.label})
        return
    if not study.graph.has_node(one.source):
        return
    if _waits_for_a_day(study, one):
        return
    node = study.graph.node(one.source)
    facts = {"action": one.label, "step": node.label}
    if not any(not other.automatic for other in study.graph.leaving(node.key)):
        return
    if not node.deadline_days:
        message = _("“%(action)s” takes the case on by itself after some days, but “%(step)s” tells nobody a deadline.")
        yield Fault("delay_without_deadline", "transition", one.key, message % facts, WARNING)
    elif one.delay_days < node.deadline_days:
        message = _("“%(action)s” takes the case on by itself before the deadline of “%(step)s” is over.")
        yield Fault("delay_before_deadline", "transition", one.key, message % facts, WARNING)


def _waits_for_a_day(study: Study, one: TransitionSpec) -> bool:
    """Whether the day of an answer says when the case goes on by itself, rather than the days that it stayed there."""
    rule = study.rules.get(one.key)
    return rule is not None and any(leaf.value == TODAY for leaf in rule.leaves())
