"""Mails of the clock: before the deadline, on the applicant's turn, and when a step is passed on."""

from datetime import datetime, timedelta

import pytest
from django.core import mail
from django.utils import timezone

from cms.applications.admin import history
from cms.applications.models import Application
from cms.workflows import clock, engine, outbox
from cms.workflows.models import Substitution
from tests.applications import visit

pytestmark = pytest.mark.django_db


def with_clock(bundle):
    process = bundle["process"]
    process["roles"].append({"key": "chef", "label": "Direction", "finder": "group", "group": "Direction"})
    lecture, complement = process["nodes"][1:3]
    lecture |= {"reminders": [2], "escalate_after": 1, "escalate_to": "chef"}
    complement |= {"deadline_days": 10, "reminders": [3], "applicant_text": "Répondez à nos questions."}
    return bundle


@pytest.fixture
def submitted():
    visit.person("Direction", email="chef@exemple.fr")
    found = visit.application(visit.publish(with_clock(visit.bundle())))
    visit.settle(found)
    mail.outbox.clear()
    return found


def run(submitted: Application, moment: datetime) -> None:
    clock.run(moment)
    outbox.run_case(submitted.case_id)


def test_those_who_must_act_are_reminded_with_the_step_the_day_and_the_way(submitted):
    agent = visit.person("Agents", email="agent@exemple.fr")
    due = submitted.case.due_at
    run(submitted, due)
    [reminder] = mail.outbox
    assert (reminder.to, reminder.subject[:21]) == ([agent.email], f"Dossier {submitted.reference}"[:21])
    assert "« Lecture »".replace(" ", "\u202f") in reminder.body
    assert "Lisez tout." in reminder.body
    assert f"/admin/instruction/dossiers/{submitted.pk}/" in reminder.body
    run(submitted, due)
    assert len(mail.outbox) == 1  # each once
    shown = history.entries(Application.objects.with_standing().get(pk=submitted.pk))[0]
    assert shown.text == "Il reste 2 jours ouvrés"
    assert [one.text for one in shown.effects] == ["Rappel à ceux qui doivent agir"]


def test_who_is_absent_is_not_written_to_but_the_substitute_is(submitted):
    agent = visit.person("Agents", email="agent@exemple.fr")
    other = visit.person("Comité", email="remplacante@exemple.fr")
    today = timezone.localdate()
    Substitution.objects.create(person=agent, substitute=other, first_day=today, last_day=today)
    run(submitted, submitted.case.due_at)
    assert mail.outbox[0].to == ["remplacante@exemple.fr"]


def test_the_applicant_is_reminded_on_their_turn(submitted):
    agent = visit.person("Agents", email="agent@exemple.fr")
    engine.perform(submitted.case, "completer", agent, comment="Combien d’élèves ?")
    outbox.run_case(submitted.case_id)
    mail.outbox.clear()
    run(submitted, submitted.case.due_at)
    [reminder] = mail.outbox
    assert reminder.to == [visit.CLASS]
    assert "Répondez à nos questions." in reminder.body
    assert "/admin/" not in reminder.body


def test_a_late_step_is_passed_on_by_mail_and_a_reminder_that_comes_too_late_is_none(submitted):
    visit.person("Agents", email="agent@exemple.fr")
    run(submitted, submitted.case.due_at + timedelta(days=5))
    assert [one.to for one in mail.outbox] == [["chef@exemple.fr"]]
    assert "vous est confié" in mail.outbox[0].body
    shown = history.entries(Application.objects.with_standing().get(pk=submitted.pk))[0]
    assert shown.text == "En retard : relais confié à « Direction »"


def test_nobody_is_written_to_about_a_step_that_the_case_has_left(submitted):
    agent = visit.person("Agents", email="agent@exemple.fr")
    clock.run(submitted.case.due_at)
    submitted.case.refresh_from_db()
    engine.perform(submitted.case, "transmettre", agent)
    outbox.run_case(submitted.case_id)
    assert mail.outbox == []
