"""Loading, publishing and dumping forms."""

import pytest

from cms.forms import operations
from cms.forms.models import FormDefinition, FormVersion
from cms.forms.models.version import Unchangeable
from cms.forms.signals import form_published
from cms.forms.spec import SpecError
from tests.forms.samples import form_json, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def heard():
    versions = []

    def hear(version, **_kwargs):
        versions.append(version)

    form_published.connect(hear)
    yield versions
    form_published.disconnect(hear)


def test_a_loaded_form_is_a_draft_that_dumps_as_it_came():
    definition = operations.load(form_json(text()))

    assert not definition.live
    assert not FormVersion.objects.exists()
    assert operations.dump(definition) == form_json(text())


def test_a_refused_form_writes_nothing():
    with pytest.raises(SpecError, match="Titre"):
        operations.load(form_json(text(), text()))

    assert not FormDefinition.objects.exists()


def test_publishing_makes_a_version_and_tells_the_rooms_above(heard):
    version = operations.publish(operations.load(form_json(text())))

    assert (version.number, version.spec) == (1, form_json(text()))
    assert version.form.field("titre").label == "Titre"
    assert heard == [version]


def test_publishing_twice_without_a_change_keeps_the_version():
    definition = operations.load(form_json(text()))

    first = operations.publish(definition)
    definition.refresh_from_db()

    assert operations.publish(definition) == first
    assert FormVersion.objects.count() == 1


def test_loading_again_changes_the_draft_and_not_what_is_published():
    operations.publish(operations.load(form_json(text())))

    definition = operations.load(form_json(text(), text("resume")))

    assert definition.has_unpublished_changes
    assert definition.spec.to_json() == form_json(text())
    assert operations.dump(operations.draft_of(definition)) == form_json(text(), text("resume"))
    assert operations.publish(definition).number == 2


def test_loading_what_stands_writes_no_revision():
    operations.load(form_json(text()))
    definition = operations.load(form_json(text()))

    assert definition.revisions.count() == 1


def test_a_published_version_never_changes():
    version = operations.publish(operations.load(form_json(text())))
    version.spec = form_json(text("autre"))

    with pytest.raises(Unchangeable):
        version.save()
    with pytest.raises(Unchangeable):
        FormVersion.objects.filter(pk=version.pk).update(spec={})
