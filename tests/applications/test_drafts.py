"""Drafts: begun, saved section by section, never lost, never overwritten in silence."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied

from cms.applications.models import Application
from cms.applications.writing import drafts
from cms.applications.writing.completeness import remaining
from cms.applications.writing.submission import ProcedureClosed
from cms.forms.answers import posted
from tests.applications.factories import ApplicationFactory, ProcedureFactory, UserFactory, bundle

pytestmark = pytest.mark.django_db


def save(application: Application, section: str = "projet", user=None, revision=None, **data):
    spec = application.release.form.section(section)
    sent = posted({"_field": [field.key for field in spec.fields if field.key in data], **data})
    return drafts.save(application, user or application.applicant, spec, sent, None, revision)


def test_a_draft_that_would_lose_an_answer_stays_on_the_release_of_its_day():
    procedure = ProcedureFactory()
    draft = drafts.start(procedure, UserFactory())
    Application.objects.filter(pk=draft.pk).update(answers={"aide": True})
    changed = bundle()
    changed["form"]["sections"][0]["fields"][0]["label"] = "Nom de votre jardin"
    changed["form"]["sections"][0]["fields"][2:] = []
    ProcedureFactory(data=changed)
    draft = Application.objects.get(pk=draft.pk)
    assert draft.release.form.field("nom").label == "Nom du jardin"
    assert (
        drafts.start(ProcedureFactory(data=changed), UserFactory()).release.form.field("nom").label
        == "Nom de votre jardin"
    )


def test_nobody_begins_without_signing_in():
    with pytest.raises(PermissionDenied):
        drafts.start(ProcedureFactory(), AnonymousUser())


@pytest.mark.parametrize("calendar", ["closed", "soon"])
def test_nobody_begins_outside_the_calendar(calendar):
    with pytest.raises(ProcedureClosed):
        drafts.start(ProcedureFactory(**{calendar: True}), UserFactory())


def test_what_is_clean_is_saved_whatever_the_rest_is():
    draft = ApplicationFactory()
    saved = save(draft, nom="Les roses", courriel="pas une adresse")
    assert saved.application.answers == {"nom": "Les roses"}
    assert [problem.field_key for problem in saved.problems] == ["courriel"]


def test_what_is_refused_is_kept_as_it_was_typed_and_forgotten_once_it_is_right():
    draft = ApplicationFactory()
    save(draft, nom="Les roses", courriel="pas une adresse")
    draft.refresh_from_db()
    assert draft.typed == {"courriel": "pas une adresse"}
    assert [problem.field_key for problem in remaining(draft)] == ["courriel"]
    save(draft, courriel="roses@exemple.fr")
    draft.refresh_from_db()
    assert draft.typed == {}
    assert remaining(draft) == []


def test_a_refused_value_over_a_good_one_counts_as_a_problem():
    """Otherwise the old answer would be sent in the place of what the person last typed."""
    draft = ApplicationFactory(complete=True)
    save(draft, courriel="roses(arobase)exemple.fr")
    draft.refresh_from_db()
    assert draft.answers["courriel"] == "roses@exemple.fr"
    assert [problem.field_key for problem in remaining(draft)] == ["courriel"]


def test_the_draft_is_named_by_its_title_field():
    draft = ApplicationFactory()
    assert save(draft, nom="Les roses").application.title == "Les roses"


def test_each_change_is_a_revision_and_saving_the_same_is_none():
    draft = ApplicationFactory()
    first = save(draft, nom="Les roses").application
    again = save(draft, nom="Les roses")
    assert (first.revision, again.application.revision, again.changed) == (1, 1, False)


def test_a_stale_tab_is_told_and_writes_nothing():
    draft = ApplicationFactory()
    save(draft, nom="Écrit ici", revision=0)
    with pytest.raises(drafts.Stale):
        save(draft, nom="Écrit ailleurs", revision=0)
    draft.refresh_from_db()
    assert draft.answers["nom"] == "Écrit ici"


def test_another_persons_draft_cannot_be_saved_or_deleted():
    draft = ApplicationFactory()
    with pytest.raises(PermissionDenied):
        save(draft, user=UserFactory(), nom="À moi")
    with pytest.raises(PermissionDenied):
        drafts.delete(draft, UserFactory())
    assert Application.objects.filter(pk=draft.pk, answers={}).exists()


def test_a_submitted_application_is_neither_saved_nor_deleted():
    sent = ApplicationFactory(submitted=True)
    with pytest.raises(PermissionDenied):
        save(sent, nom="Autre chose")
    with pytest.raises(PermissionDenied):
        drafts.delete(sent, sent.applicant)


def test_an_answer_that_is_hidden_is_kept_while_drafting_and_left_out_of_what_lacks():
    draft = ApplicationFactory(complete=True)
    save(draft, aide="yes")
    draft.refresh_from_db()
    assert [problem.field_key for problem in remaining(draft)] == ["montant"]
    save(draft, aide="no")
    draft.refresh_from_db()
    assert remaining(draft) == []
