"""Steps that ask outside experts: the form that is there, who reads the opinions, what waits for them."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from cms.forms import operations
from cms.forms.errors import SpecError
from cms.forms.models import FormDefinition
from cms.forms.spec import Form
from cms.workflows.checks.fault import WARNING, Fault
from cms.workflows.checks.study import Study
from cms.workflows.expertise import forms
from cms.workflows.expertise.settings import Expertise
from cms.workflows.graph import NodeSpec


def expert_faults(study: Study) -> Iterator[Fault]:
    """Yield what is wrong with what steps ask of experts, and with the actions that wait for it."""
    for node in study.graph.nodes:
        if asked := node.experts:
            yield from _form(study, node, asked)
            yield from _readers(study, node, asked)
            yield from _shown(study, node, asked)
            yield from _times(node, asked)
            yield from _stuck(study, node)
    yield from _waiting(study)


def _form(study: Study, node: NodeSpec, asked: Expertise) -> Iterator[Fault]:
    if node.is_end or node.is_with_applicant:
        message = _("“%(step)s” asks experts, which no end can, nor the applicant’s turn.")
        yield Fault("experts_misplaced", "node", node.key, message % {"step": node.label})
    facts = {"step": node.label, "key": asked.form}
    try:
        form = study.around.opinion_forms.get(asked.form) or _existing(asked.form)
    except SpecError:
        message = _("“%(step)s” has experts fill in the form “%(key)s”, which has faults: mend it first.")
        yield Fault("unfit_opinion_form", "node", node.key, message % facts)
        return
    if form is None:
        message = _("“%(step)s” has experts fill in the form “%(key)s”, which does not exist.")
        yield Fault("unknown_opinion_form", "node", node.key, message % facts)
    elif labels := forms.unfit(form):
        message = _("“%(step)s” has experts fill in the form “%(key)s”, but they can give no files: %(questions)s.")
        yield Fault("unfit_opinion_form", "node", node.key, message % (facts | {"questions": ", ".join(labels)}))


def _existing(key: str) -> Form | None:
    definition = FormDefinition.objects.filter(key=key).first()
    return operations.draft_of(definition).spec if definition else None


def _readers(study: Study, node: NodeSpec, asked: Expertise) -> Iterator[Fault]:
    known = {role.key: role for role in study.graph.roles}
    for key in asked.read_by:
        facts = {"step": node.label, "key": key}
        if key not in known or known[key].finder in ("applicant", "anyone_signed"):
            message = _("“%(step)s” lets “%(key)s” read the experts, which is no role of those who handle cases.")
            yield Fault("unknown_reader", "node", node.key, message % facts)
    if asked.read_by and not asked.confidential:
        message = _("“%(step)s” says who reads the experts, but their opinions are not confidential: everybody does.")
        yield Fault("readers_not_needed", "node", node.key, message % {"step": node.label}, WARNING)


def _shown(study: Study, node: NodeSpec, asked: Expertise) -> Iterator[Fault]:
    form = study.around.form
    if form is None:
        return
    known = {one.key for one in form.fields} | {section.key for section in form.sections}
    for key in asked.shows:
        if key not in known:
            message = _("“%(step)s” shows experts “%(key)s”, which the form does not have.")
            yield Fault("unknown_field", "node", node.key, message % {"step": node.label, "key": key})


def _times(node: NodeSpec, asked: Expertise) -> Iterator[Fault]:
    if asked.remind is not None and asked.remind >= asked.days:
        message = _("“%(step)s” reminds experts before they are asked: they have %(days)d working days.")
        yield Fault("late_expert_reminder", "node", node.key, message % {"step": node.label, "days": asked.days})
    if node.deadline_days and asked.days > node.deadline_days:
        message = _("“%(step)s” gives experts %(days)d working days, but is itself to be over in %(deadline)d.")
        facts = {"step": node.label, "days": asked.days, "deadline": node.deadline_days}
        yield Fault("experts_after_deadline", "node", node.key, message % facts, WARNING)


def _stuck(study: Study, node: NodeSpec) -> Iterator[Fault]:
    leaving = [one for one in study.graph.leaving(node.key) if not one.automatic or one.delay_days]
    others = [one for one in leaving if not study.graph.is_applicants(one)]
    if not any(not one.needs_opinions for one in others) and not node.sends_back:
        if not any(one.needs_opinions for one in study.graph.leaving(node.key)):
            return
        message = _("Everything at “%(step)s” waits for experts: give those who act there a way on when none answers.")
        yield Fault("stuck_without_experts", "node", node.key, message % {"step": node.label}, WARNING)


def _waiting(study: Study) -> Iterator[Fault]:
    for one in study.graph.transitions:
        if not one.needs_opinions or not study.graph.has_node(one.source):
            continue
        node = study.graph.node(one.source)
        if node.expertise is None:
            message = _("“%(action)s” waits for experts, but “%(step)s” asks none.")
            facts = {"action": one.label, "step": node.label}
            yield Fault("no_experts_to_wait_for", "transition", one.key, message % facts)
