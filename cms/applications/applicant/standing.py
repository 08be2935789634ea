"""Where an application stands, in the applicant's words: state, what it means, what to do next."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.applications.models import Application
from cms.applications.people.access import Right
from cms.applications.writing.corrections import is_correcting

# How a decision looks: meaning is in the words, the colour only repeats it.
_OUTCOME_TONES = {"accepted": "leaf", "refused": "coral", "withdrawn": "", "closed": ""}


@dataclass(frozen=True, slots=True)
class Standing:
    """One application at one moment."""

    label: str | Promise
    text: str | Promise
    tone: str
    date_label: str | Promise
    date: datetime
    next_label: str | Promise
    next_href: str
    # The applicant has something to do.
    waiting: bool = False
    due_at: datetime | None = None


def standing(application: Application, right: Right = Right.MANAGE) -> Standing:
    """Return where `application` stands, for somebody with this right on it; reads only what `with_standing` brought.

    What waits for those who may write does not wait for those who only read, nor is it told as if it did.
    """
    found = _standing(application)
    if application.is_trial:
        found = replace(found, label=_("Trial: %(state)s") % {"state": found.label})
    if right >= Right.EDIT or not found.waiting:
        return found
    here = reverse("applications:application", args=[application.pk])
    text = _("Not sent yet.") if application.is_draft else _("Those who write in this application are asked for more.")
    return replace(found, text=text, waiting=False, next_href=here, next_label=gettext_lazy("See the application"))


def _standing(application: Application) -> Standing:
    here = reverse("applications:application", args=[application.pk])
    review = reverse("applications:review", args=[application.pk])
    case = application.case
    if case is None:
        return _draft(application, here)
    node = case.current_node
    if is_correcting(application):
        return Standing(
            label=node.label,
            text=node.applicant_text or _("We need something more from you."),
            tone="sun",
            date_label=gettext_lazy("Asked on"),
            date=case.entered_at,
            next_label=gettext_lazy("Complete my application"),
            next_href=review,
            waiting=True,
            due_at=case.due_at,
        )
    return Standing(
        label=node.label,
        text=node.applicant_text,
        tone=_OUTCOME_TONES.get(case.outcome, "loire") if not case.is_open else "loire",
        date_label=gettext_lazy("Since"),
        date=case.entered_at,
        next_label=gettext_lazy("See my application"),
        next_href=here,
    )


def _draft(application: Application, here: str) -> Standing:
    procedure = application.release.procedure
    is_open = procedure.is_open or application.is_trial
    if is_open:
        text = _("Not sent yet: finish it when you like.")
        step, label = reverse("applications:resume", args=[application.pk]), gettext_lazy("Carry on")
    else:
        text = _("Not sent. The procedure does not take applications at the moment; your answers are kept.")
        step, label = here, gettext_lazy("Read my answers")
    return Standing(
        label=gettext_lazy("Draft"),
        text=text,
        tone="sun" if is_open else "",
        date_label=gettext_lazy("Changed on"),
        date=application.updated_at,
        next_label=label,
        next_href=step,
        waiting=is_open,
        due_at=procedure.closes_at,
    )
