"""What each role sees of a simulated case, and what the clock will do."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from cms.applications.people import hiding
from cms.applications.simulation.staging import Stage
from cms.applications.simulation.story import Action, Deadline, View
from cms.applications.writing import corrections
from cms.forms import answers
from cms.workflows import engine, reviews
from cms.workflows.graph import TransitionSpec
from cms.workflows.models import Case, Timer


def views(stage: Stage, case: Case) -> Iterator[View]:
    """One for each role, in the order of the process."""
    form = stage.application.release.form
    shown = answers.visible(form, stage.application.answers)
    for role in case.graph.roles:
        people = stage.cast.players[role.key]
        is_applicant = role.finder == "applicant"
        hidden = frozenset() if is_applicant else hiding.of_role(stage.application, role.key)
        node = case.current_node
        yield View(
            role=role.key,
            label=role.label,
            people=tuple(user.first_name for user in people),
            is_applicant=is_applicant,
            text=node.applicant_text if is_applicant else node.instructions,
            actions=tuple(_action(case, one) for one in engine.available(case, people[0])),
            hidden=tuple(one.label for one in form.fields if one.key in hidden and one.kind.asks),
            opened=tuple(
                one.label
                for one in form.fields
                if is_applicant and one.key in shown and one.kind.asks and corrections.is_open(stage.application, one)
            ),
        )


def able(stage: Stage, case: Case) -> list[str]:
    """The keys of the roles of which somebody can do something now."""
    roles = case.graph.roles
    return [one.key for one in roles if any(engine.available(case, user) for user in stage.cast.players[one.key])]


def deadlines(case: Case) -> Iterator[Deadline]:
    """By when the step is to be over and what the clock will do until then and afterwards, in order."""
    if not case.is_open:
        return
    found = [(row.run_at, _planned(case, row)) for row in Timer.objects.waiting().filter(case=case)]
    if case.due_at is not None:
        text = _("Last day for the step “%(step)s”.") % {"step": case.current_node.label}
        found.append((case.due_at, text))
    for at, sentence in sorted(found, key=lambda one: one[0]):
        yield Deadline(at, sentence)


def _planned(case: Case, timer: Timer) -> str:
    match timer.kind:
        case Timer.Kind.REMINDER:
            return _("Reminder to those who must act.")
        case Timer.Kind.ESCALATION:
            return _("The step is passed on to “%(role)s”.") % {"role": case.graph.role(timer.name).label}
        case Timer.Kind.DELAY:
            return _("“%(action)s” happens by itself, if its condition holds.") % {
                "action": case.graph.transition(timer.name).label
            }
    return str(timer.get_kind_display())


def _action(case: Case, one: TransitionSpec) -> Action:
    is_opinion = reviews.is_opinion(case, one)
    needed = reviews.needed(case, one) if is_opinion else 1
    return Action(one.key, one.label, case.graph.node(one.target).label, one.comment, is_opinion, needed)
