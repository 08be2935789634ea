"""The steps of an application: which there are, which comes next, how far one is."""

from collections.abc import Sequence
from typing import TypedDict

from django.urls import reverse
from django.utils.translation import gettext as _

from cms.applications.models import Application
from cms.applications.writing.completeness import remaining
from cms.applications.writing.corrections import has_open
from cms.forms import answers
from cms.forms.answers import Problem
from cms.forms.spec import Section

REVIEW = ""


class Step(TypedDict):
    """What the bridge shows of one step."""

    label: str
    href: str
    state: str


def sections(application: Application) -> list[Section]:
    """The sections to fill in now: those that the answers show, and in a correction only those with an open field."""
    shown = answers.sections(application.release.form, application.working_answers)
    return [section for section in shown if application.is_draft or has_open(application, section)]


def address(application: Application, section: Section) -> str:
    return reverse("applications:step", args=[application.pk, section.key])


def review_address(application: Application) -> str:
    return reverse("applications:review", args=[application.pk])


def previous(application: Application, section_key: str) -> str | None:
    """The address of the step before, or None at the first; of the last section when at the review (`REVIEW`)."""
    keys = [section.key for section in sections(application)]
    place = len(keys) if section_key == REVIEW else _place(application, section_key)
    before = [key for key in keys if _place(application, key) < place] if section_key != REVIEW else keys
    return reverse("applications:step", args=[application.pk, before[-1]]) if before else None


def following(application: Application, section_key: str) -> str:
    """The address of the step after, the review after the last."""
    place = _place(application, section_key)
    after = [section for section in sections(application) if _place(application, section.key) > place]
    return address(application, after[0]) if after else review_address(application)


def resume(application: Application) -> str:
    """Where to go on: the first step that lacks something, or the review."""
    lacking = {problem.section_key for problem in remaining(application)}
    for section in sections(application):
        if section.key in lacking:
            return address(application, section)
    return review_address(application)


def bridge(
    application: Application, current: str, problems: Sequence[Problem] | None = None, *, may_send: bool = True
) -> list[Step]:
    """The progress of `application` as the bridge shows it; `current` is a section's key or `REVIEW`.

    `may_send`: whether the person who looks sends it at the end.
    """
    lacking = {problem.section_key for problem in (remaining(application) if problems is None else problems)}
    written = {*application.working_answers, *application.typed}
    steps = []
    for section in sections(application):
        begun = any(field.key in written for field in section.fields if field.kind.asks)
        state = ("error" if section.key in lacking else "done") if begun else "todo"
        if section.key == current:
            state = "current"
        steps.append(Step(label=section.title, href=address(application, section), state=state))
    state = "current" if current == REVIEW else "todo"
    return [
        *steps,
        Step(
            label=_("Review and send") if may_send else _("Read again"), href=review_address(application), state=state
        ),
    ]


def _place(application: Application, section_key: str) -> int:
    return [section.key for section in application.release.form.sections].index(section_key)
