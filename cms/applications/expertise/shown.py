"""What experts read of an application: what the step says, and without saying nothing that tells who applies."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from cms.applications.models import Application
from cms.forms import answers
from cms.forms.soundness import asks_personal_data
from cms.forms.spec import Field, Form
from cms.workflows.models import Case, OpinionRequest


@dataclass(frozen=True, slots=True)
class Answer:
    """One question with its answer in words, and its files: {"id", "name", "size"}."""

    label: str
    text: str
    files: list[dict[str, Any]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Part:
    """One step of the form with what experts read of it."""

    title: str
    answers: list[Answer]


def keys(form: Form, shows: Iterable[str]) -> frozenset[str]:
    """The keys of the questions that experts read.

    A question that `shows` names is read; of a step that it names, the questions that ask for no personal data. When it
    names nothing: the questions of the steps in which not one asks for personal data, without files, in which anything
    may stand.
    """
    wanted = set(shows)
    personal = _personal(form)
    found: set[str] = set()
    for section in form.sections:
        asked = [one for one in section.fields if one.kind.asks]
        if not wanted:
            if not any(one.key in personal for one in asked):
                found |= {one.key for one in asked if not _takes_files(one)}
        elif section.key in wanted:
            found |= {one.key for one in asked if one.key not in personal}
    return frozenset(found | (wanted & {one.key for one in form.fields}))


def keys_for(request: OpinionRequest, case: Case, application: Application) -> frozenset[str]:
    """Those of one expert: what the step says in the version of the process that the case follows."""
    node = case.graph.node(request.node) if case.graph.has_node(request.node) else None
    asked = node.experts if node else None
    return keys(application.release.form, asked.shows) if asked else frozenset()


def parts(application: Application, readable: frozenset[str]) -> list[Part]:
    """What was submitted, in the order of the form, without what is not for experts."""
    found = []
    for section, rows in answers.shown(application.release.form, application.answers):
        seen = [_answer(one, application.answers.get(one.key), text) for one, text in rows if one.key in readable]
        if seen:
            found.append(Part(section.title, seen))
    return found


def title(application: Application, readable: frozenset[str]) -> str:
    """What the application is called for an expert: its title when they read it, else its reference."""
    may_read = application.release.settings["title_field"] in readable
    return (application.title if may_read else "") or application.reference or application.release.settings["title"]


def _answer(one: Field, value: Any, text: str) -> Answer:
    files = one.kind.files(value) if value and one.kind.takes_files else []
    return Answer(one.label, "" if files else text, [dict(file) for file in files])


def _personal(form: Form) -> set[str]:
    asked = {id(one) for one in asks_personal_data(form)}
    return {one.key for one in form.fields if id(one) in asked or any(id(inner) in asked for inner in one.fields)}


def _takes_files(one: Field) -> bool:
    return any(inner.kind.takes_files for inner in (one, *one.fields))
