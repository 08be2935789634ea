"""The demonstration of this room: what it shows, and that it never changes what exists."""

import pytest
from django.core import mail
from django.utils import timezone

from cms.accounts import demonstration as people
from cms.applications import demonstration, groups
from cms.applications.models import Application, Commitment, Grant, IssuedDocument, Procedure
from cms.pages.demonstration import site
from cms.snippets import demonstration as reference
from cms.workflows.models import Effect, JournalEntry

pytestmark = [
    pytest.mark.django_db,
    # Wagtail 8.0's own notification mails use what Django 6.1 deprecates.
    pytest.mark.filterwarnings("ignore:get_connection"),
]


@pytest.fixture
def loaded():
    reference.load()
    groups.set_up()
    people.load()
    demonstration.load()
    site.load()
    return demonstration.load_applications()


def test_it_shows_each_moment_of_its_procedures_and_loading_again_changes_nothing(loaded):
    standing = {application.title: application.case.node for application in Application.objects.all()}
    assert sorted(standing.values()) == [
        *("comite", "complement", "gens_du_metier", "jury", "jury", "labellisee", "labellisee", "lecture")
    ]
    labelled = Application.objects.filter(case__node="labellisee")
    assert {grant.application for grant in Grant.objects.all()} == set(labelled)
    assert {document.application for document in IssuedDocument.objects.all()} == set(labelled)
    assert not any(application.record.live for application in labelled)
    entries = Application.objects.filter(case__node="jury")
    assert [entry.record.live for entry in entries] == [True, True]
    visit = Application.objects.get(case__node="lecture")
    assert [one.answer for one in visit.commitments.exclude(sealed_at=None)] == ["confirmed"]
    for application in Application.objects.filter(release__procedure__slug="label"):
        answered = application.commitments.exclude(sealed_at=None)
        assert {(one.kind, one.answer) for one in answered} == {
            (kind, "confirmed") for kind in ("school", "company", "authority")
        }
    # A partner beyond the number that is needed may still be silent.
    waiting = Commitment.objects.filter(answer="").exclude(sent_at=None)
    assert sorted(one.name for one in waiting) == ["Atelier naval Kerleau", "Menuiserie Rousseau"]
    scenario = Application.objects.get(case__node="gens_du_metier")
    assert [one.state(scenario.case) for one in scenario.case.opinion_requests.all()] == ["received", "asked"]
    assert Procedure.objects.open_on(timezone.now()).count() == 4
    assert not Effect.objects.undone().exists()
    assert all(application.territory for application in loaded)

    sent, journal = len(mail.outbox), JournalEntry.objects.count()
    Procedure.objects.filter(slug="label").update(title="Changé par une éditrice")
    demonstration.load()
    again = demonstration.load_applications()
    assert [application.pk for application in again] == [application.pk for application in loaded]
    assert (len(mail.outbox), JournalEntry.objects.count()) == (sent, journal)
    assert Procedure.objects.get(slug="label").title == "Changé par une éditrice"
