"""What somebody does in a simulated case: one step of a run, done by the engine."""

from typing import Any

from django.utils.translation import gettext as _

from cms.applications.simulation.run import Step
from cms.applications.simulation.staging import Stage, settle
from cms.applications.writing import corrections
from cms.workflows import engine, returns
from cms.workflows.graph import TransitionSpec
from cms.workflows.models import Case
from cms.workflows.refusals import CommentMissing


class Refused(Exception):
    """A step that the people of the case could not take on their screens; the message says why."""


def act(stage: Stage, case: Case, step: Step) -> None:
    """Take one step. Raises `Refused`, and what the engine refuses (`TransitionRefused`)."""
    person = _player(stage, step)
    try:
        transition = returns.at(case, step["transition"])
    except KeyError:
        raise engine.UnknownTransition(step["transition"]) from None
    data: dict[str, Any] = {}
    if step.get("answers"):
        data["changed"] = _correct(stage, case, transition, step["answers"])
    data |= _asked(stage, case, transition, step)
    if step.get("amount"):
        data["amount"] = step["amount"]
    engine.perform(
        case,
        transition.key,
        person,
        comment=step.get("comment", ""),
        data=data,
        scores=dict(step.get("scores", {})),
        filled=dict(step.get("values", {})),
        now=stage.now,
    )


def _player(stage: Stage, step: Step) -> Any:
    players = stage.cast.players.get(step["role"])
    if players is None:
        raise Refused(_("the process has no role “%(role)s”") % {"role": step["role"]})
    place = step.get("reviewer", 1)
    if place > len(players):
        facts = {"role": step["role"], "count": len(players), "place": place}
        raise Refused(_("“%(role)s” is played by %(count)d people: there is no number %(place)d") % facts)
    return players[place - 1]


def _correct(stage: Stage, case: Case, transition: TransitionSpec, given: dict[str, Any]) -> list[str]:
    """Write what the applicant corrects on their turn; return the keys of what changed."""
    application = stage.application
    if not (corrections.is_correcting(application) and case.graph.is_applicants(transition)):
        raise Refused(_("only the applicant changes answers, when the application is with them"))
    for key in given:
        if key not in application.release.form.keys:
            raise Refused(_("the form has no question “%(key)s”") % {"key": key})
        if not corrections.is_open(application, application.release.form.field(key)):
            raise Refused(_("the answer to “%(key)s” is not open to correction") % {"key": key})
    before = dict(application.answers)
    application.pending = dict(given)
    settle(stage)
    after = application.answers
    return sorted(key for key in {*before, *after} if before.get(key) != after.get(key))


def _asked(stage: Stage, case: Case, transition: TransitionSpec, step: Step) -> dict[str, Any]:
    """The questions that are to be corrected, when the step says which; as on the screen, with a comment."""
    choices = corrections.choices(stage.application, transition)
    allowed = [one.key for _section, rows in choices for one in rows]
    if allowed and transition.comment != "none" and not step.get("comment", "").strip():
        raise CommentMissing(transition)
    if "fields" not in step:
        return {}
    if unknown := sorted(set(step["fields"]) - set(allowed)):
        raise Refused(_("no correction can be asked of: %(keys)s") % {"keys": ", ".join(unknown)})
    return {"fields": [key for key in allowed if key in step["fields"]]}
