"""What lacks in the answers of a run; told, and never in the way: a form gets new questions all the time."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from cms.applications.models import Application
from cms.forms import answers


def remarks(application: Application) -> Iterator[str]:
    """One sentence a problem; a file cannot be given here and is not missed."""
    form = application.release.form
    for problem in answers.problems(form, application.answers):
        field = form.field(problem.field_key)
        if not field.kind.takes_files and not any(one.kind.takes_files for one in field.fields):
            yield _("“%(question)s”: %(problem)s") % {"question": problem.label, "problem": problem.message}
