"""Sending an application: once, whole, in time."""

from datetime import timedelta
from unittest import mock

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from cms.applications.models import Application, Procedure
from cms.applications.models.application import ReferenceCounter, Submission
from cms.applications.papers import receipts
from cms.applications.writing import submission
from cms.applications.writing.completeness import Incomplete
from cms.workflows.models import Case, JournalEntry
from tests.applications.factories import ApplicationFactory, ProcedureFactory, UserFactory, bundle
from tests.snippets.factories import CommuneFactory, IntercommunalityFactory, TerritoryFactory

pytestmark = pytest.mark.django_db


def submit(application: Application) -> Application:
    return submission.submit(application, application.applicant)


def test_a_submitted_application_has_a_reference_a_date_and_a_case():
    sent = submit(ApplicationFactory(complete=True))
    year = timezone.localdate().year
    assert sent.reference == f"JARDIN-{year}-0001"
    assert sent.submitted_at is not None
    assert sent.case.node == "lecture"
    assert sent.case.subject == sent
    assert sent.title == "Le jardin des roses"


def test_references_follow_one_another_without_a_gap_by_procedure_and_year():
    jardin, verger = ProcedureFactory(), ProcedureFactory(slug="verger", title="Vergers")
    year = timezone.localdate().year
    first = submit(ApplicationFactory(complete=True, procedure=jardin))
    with pytest.raises(Incomplete):
        submit(ApplicationFactory(procedure=jardin))
    other = submit(ApplicationFactory(complete=True, procedure=verger))
    second = submit(ApplicationFactory(complete=True, procedure=jardin))
    assert [one.reference for one in (first, second, other)] == [
        f"JARDIN-{year}-0001",
        f"JARDIN-{year}-0002",
        f"VERGER-{year}-0001",
    ]


def test_a_failure_half_way_leaves_a_draft_and_no_gap():
    draft = ApplicationFactory(complete=True)
    with mock.patch.object(submission, "open_case", side_effect=RuntimeError), pytest.raises(RuntimeError):
        submit(draft)
    draft.refresh_from_db()
    assert draft.is_draft
    assert not Case.objects.exists()
    assert not Submission.objects.exists()
    assert submit(draft).reference.endswith("-0001")


def test_the_number_starts_again_each_year():
    procedure = ProcedureFactory()
    assert ReferenceCounter.next(procedure.pk, 2026) == 1
    assert ReferenceCounter.next(procedure.pk, 2026) == 2
    assert ReferenceCounter.next(procedure.pk, 2027) == 1


def test_two_long_names_that_begin_alike_never_share_a_reference():
    long = "appel-a-projets-des-territoires"
    one = submit(ApplicationFactory(complete=True, procedure=ProcedureFactory(slug=f"{long}-nord", title="Nord")))
    two = submit(ApplicationFactory(complete=True, procedure=ProcedureFactory(slug=f"{long}-sud", title="Sud")))
    assert one.reference != two.reference
    assert len(one.reference) <= 40


def test_sending_twice_returns_the_same_and_says_so():
    draft = ApplicationFactory(complete=True)
    first, second = submit(draft), submit(draft)
    assert (first.already_sent, second.already_sent) == (False, True)
    assert second.reference == first.reference
    assert Case.objects.count() == Submission.objects.count() == 1
    assert JournalEntry.objects.filter(kind=JournalEntry.Kind.OPENED).count() == 1


def test_an_incomplete_application_is_not_sent_and_says_what_lacks():
    draft = ApplicationFactory(answers={"nom": "Les roses"})
    with pytest.raises(Incomplete) as refusal:
        submit(draft)
    assert [problem.field_key for problem in refusal.value.problems] == ["courriel"]
    draft.refresh_from_db()
    assert draft.is_draft


def test_after_the_closing_date_it_is_refused_and_the_draft_is_kept():
    draft = ApplicationFactory(complete=True)
    Procedure.objects.update(closes_at=timezone.now() - timedelta(minutes=1))
    with pytest.raises(submission.ProcedureClosed, match="gardé"):
        submit(draft)
    draft.refresh_from_db()
    assert draft.answers["nom"] == "Le jardin des roses"


def test_only_the_applicant_sends():
    with pytest.raises(PermissionDenied):
        submission.submit(ApplicationFactory(complete=True), UserFactory())


def test_the_territory_is_that_of_most_of_the_communes():
    group = IntercommunalityFactory()
    commune = CommuneFactory(intercommunality=group)
    territory = TerritoryFactory(intercommunalities=[group])
    draft = ApplicationFactory(complete=True)
    draft.answers["communes"] = [{"code": commune.insee_code, "name": commune.name}]
    draft.save()
    assert submit(draft).territory == territory


def test_a_hidden_answer_is_not_sent():
    draft = ApplicationFactory(complete=True)
    draft.answers |= {"aide": False, "montant": "1000.00"}
    draft.save()
    sent = submit(draft)
    assert "montant" not in sent.answers
    assert sent.submissions.get().answers == sent.answers


def test_the_receipt_mail_is_queued_in_the_transaction_and_names_the_reference():
    sent = submit(ApplicationFactory(complete=True))
    queued = DBTaskResult.objects.get(task_path="cms.applications.papers.receipts.send_receipt")
    assert queued.args_kwargs["args"] == [str(sent.pk)]
    receipts.send_receipt.func(str(sent.pk))
    message = mail.outbox[0]
    assert message.to == [sent.applicant.email]
    assert sent.reference in message.subject
    assert f"/mon-espace/dossiers/{sent.pk}/" in message.body


def test_no_second_mail_when_the_process_itself_writes_at_once():
    data = bundle()
    data["messages"] = [{"key": "recu", "to": "applicant", "subject": "Reçu", "body": "{reference}"}]
    data["process"]["transitions"][0]["effects"] = [{"kind": "message", "message": "recu"}]
    submit(ApplicationFactory(complete=True, procedure=ProcedureFactory(data=data)))
    assert not DBTaskResult.objects.filter(task_path="cms.applications.papers.receipts.send_receipt").exists()


def test_the_review_tells_what_keeps_one_from_applying_apart_from_what_is_missing(client):
    data = bundle()
    data["form"]["rules"] = [
        {
            "key": "une_aide",
            "eligible_when": {"field": "aide", "operator": "equals", "value": True},
            "message": "Cette démarche ne sert qu’à demander une aide.",
        }
    ]
    draft = ApplicationFactory(procedure=ProcedureFactory(data=data), answers={"nom": "Le jardin", "aide": False})
    client.force_login(draft.applicant)
    page = client.get(reverse("applications:review", args=[draft.pk]))
    assert [one.field_key for one in page.context["ineligible"]] == ["aide"]
    assert [one.field_key for one in page.context["missing"]] == ["courriel"]
    refused, missing = page.content.decode().split('id="inadmissible"')[1].split('id="erreurs"')
    assert "Cette démarche ne sert qu’à demander une aide." in refused
    assert "Adresse du contact" not in refused
    assert "Une chose à compléter" in missing
    draft.answers |= {"courriel": "roses@exemple.fr"}
    draft.save()
    text = client.get(reverse("applications:review", args=[draft.pk])).content.decode()
    assert 'id="inadmissible"' in text
    assert 'id="erreurs"' not in text
    assert 'name="attestation"' not in text
    assert "Tout est rempli" not in text
