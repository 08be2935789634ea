"""What an application still lacks before it can be sent."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from cms.applications.commitments import offers
from cms.applications.models import Application
from cms.applications.scanning import operations as scanning
from cms.forms import answers
from cms.forms.answers import Problem
from cms.forms.errors import Fault, FieldError


class Incomplete(Exception):
    """The application cannot be sent; `problems` says what to mend, with the place of each."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = list(problems)
        super().__init__("; ".join(problem.message for problem in self.problems))


def remaining(application: Application) -> list[Problem]:
    """All that stands between an application and its submission, in the order of the form.

    What was typed and could not be stored counts: otherwise something the applicant wrote would go missing unseen.
    """
    form = application.release.form
    found = answers.problems(form, application.working_answers)
    shown = answers.visible(form, application.working_answers)
    refused = {key: raw for key, raw in application.typed.items() if key in shown & form.keys}
    found = [problem for problem in found if problem.field_key not in refused]
    for key, raw in refused.items():
        field = form.field(key)
        section = form.section_of(key)
        found += [
            Problem(section.key, key, fault.label or field.label, fault.message, fault.part)
            for fault in _why(field, raw)
        ]
    at_fault = {problem.field_key for problem in found}
    found += [problem for problem in offers.missing(application) if problem.field_key not in at_fault]
    found += scanning.problems(application)
    order = {one.key: place for place, one in enumerate(form.fields)}
    return sorted(found, key=lambda problem: order[problem.field_key])


def _why(field: answers.Field, raw: object) -> Sequence[Fault]:
    try:
        field.kind.clean(field, raw)
    except FieldError as error:
        return error.faults
    return [Fault(_("What you typed here was not saved. Check it and save again."))]
