"""Content says here how it is found: one builder a model, registered by the room that owns the model."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Model, QuerySet


@dataclass(frozen=True, slots=True)
class Facet:
    """A value by which results are sorted, and its name on screen."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Entry:
    """What is found of an object. `facets` may hold "territoire" and "public"; `kind` is a facet by itself."""

    title: str
    summary: str
    body: str
    kind: str
    kind_label: str
    url: str
    facets: dict[str, list[Facet]] = field(default_factory=dict)
    language: str = "fr"
    date: datetime | None = None
    thumbnail: str = ""


@dataclass(frozen=True, slots=True)
class Registration:
    """How a model is found: its builder, and the objects that may be."""

    model: type[Model]
    builder: Callable[[Any], Entry | None]
    queryset: Callable[[], QuerySet[Any]]


_registrations: dict[type[Model], Registration] = {}


def register[M: Model](
    model: type[M], builder: Callable[[M], Entry | None], queryset: Callable[[], QuerySet[M]] | None = None
) -> None:
    """Say how `model` is found. A builder that returns None says that the object must not be."""
    _registrations[model] = Registration(model, builder, queryset or model._default_manager.all)


def registration_of(model: type[Model]) -> Registration | None:
    """Return the registration of `model` or of the nearest class above it."""
    return next((_registrations[cls] for cls in model.__mro__ if cls in _registrations), None)


def registrations() -> Iterator[Registration]:
    """Yield all registrations, in the order in which rooms made them."""
    yield from list(_registrations.values())
