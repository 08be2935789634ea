"""Who plays a role in a case: finders by name, which higher rooms may add to."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cms.accounts.models import User
from cms.workflows.graph import RoleSpec
from cms.workflows.models import Case

# Whoever tries a procedure is the applicant of the trial.
_TESTER = RoleSpec("tester", "", "applicant")

Find = Callable[[RoleSpec, Case], QuerySet[User]]


@dataclass(frozen=True, slots=True)
class Finder:
    """How people are found, and what an editor reads when choosing it."""

    name: str
    label: str | Promise
    find: Find


_finders: dict[str, Finder] = {}
_cast: ContextVar[Mapping[str, Sequence[int]] | None] = ContextVar("cast", default=None)


@contextmanager
def cast(parts: Mapping[str, Sequence[int]]) -> Iterator[None]:
    """While it lasts, the accounts with these numbers play the roles, by key, and nobody else plays any: a simulation
    is played by made people, whatever the finders would find. For this thread or task alone.
    """
    token = _cast.set(parts)
    try:
        yield
    finally:
        _cast.reset(token)


def register_finder(name: str, find: Find, label: str | Promise = "") -> None:
    """Add a way of finding people: `find(role, case)` returns the accounts; the last registered under a name counts."""
    _finders[name] = Finder(name, label or name, find)


def finders() -> list[Finder]:
    """Return the known finders, in the order in which they were registered."""
    return list(_finders.values())


def is_known(name: str) -> bool:
    """Return whether a finder has this name."""
    return name in _finders


def people(role: RoleSpec, case: Case) -> QuerySet[User]:
    """Return the active accounts that play `role` in `case`; none when the role's finder is unknown.

    In a trial, the person who tries plays every role and nobody else plays any.
    """
    if (parts := _cast.get()) is not None:
        return User.objects.filter(pk__in=parts.get(role.key, ()), is_active=True)
    if case.is_trial:
        return _told_by_subject(_TESTER, case).filter(is_active=True)
    finder = _finders.get(role.finder)
    found = finder.find(role, case) if finder else User.objects.none()
    return found.filter(is_active=True)


def plays_any(user: User, roles: Iterable[RoleSpec], case: Case) -> bool:
    """Return whether `user` plays one of `roles` in `case`."""
    return any(True for _role in played(user, roles, case))


def played(user: User, roles: Iterable[RoleSpec], case: Case) -> Iterable[RoleSpec]:
    """Yield those of `roles` that `user` plays in `case`: one query for all groups, one for each other finder."""
    if not user.is_authenticated or not user.is_active:
        return
    if (parts := _cast.get()) is not None:
        yield from (role for role in roles if user.pk in parts.get(role.key, ()))
        return
    if case.is_trial:
        if people(_TESTER, case).filter(pk=user.pk).exists():
            yield from roles
        return
    groups: set[str] | None = None
    found: dict[str, bool] = {}
    for role in roles:
        if role.finder == "group":
            if groups is None:
                groups = set(user.groups.values_list("name", flat=True))
            if role.group in groups:
                yield role
        elif role.finder == "anyone_signed":
            yield role
        else:
            if role.finder not in found:
                found[role.finder] = people(role, case).filter(pk=user.pk).exists()
            if found[role.finder]:
                yield role


def _group(role: RoleSpec, case: Case) -> QuerySet[User]:
    """Whoever is in the role's group today, whatever the case."""
    return User.objects.filter(groups__name=role.group)


def _assigned(role: RoleSpec, case: Case) -> QuerySet[User]:
    """The people to whom this very case was given by name."""
    return User.objects.filter(pk__in=case.assignments.values("user"))


def _anyone_signed(role: RoleSpec, case: Case) -> QuerySet[User]:
    """Anyone who is signed in."""
    return User.objects.all()


def _applicant(role: RoleSpec, case: Case) -> QuerySet[User]:
    """The person whose subject it is, as the subject says."""
    return _told_by_subject(role, case)


def _referents(role: RoleSpec, case: Case) -> QuerySet[User]:
    """The referents of the territory to which the subject belongs, as the subject says; nobody when it has none."""
    return _told_by_subject(role, case)


def _told_by_subject(role: RoleSpec, case: Case) -> QuerySet[User]:
    return case.subject.case_people(role.finder) if case.subject else User.objects.none()


register_finder("group", _group, _("a group of accounts"))
register_finder("applicant", _applicant, _("the applicant and their partners"))
register_finder("referents", _referents, _("the referents of the territory"))
register_finder("assigned", _assigned, _("the people to whom the case is given"))
register_finder("anyone_signed", _anyone_signed, _("anyone who is signed in"))
