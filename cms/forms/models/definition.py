"""Form definitions: what an editor changes."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import DraftStateMixin, LockableMixin, PreviewableMixin, RevisionMixin, WorkflowMixin

from cms.forms.blocks.body import BODY, RULES, form_json
from cms.forms.fields import OpenStreamField
from cms.forms.models.shared import SharedBlock
from cms.forms.pinning import pin
from cms.forms.rendering import section_context
from cms.forms.sharing import Expansion, used
from cms.forms.spec import Form, SpecError

# A preview mode: conditional questions are shown too.
EVERYTHING = "everything"


class FormDefinition(  # type: ignore[django-manager-missing]  # a higher room names the relation
    WorkflowMixin, PreviewableMixin, DraftStateMixin, LockableMixin, RevisionMixin, models.Model
):
    """What is asked, as an editor writes it; published versions are copies that never change."""

    key = models.SlugField(
        _("short name"),
        max_length=100,
        unique=True,
        help_text=_("Names the form in bundles; made of small letters, figures, - and _."),
    )
    name = models.CharField(_("name"), max_length=200)
    body = OpenStreamField(BODY, blank=True, verbose_name=_("sections"))
    rules = OpenStreamField(
        RULES,
        blank=True,
        verbose_name=_("rules between questions"),
        help_text=_("What several answers must satisfy together."),
    )

    class Meta:
        verbose_name = _("form")
        verbose_name_plural = _("forms")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def draft_json(self) -> dict[str, Any]:
        """The form that the body says, in JSON, its shared blocks and the newest tables in it; not yet checked."""
        return self.expansion().form

    def expansion(self) -> Expansion:
        """As `draft_json`, with where each field comes from."""
        found = SharedBlock.objects.expand(self._written())
        pin(found.form)
        return found

    def blocks_used(self) -> set[int]:
        """The identities of the shared blocks in the body."""
        return used(self._written())

    def _written(self) -> dict[str, Any]:
        body = self.body.stream_block.get_prep_value(self.body)
        rules = self.rules.stream_block.get_prep_value(self.rules)
        return form_json(self.key, self.name, body, rules)

    @property
    def spec(self) -> Form:
        """The form that the body says; raises `SpecError` when it does not hold."""
        return self.expansion().read()

    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        return [("", _("As an applicant starts")), (EVERYTHING, _("With every conditional question"))]

    def get_preview_template(self, request: Any, mode_name: str) -> str:
        return "forms/preview.html"

    def get_preview_context(self, request: Any, mode_name: str) -> dict[str, Any]:
        context: dict[str, Any] = {"object": self, "request": request, "steps": [], "faults": []}
        try:
            form = self.spec
        except SpecError as error:
            return context | {"faults": [fault.message for fault in error.faults]}
        everything = mode_name == EVERYTHING
        steps = [section_context(form, section, {}, everything=everything) for section in form.sections]
        return context | {"steps": [step for step in steps if step["widgets"]]}
