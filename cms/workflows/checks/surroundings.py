"""What a process refers to outside itself: the form, the mails, the documents, the people of each territory."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from cms.forms.spec import Form


@dataclass(frozen=True, slots=True)
class Text:
    """A mail or a document of the procedure, as far as a process may misuse it.

    `tags`: the (name, argument) pairs written in it; `unknown_tags`: those that nothing replaces, as they are written;
    `to_applicant`: whether the applicant is the one who gets it.
    """

    to_applicant: bool = False
    tags: tuple[tuple[str, str], ...] = ()
    unknown_tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Surroundings:
    """None when a thing is not known here, and so not checked.

    `fields`: keys of the form's questions; `form`: the form itself, whose types and choices say which answers there
    can be. `messages`, `documents`: keys; `mails`, `papers`: the same with what is in them. `deserted`: for a finder of
    people, the places where it finds nobody ("Nantes Métropole"). `blind`: finders that find nobody for any case.
    `opinion_forms`: forms for experts that come with the process, by key; others are looked for among those that exist.
    """

    fields: frozenset[str] | set[str] | None = None
    messages: frozenset[str] | set[str] | None = None
    documents: frozenset[str] | set[str] | None = None
    form: Form | None = None
    mails: Mapping[str, Text] | None = None
    papers: Mapping[str, Text] | None = None
    deserted: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    blind: frozenset[str] = frozenset()
    opinion_forms: Mapping[str, Form] = field(default_factory=dict)


Provider = Callable[[Any], Iterable[Surroundings]]

_providers: list[Provider] = []


def register_surroundings(provider: Provider) -> None:
    """Add a room that knows where processes are used: `provider(definition)` gives the surroundings of each use."""
    _providers.append(provider)


def surroundings_of(definition: Any) -> list[Surroundings]:
    """Return the surroundings of each use of a process definition; one that knows nothing when it has no use yet."""
    found = [one for provider in _providers for one in provider(definition)]
    return found or [Surroundings()]
