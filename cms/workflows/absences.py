"""Absences: who may say that a person is away, and who may then stand in."""

from datetime import date

from django.db import transaction
from django.db.models import Q, QuerySet

from cms.accounts.models import User
from cms.workflows.models import Substitution

MANAGE = "workflows.change_substitution"


def may_manage(user: User, person: User) -> bool:
    """A person says when they are away themselves; whoever may change absences says it of anybody."""
    return user.is_active and (user.pk == person.pk or user.has_perm(MANAGE))


def seen_by(user: User) -> QuerySet[Substitution]:
    """The absences that `user` may read: all for whoever may change them; else their own, and those that they cover."""
    rows = Substitution.objects.select_related("person", "substitute")
    return rows if user.has_perm(MANAGE) else rows.filter(Q(person=user) | Q(substitute=user))


def colleagues() -> QuerySet[User]:
    """The people who may stand in for somebody: those who may open the admin, where cases are handled."""
    opens = Q(groups__permissions__codename="access_admin", groups__permissions__content_type__app_label="wagtailadmin")
    return User.objects.filter(Q(is_superuser=True) | opens, is_active=True).distinct().order_by("last_name", "email")


def declare(person: User, substitute: User, first_day: date, last_day: date, by: User) -> Substitution:
    """Write an absence. Raises `PermissionError`, and `ValidationError` when the days or the people do not hold."""
    if not may_manage(by, person):
        raise PermissionError
    absence = Substitution(person=person, substitute=substitute, first_day=first_day, last_day=last_day)
    absence.full_clean()
    with transaction.atomic():
        absence.save()
    return absence


def take_back(absence: Substitution, by: User) -> None:
    """Delete an absence: from now on nobody stands in any more. Raises `PermissionError`."""
    if not may_manage(by, absence.person):
        raise PermissionError
    absence.delete()
