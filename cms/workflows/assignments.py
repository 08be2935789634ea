"""Gives cases to people by name."""

from django.db import transaction

from cms.accounts.models import User
from cms.workflows import chain, parts, permissions
from cms.workflows.models import Assignment, Case, JournalEntry


def assign(case: Case, person: User, actor: User) -> None:
    """Give the case to `person`, beside those who have it. Raises `PermissionError` when `actor` may not."""
    with transaction.atomic():
        locked = _locked(case, actor)
        _assignment, is_new = Assignment.objects.get_or_create(case=locked, user=person)
        if is_new:
            _note(locked, person, actor, assigned=True)


def unassign(case: Case, person: User, actor: User) -> None:
    """Take the case from `person`. Raises `PermissionError` when `actor` may not."""
    with transaction.atomic():
        locked = _locked(case, actor)
        removed, _rows = Assignment.objects.filter(case=locked, user=person).delete()
        if removed:
            _note(locked, person, actor, assigned=False)


def _locked(case: Case, actor: User) -> Case:
    locked = Case.objects.select_for_update(of=("self",)).select_related("process_version").get(pk=case.pk)
    if not permissions.may_assign(actor, locked):
        raise PermissionError
    return locked


def _note(case: Case, person: User, actor: User, *, assigned: bool) -> None:
    chain.append(case, JournalEntry.Kind.ASSIGNED, actor, data={"person": person.pk, "assigned": assigned})
    case.save(update_fields=["journal_head"])
    parts.rewrite(case)
