"""What those who handle an application noted for its people to read."""

from cms.applications.models import Application
from cms.forms import answers


def public(application: Application) -> list[tuple[str, str]]:
    """The answers to the process's own questions that say they are public, as (question, answer in words)."""
    case = application.case
    if case is None or not case.internal:
        return []
    shown = case.graph.public_fields & set(case.internal)
    return [
        (one.label, answers.in_words(one, case.internal[one.key], public=True))
        for one in case.graph.own_form.fields
        if one.key in shown
    ]
