"""The simulator as editors use it: what is played is the procedure as they last left it, published or not."""

from dataclasses import replace
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.utils import timezone

from cms.accounts.models import User
from cms.applications.models import Application, Procedure
from cms.applications.people import hiding
from cms.applications.publication import releases, trials
from cms.applications.simulation import samples
from cms.applications.simulation.playing import Look, play
from cms.applications.simulation.run import Run
from cms.applications.simulation.staging import Definition
from cms.applications.simulation.story import Story
from cms.forms import operations as forms
from cms.forms.parts import Field
from cms.forms.soundness import is_personal
from cms.forms.spec import Form
from cms.workflows import operations as workflows
from cms.workflows.models import Case

# Free words may name somebody, whatever the question asks.
_FREE = ("text", "longtext", "link", "note", "video", "partners", "group", "budget", "address", "formatted")


def may_simulate(user: User) -> bool:
    """Those who may change procedures may simulate them, and keep runs."""
    return trials.may_try(user)


def definition_of(procedure: Procedure) -> Definition:
    """The procedure as its editors last left it. Raises `PublicationRefused` with what keeps it from working at all."""
    faults = [one for one in releases.draft_faults(procedure) if one.refuses and one.kind not in trials.HARMLESS]
    if faults:
        raise releases.PublicationRefused(faults)
    form, graph = forms.draft_of(procedure.form).spec, workflows.draft(procedure.process).graph
    return Definition(procedure, form, graph, releases.content_of(procedure))


def simulate(procedure: Procedure, run: Run, by: User, look: Look | None = None) -> Story:
    """Play `run`; nothing stays of it. `look` is called on the stage at the end, as `playing.play` says.

    Raises PermissionDenied, and `PublicationRefused` as `definition_of` does.
    """
    if not may_simulate(by):
        raise PermissionDenied
    return play(definition_of(procedure), run, look)


def made_run(procedure: Procedure, by: User) -> Run:
    """A run that begins today with made answers. Raises as `simulate` does."""
    if not may_simulate(by):
        raise PermissionDenied
    return Run(answers=samples.of_form(definition_of(procedure).form), starts=timezone.localdate())


def real_ones(procedure: Procedure, by: User) -> QuerySet[Application]:
    """The submitted applications of the procedure that `by` handles: what may be simulated again."""
    found = Application.objects.genuine().submitted().with_standing().of_others(by)
    return found.filter(case__in=Case.objects.visible_to(by), release__procedure=procedure)


def real_answers(procedure: Procedure, number: Any, by: User) -> dict[str, Any]:
    """The answers of a real application, without those that `by` does not see; they stay in the transaction.

    Raises PermissionDenied for one that `by` does not handle.
    """
    application = real_ones(procedure, by).filter(pk=number).first()
    if application is None or not may_simulate(by):
        raise PermissionDenied
    hidden = hiding.from_person(by, application)
    return {key: value for key, value in application.answers.items() if key not in hidden}


def without_people(run: Run, form: Form) -> Run:
    """The run of a real application as it may be kept: what says who somebody is, every free text and every file is
    replaced by a made answer; choices, numbers, days and places stay, since they decide where a case goes.
    """
    made = samples.of_form(form)

    def cleaned(given: Any) -> dict[str, Any]:
        kept = {}
        for one in form.fields:
            if one.key in given and not _tells(one):
                kept[one.key] = given[one.key]
            elif one.key in given and (value := made.get(one.key) or samples.of_field(one, kept)) is not None:
                kept[one.key] = value
        return kept

    steps = tuple({**step, "answers": cleaned(step["answers"])} if step.get("answers") else step for step in run.steps)
    return replace(run, answers=cleaned(run.answers), steps=steps)


def _tells(one: Field) -> bool:
    return is_personal(one) or one.kind.takes_files or one.type in _FREE or any(_tells(inner) for inner in one.fields)
