"""Form versions: what applicants answer."""

from functools import cached_property
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.forms.models.definition import FormDefinition
from cms.forms.pinning import pinned
from cms.forms.spec import Form
from cms.snippets.tables import operations


class Unchangeable(RuntimeError):
    """A published version was to be changed."""


class FormVersionQuerySet(models.QuerySet["FormVersion"]):
    """Published versions can be read and added to, never changed."""

    def update(self, **values: Any) -> int:
        raise Unchangeable("A published form version never changes.")

    def bulk_update(self, *args: Any, **kwargs: Any) -> int:
        raise Unchangeable("A published form version never changes.")

    def latest_of(self, definition: FormDefinition) -> "FormVersion | None":
        """The version that stands, or nothing when the form was never published."""
        return self.filter(definition=definition).order_by("-number").first()


class FormVersion(models.Model):
    """A form as it was when published; never changes."""

    definition = models.ForeignKey(FormDefinition, models.PROTECT, related_name="versions", verbose_name=_("form"))
    number = models.PositiveIntegerField(_("number"))
    # The bundle's "form", canonical: {"key", "name", "sections": [...], "rules": [...]}.
    spec = models.JSONField(_("content"))
    created_at = models.DateTimeField(_("published on"), auto_now_add=True)

    objects = FormVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("form version")
        verbose_name_plural = _("form versions")
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["definition", "number"], name="one_form_version_a_number")]

    def __str__(self) -> str:
        return f"{self.definition} · {self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None and not self._state.adding:
            raise Unchangeable("A published form version never changes.")
        operations.keep(pinned(self.spec))
        super().save(*args, **kwargs)

    @cached_property
    def form(self) -> Form:
        """The form, ready to be asked."""
        return Form.from_json(self.spec)
