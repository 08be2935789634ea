"""What a step of a process says about the opinions of outside experts."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

# What a step has when it does not say.
WANTED = 1
DAYS = 10


@dataclass(frozen=True, slots=True)
class Expertise:
    """The opinions that a step asks of experts.

    `form` is the key of the form that they fill in and `edition` the fingerprint to which a publication pinned it;
    `wanted` how many opinions the step needs; `days` how many working days an expert has, and `remind` how many before
    the last one they are written to again (None: never). `confidential` opinions are read by the roles `read_by` alone,
    or, when there are none, by those that act at the step. `shows` are the keys of sections and questions of the
    application's form that experts read; none: see `cms.applications.expertise.shown`.
    """

    form: str
    edition: str = ""
    wanted: int = WANTED
    days: int = DAYS
    remind: int | None = None
    confidential: bool = False
    read_by: tuple[str, ...] = ()
    shows: tuple[str, ...] = ()


def read(value: Mapping[str, Any] | None) -> Expertise | None:
    """The settings of a step from its JSON (`NodeSpec.expertise`); None when it asks no expert."""
    if not value:
        return None
    return Expertise(
        form=value["form"],
        edition=value.get("edition", ""),
        wanted=value.get("wanted", WANTED),
        days=value.get("days", DAYS),
        remind=value.get("remind"),
        confidential=value.get("confidential", False),
        read_by=tuple(value.get("read_by", ())),
        shows=tuple(value.get("shows", ())),
    )


def canonical(value: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """The shortest writing of the settings: what has its default is left out, so that equal ones are the same."""
    found = read(value)
    if found is None:
        return None
    row: dict[str, Any] = {"form": found.form}
    row |= {"edition": found.edition} if found.edition else {}
    row |= {"wanted": found.wanted} if found.wanted != WANTED else {}
    row |= {"days": found.days} if found.days != DAYS else {}
    row |= {"remind": found.remind} if found.remind is not None else {}
    row |= {"confidential": True} if found.confidential else {}
    row |= {"read_by": list(found.read_by)} if found.read_by else {}
    row |= {"shows": list(found.shows)} if found.shows else {}
    return row
