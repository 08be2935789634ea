"""What conditions, steps and roles name of the form: questions and values that exist."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from cms.forms.errors import OptionError
from cms.forms.resolving import canonical, target
from cms.forms.rules import Comparison
from cms.workflows import conditions
from cms.workflows.checks.fault import WARNING, Fault
from cms.workflows.checks.study import Study
from cms.workflows.graph import TransitionSpec


def reading_faults(study: Study) -> Iterator[Fault]:
    """Yield each name of a question or of an answer that leads nowhere."""
    for one in study.graph.transitions:
        yield from _condition(study, one)
    yield from _steps(study)
    yield from _hidden(study)
    yield from _own(study)


def _condition(study: Study, one: TransitionSpec) -> Iterator[Fault]:
    try:
        rule = conditions.parse(one.condition) if one.condition is not None else None
    except conditions.RuleError as error:
        message = _("The condition of “%(action)s” cannot be read: %(why)s")
        yield Fault("bad_condition", "transition", one.key, message % {"action": one.label, "why": error})
        return
    if rule is None:
        return
    if study.field_keys is not None:
        for key in sorted(rule.fields - study.field_keys):
            message = _("The condition of “%(action)s” reads the question “%(key)s”, which the form does not have.")
            yield Fault("unknown_field", "transition", one.key, message % {"action": one.label, "key": key})
    for leaf in rule.leaves():
        yield from _comparison(study, one, leaf)


def _comparison(study: Study, one: TransitionSpec, leaf: Comparison) -> Iterator[Fault]:
    if leaf.field_key not in study.fields:
        return
    facts = {"action": one.label, "question": study.label_of(leaf.field), "path": leaf.field}
    if target(study.fields, leaf.field) is None:
        message = _("The condition of “%(action)s” reads “%(path)s”, which “%(question)s” does not have.")
        yield Fault("unknown_field", "transition", one.key, message % facts)
        return
    try:
        meant = canonical(study.fields, leaf).value
    except OptionError as error:
        message = _("The condition of “%(action)s” compares “%(question)s” with what it can never be: %(why)s.")
        yield Fault("foreign_value", "transition", one.key, message % (facts | {"why": error}))
        return
    if isinstance(meant, str) and isinstance(leaf.value, str) and meant != leaf.value and _is_chosen(study, leaf):
        message = _("The condition of “%(action)s” compares “%(question)s” with “%(said)s”: write “%(meant)s”.")
        facts |= {"said": leaf.value, "meant": meant}
        yield Fault("foreign_value", "transition", one.key, message % facts)


def _is_chosen(study: Study, leaf: Comparison) -> bool:
    return study.fields[leaf.field_key].type in ("choice", "choices", "linkedchoices")


def _steps(study: Study) -> Iterator[Fault]:
    for node in study.graph.nodes:
        if study.around.fields is not None:
            for key in node.opens_fields:
                if key != "*" and key not in study.around.fields:
                    message = _("“%(step)s” opens the question “%(key)s”, which the form does not have.")
                    yield Fault("unknown_field", "node", node.key, message % {"step": node.label, "key": key})
        for key in node.fills:
            if key not in study.own_keys:
                message = _("“%(step)s” has the question “%(key)s” filled in, which the process does not have.")
                yield Fault("unknown_field", "node", node.key, message % {"step": node.label, "key": key})


def _hidden(study: Study) -> Iterator[Fault]:
    form = study.around.form
    if form is None:
        return
    known = form.keys | {section.key for section in form.sections} | study.own_keys | {one.key for one in form.fields}
    for role in study.graph.roles:
        for key in role.hides:
            if key not in known:
                message = _("The role “%(role)s” is not shown “%(key)s”, which neither form nor process has.")
                yield Fault("unknown_field", "role", role.key, message % {"role": role.label, "key": key})


def _own(study: Study) -> Iterator[Fault]:
    filled = {key for node in study.graph.nodes for key in node.fills}
    filled |= {str(effect.get("field", "")) for one in study.graph.transitions for effect in one.effects}
    for row in study.graph.fields:
        facts = {"question": row.get("label", row["key"]), "key": row["key"]}
        if study.around.fields is not None and row["key"] in study.around.fields:
            message = _("“%(key)s” is a question of the form and of the process: give one of them another short name.")
            yield Fault("double_field", "process", study.graph.key, message % facts)
        if row["key"] not in filled:
            message = _("Nobody fills in the question “%(question)s” of the process.")
            yield Fault("never_filled", "process", study.graph.key, message % facts, WARNING)
