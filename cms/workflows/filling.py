"""Answers to the process's own questions, which the people who handle a case write down at its steps."""

from typing import Any

from cms.forms.errors import FieldError
from cms.forms.parts import Field
from cms.workflows.graph import RETURN, TransitionSpec
from cms.workflows.models import Case
from cms.workflows.refusals import OwnFieldsRefused


def asked(case: Case, transition: TransitionSpec) -> list[Field]:
    """Return the questions that the step asks whoever takes `transition`: none of what is the applicant's alone."""
    if case.graph.is_applicants(transition):
        return []
    wanted = case.graph.node(transition.source).fills
    return [one for one in case.graph.own_form.fields if one.key in wanted] if wanted else []


def fill(case: Case, transition: TransitionSpec, given: dict[str, Any]) -> dict[str, Any]:
    """Write the answers on the case, in memory, and return what the journal says of it: {"filled": [keys]} or nothing.

    A question that was not given keeps its answer. Raises `OwnFieldsRefused` (a question that is not asked here, an
    answer that its type refuses, one that is needed and lacks; nothing is needed to send a case back).
    """
    fields = {one.key: one for one in asked(case, transition)}
    if unknown := sorted(set(given) - set(fields)):
        raise OwnFieldsRefused(transition, unknown)
    answers = dict(case.internal)
    for key, value in given.items():
        answers[key] = cleaned(fields[key], value, transition)
    if not transition.key.startswith(RETURN):
        lacking = [one.label for one in fields.values() if one.required and one.kind.is_empty(answers.get(one.key))]
        if lacking:
            raise OwnFieldsRefused(transition, lacking)
    case.internal = {key: value for key, value in answers.items() if value not in (None, "", [])}
    return {"filled": sorted(given)} if given else {}


def cleaned(field: Field, value: Any, transition: TransitionSpec) -> Any:
    """Return the value as the field stores it. Raises `OwnFieldsRefused`."""
    try:
        return field.kind.clean(field, value)
    except FieldError:
        raise OwnFieldsRefused(transition, [field.label]) from None
