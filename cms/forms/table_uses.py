"""Tells the reference tables which forms use them: in their drafts, or in versions that were published."""

from collections.abc import Iterator

from django.db.models import TextField
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.translation import gettext as _

from cms.forms import pinning
from cms.forms.models import FormDefinition, FormVersion, SharedBlock
from cms.snippets.tables.uses import Use


def uses(key: str) -> Iterator[Use]:
    """Each form whose draft chooses in the table of that key, each whose published versions did, each shared block."""
    text = FormVersion.objects.annotate(text=Cast("spec", TextField())).filter(text__contains=f'"table": "{key}"')
    published = set(text.values_list("definition", flat=True))
    for definition in FormDefinition.objects.select_related("latest_revision"):
        url = reverse("wagtailsnippets_cms_forms_formdefinition:edit", args=[definition.pk])
        draft = definition.get_latest_revision_as_object().draft_json()
        if any(one.get("table") == key for one in pinning.references(draft)):
            yield Use(definition.name, url)
        elif definition.pk in published:
            yield Use(_("%(form)s (in a version that was published)") % {"form": definition.name}, url)
    for block in SharedBlock.objects.all():
        if any(one.get("table") == key for one in pinning.references({"sections": [{"fields": block.content.fields}]})):
            yield Use(block.title, reverse("wagtailsnippets_cms_forms_sharedblock:edit", args=[block.pk]))
