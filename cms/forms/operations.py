"""What is done to forms: load from a bundle, dump to one, publish."""

from typing import Any, cast

from django.db import transaction

from cms.forms.blocks.body import body_of, rules_of
from cms.forms.fields import OpenStreamField
from cms.forms.models import FormDefinition, FormVersion
from cms.forms.pinning import unpinned
from cms.forms.signals import form_published
from cms.forms.spec import Form, SpecError


@transaction.atomic
def load(data: dict[str, Any]) -> FormDefinition:
    """Create the form of that key from a bundle's JSON, or make what it says its draft. Nothing is published.

    Raises `SpecError` that names each field at fault; nothing is then written.
    """
    form = Form.from_json(data)
    definition = FormDefinition.objects.select_for_update().filter(key=form.key).first()
    if definition is None:
        definition = FormDefinition(key=form.key, live=False)
        _write(definition, form)
        definition.save()
        definition.save_revision()
        return definition
    draft = definition.get_latest_revision_as_object()
    if not _says(draft, form):
        _write(draft, form)
        draft.save_revision()
    return FormDefinition.objects.get(pk=definition.pk)


def _says(draft: FormDefinition, form: Form) -> bool:
    """Whether a draft says the form already: it then keeps its shared blocks."""
    try:
        return unpinned(draft.spec.to_json()) == unpinned(form.to_json())
    except SpecError:
        # A shared block was changed in a way that the draft cannot follow.
        return False


def _write(definition: FormDefinition, form: Form) -> None:
    definition.name = form.name
    for name, raw in (("body", body_of(form)), ("rules", rules_of(form))):
        field = cast(OpenStreamField, FormDefinition._meta.get_field(name))
        setattr(definition, name, field.to_python(raw))


def dump(definition: FormDefinition) -> dict[str, Any]:
    """The form as a bundle carries it: what is published, or what `draft_of` gives. Raises `SpecError`."""
    return definition.spec.to_json()


def draft_of(definition: FormDefinition) -> FormDefinition:
    """The form with its newest changes, published or not."""
    return definition.get_latest_revision_as_object()


@transaction.atomic
def publish(definition: FormDefinition, user: Any = None) -> FormVersion:
    """Publish the newest draft; give the version that stands. Sends `form_published`.

    A new version is made only when the form changed. Raises `SpecError` when the draft does not hold.
    """
    definition = FormDefinition.objects.select_for_update().get(pk=definition.pk)
    draft = draft_of(definition)
    draft.spec  # noqa: B018  Refused here, before anything is written.
    if definition.live and not definition.has_unpublished_changes:
        return freeze(definition)
    revision = definition.latest_revision
    if revision is None or draft.go_live_at is not None:
        # Now, whatever the schedule says.
        draft.go_live_at = None
        revision = draft.save_revision(user=user)
    # The `published` signal freezes the version: see cms.forms.apps.
    revision.publish(user=user, skip_permission_checks=True)
    return FormVersion.objects.filter(definition=definition).order_by("-number")[0]


@transaction.atomic
def freeze(definition: FormDefinition) -> FormVersion:
    """Make what is published a version that never changes, unless the last one says the same; tell the rooms above."""
    spec = definition.spec.to_json()
    FormDefinition.objects.select_for_update().get(pk=definition.pk)
    version = FormVersion.objects.latest_of(definition)
    if version is None or version.spec != spec:
        number = version.number + 1 if version else 1
        version = FormVersion.objects.create(definition=definition, number=number, spec=spec)
    form_published.send(sender=FormDefinition, version=version)
    return version
