"""Conditions that leave a hole, overlap or never hold: found by trying answers, told by an example."""

from collections.abc import Iterator
from itertools import combinations

from django.utils.translation import gettext as _

from cms.forms.rules import Rule
from cms.workflows.checks.fault import ERROR, WARNING, Fault
from cms.workflows.checks.search import MOST_TRIES, Search, TooMany, none_of
from cms.workflows.checks.study import Study
from cms.workflows.checks.truth import every
from cms.workflows.checks.ways import is_immediate
from cms.workflows.checks.wording import said
from cms.workflows.graph import NodeSpec, TransitionSpec


def branch_faults(study: Study) -> Iterator[Fault]:
    """Yield what is wrong with the conditions of what leaves each step."""
    for node, leaving in study.stops:
        if node.is_end or not leaving:
            continue
        yield from _dead(study, node, leaving)
        if not any(study.rules[one.key] for one in leaving):
            continue
        try:
            yield from _studied(study, node, leaving)
        except TooMany:
            message = _(
                "The conditions of “%(step)s” read so much that not all answers could be tried (%(limit)d at most): "
                "see for yourself that they leave no hole and do not overlap."
            )
            facts = {"step": node.label, "limit": MOST_TRIES}
            yield Fault("undecided", "node", node.key, message % facts, WARNING)


def _dead(study: Study, node: NodeSpec, leaving: list[TransitionSpec]) -> Iterator[Fault]:
    """An action without condition that is followed at once hides those after it, and those of people."""
    always = next((one for one in leaving if is_immediate(one) and study.rules[one.key] is None), None)
    if always is None:
        return
    later = leaving[leaving.index(always) + 1 :]
    for one in leaving:
        if one is not always and (one in later or not is_immediate(one)):
            message = _("“%(action)s” is never possible: “%(always)s” takes every case on from “%(step)s” before.")
            facts = {"action": one.label, "always": always.label, "step": node.label}
            yield Fault("never_possible", "transition", one.key, message % facts)


def _studied(study: Study, node: NodeSpec, leaving: list[TransitionSpec]) -> Iterator[Fault]:
    rules = [study.rules[one.key] for one in leaving]
    search = Search(rules, study.known, _changeable(study, node), study.meter, study.filled_at(node))
    severity = ERROR if search.is_exact and study.around.form is not None else WARNING
    found = list(_holes(study, node, leaving, search, severity))
    if not found and node.fills:
        # What people write down here may leave a hole too: they are stuck until they write something else.
        filled = study.filled_at(node) | {key for key in node.fills if key in study.own_fields}
        strict = Search(rules, study.known, _corrected(study, node), study.meter, filled)
        found = list(_holes(study, node, leaving, strict, WARNING))
    yield from found
    possible = []
    for one in leaving:
        if study.rules[one.key] is None or search.find(search.truth(study.rules[one.key])) is not None:
            possible.append(one)
        else:
            message = _("No answers fulfil the condition of “%(action)s”.") % {"action": one.label}
            yield Fault("never_fulfilled", "transition", one.key, message, severity)
    yield from _overlaps(study, node, possible, search, severity)


def _changeable(study: Study, node: NodeSpec) -> frozenset[str]:
    """The answers that can still be given or changed at a step: a hole that they fill is none."""
    return _corrected(study, node) | frozenset(node.fills)


def _corrected(study: Study, node: NodeSpec) -> frozenset[str]:
    opened = set(node.opens_fields)
    if "*" in opened:
        opened |= set(study.fields) | {key for rule in study.rules.values() if rule for key in rule.fields}
    return frozenset(opened - set(study.own_fields) if node.is_with_applicant else ())


def _holes(
    study: Study, node: NodeSpec, leaving: list[TransitionSpec], search: Search, severity: str
) -> Iterator[Fault]:
    if node.sends_back:
        return
    rules = [study.rules[one.key] for one in leaving]
    if all(rule is not None for rule in rules):
        answers = search.find_fixed(none_of([search.truth(rule) for rule in rules]))
        if answers is not None:
            if study.around.form is None:
                message = _("Every action of “%(step)s” has a condition: an application that meets none stays there.")
                message += " " + _("For example: %(answers)s.") % {"answers": said(study, answers)} if answers else ""
            elif answers:
                message = _("If %(answers)s, no action is possible at “%(step)s”: the application would stay there.")
            else:
                message = _("No action is possible at “%(step)s” as long as nothing is corrected there.")
            facts = {"step": node.label, "answers": said(study, answers)}
            yield Fault("hole", "node", node.key, message % facts if "%(" in message else message, severity)
            return
    if any(is_immediate(one) and study.rules[one.key] is None for one in leaving):
        return
    for role in study.graph.roles:
        mine = [one for one in leaving if not one.automatic and role.key in one.roles]
        branches: list[Rule | None] = [study.rules[one.key] for one in mine]
        if len(mine) < 2 or not all(branches):
            continue
        others = [study.rules[one.key] for one in leaving if one.automatic]
        answers = search.find_fixed(none_of([search.truth(rule) for rule in [*branches, *others]]))
        if answers:
            message = _("If %(answers)s, the role “%(role)s” can do nothing at “%(step)s”.")
            facts = {"answers": said(study, answers), "role": role.label, "step": node.label}
            yield Fault("role_hole", "node", node.key, message % facts, WARNING)


def _overlaps(
    study: Study, node: NodeSpec, leaving: list[TransitionSpec], search: Search, severity: str
) -> Iterator[Fault]:
    told: set[str] = set()
    for one, other in combinations([one for one in leaving if study.rules[one.key]], 2):
        if (one.target, one.effects) == (other.target, other.effects) or other.key in told:
            continue
        shared = set(one.roles) & set(other.roles)
        both_at_once = is_immediate(one) and is_immediate(other)
        both_at_once |= one.automatic and other.automatic and one.needs_opinions and other.needs_opinions
        if not both_at_once and (one.automatic or other.automatic or not shared):
            continue
        truths = [search.truth(study.rules[one.key]), search.truth(study.rules[other.key])]
        answers = search.find(every(truths))
        if answers is None:
            continue
        told.add(other.key)
        facts = {"answers": said(study, answers), "one": one.label, "other": other.label, "step": node.label}
        if both_at_once:
            message = _("If %(answers)s, “%(one)s” and “%(other)s” are both to be followed from “%(step)s”.")
            yield Fault("overlap", "transition", other.key, message % facts, severity)
        else:
            message = _("If %(answers)s, “%(one)s” and “%(other)s” are both offered at “%(step)s” to the same role.")
            yield Fault("role_overlap", "transition", other.key, message % facts, WARNING)
