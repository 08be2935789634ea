"""Automatic loops: circles in which a case goes round and nobody is waited for."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from cms.forms.rules import Rule
from cms.workflows.checks.fault import Fault
from cms.workflows.checks.search import Search, TooMany
from cms.workflows.checks.study import Study
from cms.workflows.checks.truth import every
from cms.workflows.checks.ways import is_immediate, reach
from cms.workflows.checks.wording import said
from cms.workflows.graph import TransitionSpec

# Past this many circles through one action, it is refused without proof.
MOST_CIRCLES = 200


def loop_faults(study: Study) -> Iterator[Fault]:
    """Yield the automatic actions that close a circle whose conditions can all hold together.

    A delayed action is part of one when nobody may act at its step in the meantime: the case would go round for ever,
    slowly.
    """
    graph = study.graph
    waits = {one.source for one in graph.transitions if not one.automatic and one.roles}
    arrows = [one for one in graph.transitions if is_immediate(one) or (one.automatic and one.source not in waits)]
    onward: dict[str, list[TransitionSpec]] = {}
    for one in arrows:
        onward.setdefault(one.source, []).append(one)
    pairs = [(one.source, one.target) for one in arrows]
    for one in arrows:
        back = reach([one.target], pairs)
        if one.source not in back:
            continue
        answers = _held_together(study, one, onward)
        if answers is None:
            continue
        message = _("The automatic action “%(action)s” is part of a loop that nobody stops.") % {"action": one.label}
        if answers:
            message += " " + _("For example: %(answers)s.") % {"answers": said(study, answers)}
        yield Fault("automatic_loop", "transition", one.key, message)


def _held_together(
    study: Study, first: TransitionSpec, onward: dict[str, list[TransitionSpec]]
) -> dict[str, object] | None:
    """Answers that take a case round a circle through `first` ({}: any); None when none do."""
    tried = 0
    waiting: list[tuple[str, tuple[TransitionSpec, ...]]] = [(first.target, (first,))]
    while waiting:
        key, way = waiting.pop()
        tried += 1
        if tried > MOST_CIRCLES:
            return {}
        answers = _answers(study, way)
        if answers is None:
            continue
        if key == first.source:
            return answers
        passed = {one.source for one in way}
        waiting += [(one.target, (*way, one)) for one in onward.get(key, []) if key not in passed]
    return None


def _answers(study: Study, way: tuple[TransitionSpec, ...]) -> dict[str, object] | None:
    rules: list[Rule] = [rule for one in way if (rule := study.rules.get(one.key)) is not None]
    if not rules:
        return {}
    search = Search(rules, study.known, frozenset(), study.meter)
    try:
        return search.find(every([search.truth(rule) for rule in rules]))
    except TooMany:
        return {}
