"""The sentences of a simulation, from what was done and from what the journal says of it."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.accounts.models import User
from cms.applications.decisions.tags import euros
from cms.applications.models import Grant
from cms.applications.simulation.people import Cast
from cms.applications.simulation.run import Step
from cms.forms import answers
from cms.workflows import effects
from cms.workflows.graph import TransitionSpec
from cms.workflows.models import Case, Effect, JournalEntry

Kind = JournalEntry.Kind


def sent(cast: Cast) -> str:
    return _("%(person)s sends the application.") % {"person": cast.named(cast.applicant)}


def acts(person: str, label: str, *, comment: str = "", is_opinion: bool = False) -> str:
    """Somebody does something, or gives an opinion."""
    facts = {"person": person, "action": label, "comment": comment.strip()}
    opinion, action = _("%(person)s gives an opinion: “%(action)s”."), _("%(person)s does “%(action)s”.")
    text = opinion if is_opinion else action
    if facts["comment"]:
        text += " " + _("Comment: “%(comment)s”.")
    return text % facts


def passed(step: Step) -> str:
    """Time goes by."""
    wait = step["wait"]
    if "working_days" in wait:
        count = wait["working_days"]
        text = ngettext("%(count)d working day goes by.", "%(count)d working days go by.", count)
    else:
        count = wait["days"]
        text = ngettext("%(count)d day goes by.", "%(count)d days go by.", count)
    return text % {"count": count}


def entries(case: Case, after: int, cast: Cast) -> Iterator[str]:
    """What the journal says since the entry with the number `after`, in sentences."""
    for entry in case.journal.filter(pk__gt=after).order_by("pk"):
        if text := _entry(case, entry, cast):
            yield text


def _entry(case: Case, entry: JournalEntry, cast: Cast) -> str:
    graph = case.graph
    match entry.kind:
        case Kind.MOVED:
            facts = {
                "source": graph.node(entry.source).label,
                "target": graph.node(entry.target).label,
                "action": graph.transition(entry.transition).label,
            }
            if entry.actor_id is not None:
                return _("The application goes from “%(source)s” to “%(target)s”.") % facts
            if entry.data.get("clock") == "delay":
                return (
                    _(
                        "The delay is over: by “%(action)s”, the application goes by itself from “%(source)s” to "
                        "“%(target)s”."
                    )
                    % facts
                )
            return _("By “%(action)s”, the application goes by itself from “%(source)s” to “%(target)s”.") % facts
        case Kind.OPINION:
            return _("The application stays at “%(step)s”: the step waits for other opinions.") % {
                "step": graph.node(entry.source).label
            }
        case Kind.ASSIGNED:
            person = User.objects.filter(pk=entry.data.get("person")).first()
            if person is None:
                return _("The rule of the step finds nobody to whom the application could be given.")
            return _("The application is given to %(person)s.") % {"person": cast.named(person)}
        case Kind.NOTE if entry.data.get("clock") == "reminder":
            days = entry.data["days"]
            text = ngettext(
                "Reminder: %(count)d working day is left at “%(step)s”.",
                "Reminder: %(count)d working days are left at “%(step)s”.",
                days,
            )
            return text % {"count": days, "step": graph.node(entry.source).label}
        case Kind.NOTE if entry.data.get("clock") == "escalation":
            return _("The step “%(step)s” is late: it is passed on to “%(role)s”, who may now act.") % {
                "step": graph.node(entry.source).label,
                "role": graph.role(entry.data["role"]).label,
            }
    return ""


def only_told(effect: Effect) -> str:
    """An effect that a simulation does not do."""
    label = str(effects.get(effect.kind).label)
    return _("In reality, this would follow: %(effect)s.") % {"effect": label[:1].lower() + label[1:]}


def made(effect: Effect, result: Mapping[str, Any], case: Case) -> str:
    """What an effect wrote down, beside mails and documents; empty when it is told otherwise."""
    match effect.kind:
        case "grant":
            grant = Grant.objects.select_related("fund__territory").get(pk=result["grant"])
            return _("A grant of %(amount)s is drawn on the fund of “%(territory)s”.") % {
                "amount": euros(grant.amount),
                "territory": grant.fund.territory,
            }
        case "set_field":
            field = case.graph.own_form.field(result["field"])
            words = answers.in_words(field, Case.objects.get(pk=case.pk).internal.get(field.key)) or _("no answer")
            return _("The internal question “%(question)s” is answered by itself: %(answer)s.") % {
                "question": field.label,
                "answer": words,
            }
    return ""


def failed(effect: Effect) -> str:
    label = str(effects.get(effect.kind).label) if effects.is_known(effect.kind) else effect.kind
    reason = effect.error.partition(": ")[2] or effect.error
    return _("“%(effect)s” fails: %(reason)s") % {"effect": label, "reason": reason}


def tally(transition: TransitionSpec, count: int, needed: int) -> str:
    facts = {"action": transition.label, "count": count, "needed": needed}
    return _("“%(action)s”: %(count)d of the %(needed)d opinions needed") % facts
