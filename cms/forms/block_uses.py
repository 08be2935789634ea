"""Which forms use a shared block, and that such a block stays."""

from typing import Any

from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from cms.forms.models import FormDefinition, SharedBlock


def forms_using(block: SharedBlock) -> list[FormDefinition]:
    """The forms that ask the block, in what is published or in their draft, by name."""
    return [
        form
        for form in FormDefinition.objects.select_related("latest_revision")
        if block.pk in form.blocks_used() or block.pk in form.get_latest_revision_as_object().blocks_used()
    ]


def why_it_stays(block: SharedBlock, forms: list[FormDefinition]) -> str:
    """What is told to somebody who wants to delete a block that forms use."""
    names = ", ".join(f"« {form.name} »" for form in forms)
    message = _("The block “%(block)s” stays, because forms use it: %(forms)s. Take it out of them first.")
    return message % {"block": block.title, "forms": names}


def keep_used(instance: SharedBlock, **_kwargs: Any) -> None:
    """Before any deletion: raises `ProtectedError`, which names the forms that use the block."""
    if forms := forms_using(instance):
        raise ProtectedError(why_it_stays(instance, forms), set(forms))
