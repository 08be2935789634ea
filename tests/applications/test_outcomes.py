"""From the submission to the certificate, the grant and the mails: the shipped procedures run through the same code."""

import json

import pytest
from django.conf import settings

from cms.applications import groups
from cms.applications.exchange import bundles
from cms.workflows import effects, engine, outbox
from cms.workflows.effects import effect_kinds
from tests.applications import visit

pytestmark = pytest.mark.django_db


def test_the_house_knows_how_to_do_all_that_the_shipped_procedures_ask():
    known = {kind.name for kind in effect_kinds()}
    for path in (settings.BASE_DIR / "procedures").glob("*.json"):
        transitions = json.loads(path.read_text())["process"]["transitions"]
        assert {effect["kind"] for one in transitions for effect in one.get("effects", [])} <= known


@pytest.mark.parametrize("kind", ["message", "document", "grant"])
def test_an_effect_without_its_parameter_is_named(kind):
    assert effects.get(kind).check({})
    data = visit.bundle()
    data["process"]["transitions"][1]["effects"] = [{"kind": kind}]
    faults = [problem for problem in bundles.check(data) if problem.refuses]
    assert [fault.place for fault in faults if "transmettre" in fault.place]


def test_a_decision_sets_off_grant_then_certificate_then_mail(mailoutbox):
    groups.set_up()
    submitted = visit.application(communes=[visit.place()])
    engine.perform(submitted.case, "transmettre", visit.person("Agents"))
    engine.perform(submitted.case, "aider", visit.person("Comité"), comment="Bravo à la classe.")
    assert outbox.run_case(submitted.case_id) == 5
    issued = submitted.documents.get()
    mail = mailoutbox[-1]
    assert mail.to == [visit.CLASS]
    assert f"/mon-espace/documents/{issued.pk}/" in mail.body
    assert submitted.territory.name in mail.body and "4" in mail.body
    # The comment of this action is internal: the applicant does not read it.
    assert "Bravo" not in mail.body


def test_what_fails_holds_back_what_follows_and_not_the_other_cases(mailoutbox):
    poor = visit.application(communes=[visit.place(amount=1)])
    rich = visit.application(communes=[visit.place()])
    for submitted in (poor, rich):
        engine.perform(submitted.case, "transmettre", visit.person("Agents"))
        engine.perform(submitted.case, "aider", visit.person("Comité"))
    outbox.run_due()
    assert not poor.documents.exists()
    assert rich.documents.exists()
