"""Publication of procedures: releases that pin everything and never change."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from cms.applications import groups
from cms.applications.decisions import grants
from cms.applications.exchange import bundles
from cms.applications.models import Procedure, Release
from cms.applications.models.release import ReleaseNeverChanges
from cms.applications.publication import releases
from cms.applications.publication.releases import PublicationRefused
from cms.forms import operations as forms
from cms.workflows import operations as workflows
from tests.applications import visit

pytestmark = pytest.mark.django_db


def test_publishing_again_without_a_change_makes_no_release():
    procedure = visit.publish()
    assert releases.publish(procedure) == procedure.current_release
    assert procedure.releases.count() == 1


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data["procedure"].update(title="Un autre titre"),
        lambda data: data["form"]["sections"][0]["fields"][0].update(label="Un autre nom"),
        lambda data: data["process"]["nodes"][1].update(label="Relecture"),
        lambda data: data["messages"][0].update(subject="Bien reçu"),
        lambda data: data["documents"][0].update(signatory="La présidente"),
    ],
    ids=["procedure", "form", "process", "message", "document"],
)
def test_a_change_anywhere_makes_a_new_release_and_leaves_the_old_one_as_it_was(change):
    first = visit.publish().current_release
    before = (first.form.to_json(), first.graph.to_json(), first.content)
    data = visit.bundle()
    change(data)
    second = visit.publish(data).current_release
    assert (second.number, second.content_hash != first.content_hash) == (2, True)
    kept = Release.objects.get(pk=first.pk)
    assert (kept.form.to_json(), kept.graph.to_json(), kept.content) == before


def test_the_calendar_is_no_part_of_the_release():
    procedure = visit.publish()
    procedure.closes_at = timezone.now() + timedelta(days=3)
    procedure.save()
    assert releases.publish(procedure).number == 1


def test_a_release_can_be_neither_changed_nor_deleted():
    release = visit.publish().current_release
    release.content = {}
    with pytest.raises(ReleaseNeverChanges):
        release.save()
    with pytest.raises(ReleaseNeverChanges):
        release.delete()
    with pytest.raises(ReleaseNeverChanges):
        Release.objects.update(number=9)
    with pytest.raises(ReleaseNeverChanges):
        Release.objects.all().delete()


def test_a_running_application_stays_on_its_release():
    procedure = visit.publish()
    first = procedure.current_release
    submitted = visit.application(procedure)
    data = visit.bundle()
    data["form"]["sections"][0]["title"] = "La visite"
    visit.publish(data)
    submitted.refresh_from_db()
    assert submitted.release == first
    assert submitted.release.form.section("projet").title == "Le projet"


def test_publishing_the_form_alone_releases_the_procedures_that_ask_it():
    procedure = visit.publish()
    data = visit.bundle()["form"]
    data["sections"][0]["fields"].append({"key": "classe", "type": "text", "label": "Quelle classe ?"})
    forms.publish(forms.load(data))
    procedure.refresh_from_db()
    assert procedure.current_release.number == 2
    assert "classe" in procedure.current_release.form.keys


def test_publishing_the_process_alone_releases_the_procedures_that_follow_it():
    procedure = visit.publish()
    data = visit.bundle()["process"]
    data["nodes"][1]["label"] = "Relecture"
    workflows.publish(workflows.load(data))
    procedure.refresh_from_db()
    assert procedure.current_release.graph.node("lecture").label == "Relecture"


def test_a_form_that_would_break_the_procedure_leaves_it_on_its_release():
    procedure = visit.publish()
    data = visit.bundle()["form"]
    data["sections"][0]["fields"] = [row for row in data["sections"][0]["fields"] if row["key"] != "aide"]
    forms.publish(forms.load(data))
    procedure.refresh_from_db()
    assert procedure.current_release.number == 1
    faults = releases.draft_faults(procedure)
    assert ("transition", "aider") in [(fault.part, fault.key) for fault in faults if fault.refuses]


def test_a_procedure_that_was_never_published_is_not_released_by_its_form():
    procedure = bundles.load(visit.bundle(), publish=False)
    forms.publish(procedure.form)
    procedure.refresh_from_db()
    assert procedure.current_release is None


def partners(data, shown):
    """Partners who confirm, and who are shown the answer to `shown`."""
    data["form"]["sections"][0]["fields"] += [
        {"key": "conseil", "type": "explanation", "label": "Un conseil", "text": "Relisez."},
        {
            "key": "partenaires",
            "type": "partners",
            "label": "Partenaires de la visite",
            "confirmation_text": "Nous accueillons la classe.",
            "confirmation_fields": ["titre", shown],
        },
    ]


def calculated(data, **options):
    """The grant comes from a calculated value."""
    formula = {"op": "sum", "of": ["aide"]}
    data["form"]["sections"][0]["fields"].append(
        {"key": "total", "type": "calculated", "label": "Somme des aides", "formula": formula, **options}
    )
    data["process"]["transitions"][4]["effects"][0].update(amount_field="total")


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (lambda data: data["messages"][0].update(body="Bonjour {nom}"), ("message", "recu")),
        (lambda data: data["messages"][0].update(subject="{answer:absent}"), ("message", "recu")),
        (lambda data: data["messages"][1].update(to="role:absent"), ("message", "nouveau")),
        (lambda data: data["documents"][0].update(body="{document:attestation}"), ("document", "attestation")),
        (lambda data: data["procedure"].update(title_field="absent"), ("procedure", "title_field")),
        (lambda data: data["procedure"].update(territory_field="titre"), ("procedure", "territory_field")),
        (lambda data: data["procedure"].update(published_fields=["absent"]), ("procedure", "published_fields")),
        (
            lambda data: data["process"]["transitions"][4]["effects"][0].update(amount_field="titre"),
            ("transition", "aider"),
        ),
        (
            lambda data: data["process"]["transitions"][4]["effects"][1].update(document="absent"),
            ("transition", "aider"),
        ),
        (lambda data: data["process"]["transitions"].pop(5), ("node", "refusee")),
        (lambda data: partners(data, "absent"), ("field", "partenaires")),
        (lambda data: partners(data, "partenaires"), ("field", "partenaires")),
        (lambda data: partners(data, "conseil"), ("field", "partenaires")),
        (lambda data: calculated(data, shown_as="percent"), ("transition", "aider")),
    ],
)
def test_a_faulty_procedure_is_refused_with_the_place_of_the_fault(change, place):
    data = visit.bundle()
    change(data)
    with pytest.raises(PublicationRefused) as refusal:
        bundles.load(data)
    assert place in [(fault.part, fault.key) for fault in refusal.value.faults]
    assert not Procedure.objects.exists()


def test_a_grant_may_come_from_a_calculated_amount():
    data = visit.bundle()
    calculated(data, shown_as="amount")
    submitted = visit.application(bundles.load(data), communes=[visit.place()], total="4000.00")
    assert grants.amount_asked(submitted, "total") == 4000


def test_partners_may_be_shown_an_answer_of_the_form():
    data = visit.bundle()
    partners(data, "resume")
    data["procedure"]["retention_months"] = 24
    assert bundles.load(data).current_release


def test_only_those_who_may_publish_do():
    procedure = visit.publish()
    editor, agent = visit.person("Éditeurs"), visit.person("Agents")

    groups.set_up()
    assert releases.publish(procedure, editor) == procedure.current_release
    with pytest.raises(PermissionDenied):
        releases.publish(procedure, agent)


@pytest.mark.parametrize(
    ("opens", "closes", "is_open"),
    [(None, None, True), (-1, None, True), (1, None, False), (None, 1, True), (None, -1, False), (-2, -1, False)],
)
def test_a_procedure_is_open_between_its_two_dates(opens, closes, is_open):
    now = timezone.now()
    procedure = visit.publish()
    procedure.opens_at = opens and now + timedelta(days=opens)
    procedure.closes_at = closes and now + timedelta(days=closes)
    procedure.save()
    assert procedure.is_open_on(now) is is_open
    assert Procedure.objects.open_on(now).exists() is is_open


def test_a_procedure_without_a_release_is_never_open():
    bundles.load(visit.bundle(), publish=False)
    assert not Procedure.objects.open_on(timezone.now()).exists()
