"""Gives cases to people: by name, or by the rule of a step."""

from datetime import datetime

from django.db import transaction
from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from cms.accounts.models import User
from cms.workflows import chain, parts, permissions, roles
from cms.workflows.models import Assignment, Case, JournalEntry, Substitution
from cms.workflows.subjects import CaseSubject

# Rules that ask the subject for its people; any other rule takes all the people of the role.
OF_SUBJECT = {"referent": "referents", "departement": "departement_referents"}


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


def by_rule(case: Case, rule: str, among: str, now: datetime) -> User | None:
    """Give a locked case to the person whom the rule finds, and write it in the journal, whose head the caller saves.

    `rule`: "referent" (of the subject's territory), "departement" (a referent of the same département) or
    "least_loaded"; `among` is the key of the role whose people count, or nothing. Of several it takes the one who has
    the fewest open cases. Nobody who is absent today is chosen, as long as somebody is there. When nobody is found the
    journal says so, and None is returned. The caller has the parts written again.
    """
    person = found(case, rule, among).first()
    if person is not None:
        Assignment.objects.get_or_create(case=case, user=person)
    data = {"person": person.pk if person else None, "assigned": True, "rule": rule}
    chain.append(case, JournalEntry.Kind.ASSIGNED, None, data=data, created_at=now)
    return person


def found(case: Case, rule: str, among: str) -> QuerySet[User]:
    """Return the people whom the rule of a step finds for a case, the first choice first."""
    role = next((one for one in case.graph.roles if one.key == among), None)
    subject = case.subject
    people = User.objects.filter(is_active=True)
    if role is not None:
        people = people.filter(pk__in=roles.people(role, case).values("pk"))
    if isinstance(subject, CaseSubject):
        people = people.exclude(pk__in=subject.case_people("concerned").values("pk"))
        if rule in OF_SUBJECT:
            people = people.filter(pk__in=subject.case_people(OF_SUBJECT[rule]).values("pk"))
    if role is None and rule not in OF_SUBJECT:
        return people.none()
    absences = Substitution.objects.on().filter(person=OuterRef("pk"))
    given = Assignment.objects.filter(user=OuterRef("pk"), case__closed_at=None, case__is_trial=False)
    load = given.order_by().values("user").annotate(number=Count("pk")).values("number")
    people = people.annotate(is_away=Exists(absences), load=Coalesce(Subquery(load), 0))
    return people.order_by("is_away", "load", "pk")


def _locked(case: Case, actor: User) -> Case:
    locked = Case.objects.select_for_update(of=("self",)).select_related("process_version").get(pk=case.pk)
    if not permissions.may_assign(actor, locked):
        raise PermissionError
    return locked


def _note(case: Case, person: User, actor: User, *, assigned: bool) -> None:
    chain.append(case, JournalEntry.Kind.ASSIGNED, actor, data={"person": person.pk, "assigned": assigned})
    case.save(update_fields=["journal_head"])
    parts.rewrite(case)
