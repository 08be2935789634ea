"""Mails that actions send."""

import pytest
from django.core import mail

from cms.applications.decisions import messages
from cms.applications.papers import receipts
from cms.applications.people import coauthors
from cms.workflows import engine, outbox
from cms.workflows.models import Effect
from tests.applications import visit

pytestmark = pytest.mark.django_db


def test_the_applicant_and_the_agents_hear_of_a_new_application():
    agents = [visit.person("Agents", email=f"agent{n}@exemple.fr") for n in range(2)]
    visit.person("Comité", email="comite@exemple.fr")
    submitted = visit.application()
    visit.settle(submitted)
    to_applicant, to_agents = mail.outbox
    assert to_applicant.to == ["classe@exemple.fr"]
    assert to_applicant.subject == f"Dossier {submitted.reference} reçu"
    assert to_agents.subject == "Nouveau : Une matinée à la fonderie"
    # Agents do not see one another's addresses, and it is one sending.
    assert (to_agents.to, sorted(to_agents.bcc)) == ([], sorted(agent.email for agent in agents))


def test_those_who_may_write_in_an_application_get_its_decisions_as_a_copy():
    submitted = visit.application()
    for email, role in (("ana@exemple.fr", "edit"), ("bea@exemple.fr", "comment"), ("cleo@exemple.fr", "view")):
        coauthors.invite(submitted, submitted.applicant, email, role)
    coauthors.remove(coauthors.invite(submitted, submitted.applicant, "parti@exemple.fr", "edit"), submitted.applicant)
    visit.settle(submitted)
    receipts.send_receipt.call(str(submitted.pk))
    decision, receipt = mail.outbox
    assert (decision.to, decision.bcc) == (["classe@exemple.fr"], ["ana@exemple.fr"])
    assert (receipt.to, receipt.bcc) == (["classe@exemple.fr"], ["ana@exemple.fr"])


def test_a_message_has_a_text_and_the_same_in_html():
    submitted = visit.application(titre="<b>Forge & fonderie</b>")
    visit.person("Agents")
    visit.settle(submitted)
    text = mail.outbox[1].body
    html = mail.outbox[1].alternatives[0].content
    assert text.startswith("À lire : http://testserver/admin/instruction/dossiers/")
    assert mail.outbox[1].subject == "Nouveau : <b>Forge & fonderie</b>"
    assert "<b>Forge" not in html
    assert "&lt;b&gt;Forge &amp; fonderie&lt;/b&gt;" in html
    assert f'href="http://testserver/admin/instruction/dossiers/{submitted.pk}/"' in html


def test_a_title_of_several_lines_cannot_forge_a_header():
    submitted = visit.application(titre="Visite\nBcc: tous@exemple.fr")
    visit.person("Agents")
    visit.settle(submitted)
    assert mail.outbox[1].subject == "Nouveau : Visite Bcc: tous@exemple.fr"


def test_a_message_to_a_role_without_people_is_not_sent_and_does_not_hold_back_the_rest():
    submitted = visit.application()
    visit.settle(submitted)
    assert [one.to for one in mail.outbox] == [["classe@exemple.fr"]]
    assert not Effect.objects.undone().exists()


def test_running_the_outbox_again_sends_nothing_more():
    visit.person("Agents")
    submitted = visit.application()
    visit.settle(submitted)
    visit.settle(submitted)
    outbox.run_due()
    assert len(mail.outbox) == 2


def test_a_message_keeps_its_identity_from_one_attempt_to_the_next(settings):
    submitted = visit.application()
    effect = submitted.case.effects.first()
    messages.send(effect)
    messages.send(effect)
    first, second = mail.outbox
    assert first.extra_headers["Message-ID"] == second.extra_headers["Message-ID"]
    assert first.extra_headers["Message-ID"].endswith("@passerelle.example>")


def test_a_message_that_cannot_leave_is_kept_and_told(settings):
    nobody_listens = {"host": "127.0.0.1", "port": 9}
    settings.MAILERS = {
        "default": {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": nobody_listens}
    }
    submitted = visit.application()
    visit.settle(submitted)
    effect = submitted.case.effects.first()
    assert effect.state == Effect.State.PENDING
    assert "ConnectionRefusedError" in effect.error


def test_the_reason_of_the_agent_is_in_the_mail():
    submitted = visit.application()
    engine.perform(submitted.case, "completer", visit.person("Agents"), comment="Combien d’élèves ?")
    mail.outbox.clear()
    visit.settle(submitted)
    assert "Combien d’élèves ?" in mail.outbox[-1].body
    assert mail.outbox[-1].to == ["classe@exemple.fr"]
