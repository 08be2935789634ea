"""Reminders: what the clock writes to those who must act, before the deadline and when a step is passed on."""

from typing import Any

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from cms.accounts.models import User
from cms.applications.decisions import letters, messages
from cms.applications.decisions.tags import Filling
from cms.applications.models import Application
from cms.theme.typography import typo
from cms.workflows import acting, roles
from cms.workflows.models import Case, Effect, Opinion, Substitution


def send(effect: Effect) -> dict[str, Any]:
    """Effect "remind", which the clock sets off: writes to the people of the role that it names, or to those for whom
    the step waits. Nobody is written to when the case has left the step meanwhile.
    """
    case, application = effect.case, effect.case.subject
    if not isinstance(application, Application) or not case.is_open or case.node != effect.entry.source:
        return {"recipients": 0}
    to, bcc = _addresses(application, case, effect.params.get("role", ""))
    if to or bcc:
        subject, text = _words(application, case, is_passed_on=bool(effect.params.get("role")))
        letters.send(letters.letter(subject, text, to, bcc), effect)
    return {"recipients": len(to) + len(bcc)}


def check(params: dict[str, Any]) -> str:
    """Only the clock sets it off: a process says when, at its steps."""
    return _("say at the step when people are reminded")


def people_waited_for(case: Case, role_key: str = "") -> set[User]:
    """Return who is written to: the people of the role, or of all roles that the step waits for but the applicant's;
    a substitute in place of who is absent, and nobody who has given their opinion.
    """
    keys = {role_key} if role_key else acting.waits_for(case)
    wanted = [
        role for role in case.graph.roles if role.key in keys and role.finder not in ("applicant", "anyone_signed")
    ]
    found = {person for role in wanted for person in roles.people(role, case)}
    absences = Substitution.objects.on().filter(person__in=found, substitute__is_active=True)
    for absence in absences.select_related("person", "substitute"):
        found.discard(absence.person)
        found.add(absence.substitute)
    told = Opinion.objects.filter(case=case, visit=case.revision).values_list("reviewer", flat=True)
    return {person for person in found if person.pk not in set(told)}


def _addresses(application: Application, case: Case, role_key: str) -> tuple[list[str], list[str]]:
    if application.is_trial or (case.current_node.is_with_applicant and not role_key):
        first, *others = messages.recipients(application, "applicant")
        return [first], others
    return letters.among(sorted({person.email for person in people_waited_for(case, role_key) if person.email}))


def _words(application: Application, case: Case, *, is_passed_on: bool) -> tuple[str, str]:
    node = case.current_node
    for_applicant = node.is_with_applicant and not is_passed_on
    facts = {
        "reference": application.reference,
        "title": application.case_title(),
        "step": node.label,
        "day": formats.date_format(timezone.localtime(case.due_at), "j F Y") if case.due_at else "",
    }
    if is_passed_on:
        subject = _("Application {reference} is late: you may act")
        text = _(
            "Application {reference}, “{title}”, should have left the step “{step}” by {day}. It is passed on to you: "
            "you may now act as those who had it."
        )
    elif for_applicant:
        subject = _("Your application {reference}: your answer is awaited by {day}")
        text = _("Your application “{title}” is waiting for you, at the step “{step}”. Please answer by {day}.")
    else:
        subject = _("Application {reference}: to be handled by {day}")
        text = _("Application {reference}, “{title}”, is at the step “{step}” and waits for you by {day}.")
    said = (node.applicant_text if for_applicant else node.instructions).strip()
    link = Filling(application, for_applicant=for_applicant).fill("{link}")
    parts = [_("Hello,"), text.format(**facts), said, link]
    return typo(subject.format(**facts)), "\n\n".join(typo(part) if part != link else part for part in parts if part)
