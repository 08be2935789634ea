"""Releases: what a procedure was on the day it was published."""

from typing import Any

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from cms.forms.spec import Form
from cms.workflows.graph import Graph


class ReleaseNeverChanges(Exception):
    """Somebody tried to change or to delete a release: what applications are pinned to must stay."""


class ReleaseQuerySet(models.QuerySet["Release"]):
    """Releases are added and read, never changed."""

    def genuine(self) -> "ReleaseQuerySet":
        """Those that were published; not those that only hold what an editor tries."""
        return self.filter(is_trial=False)

    def update(self, **values: object) -> int:
        raise ReleaseNeverChanges

    def delete(self) -> tuple[int, dict[str, int]]:
        raise ReleaseNeverChanges

    delete.queryset_only = True  # type: ignore[attr-defined]  # as Django marks its own
    delete.alters_data = True  # type: ignore[attr-defined]


class Release(models.Model):
    """Form, process, messages, documents and outcome of a procedure, pinned together; never changes once made."""

    procedure = models.ForeignKey(
        "applications.Procedure", models.PROTECT, related_name="releases", verbose_name=_("procedure")
    )
    number = models.PositiveIntegerField(_("number"))
    form_version = models.ForeignKey("cms_forms.FormVersion", models.PROTECT, related_name="+")
    process_version = models.ForeignKey("workflows.ProcessVersion", models.PROTECT, related_name="+")
    # The rest of the bundle as it stood: {"procedure": {...}, "messages": [...], "documents": [...]}.
    content = models.JSONField(_("content"))
    content_hash = models.CharField(_("fingerprint"), max_length=64)
    # What an editor tries before publishing: number 0, met by no applicant, deleted with the trials that use it.
    is_trial = models.BooleanField(default=False, editable=False)
    created_at = models.DateTimeField(_("published on"), auto_now_add=True)

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("published version")
        verbose_name_plural = _("published versions")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["procedure", "number"],
                condition=models.Q(is_trial=False),
                name="one_published_release_a_number",
            )
        ]

    def __str__(self) -> str:
        return f"{self.procedure} · {self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise ReleaseNeverChanges
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        if not self.is_trial:
            raise ReleaseNeverChanges
        return super().delete(*args, **kwargs)

    @cached_property
    def form(self) -> Form:
        """The form that applications of this release answer."""
        return Form.from_json(self.form_version.spec)

    @cached_property
    def graph(self) -> Graph:
        """The process that their cases follow."""
        return self.process_version.graph

    @property
    def settings(self) -> dict[str, Any]:
        """The bundle's "procedure": title, summary, mapping of fields, …"""
        return self.content["procedure"]

    @property
    def messages(self) -> list[dict[str, str]]:
        """The bundle's "messages"."""
        return self.content["messages"]

    @property
    def documents(self) -> list[dict[str, str]]:
        """The bundle's "documents"."""
        return self.content["documents"]

    def message(self, key: str) -> dict[str, str]:
        """The message named `key`: {"key", "to", "subject", "body"}. Raises KeyError."""
        return _by_key(self.messages, key)

    def document(self, key: str) -> dict[str, str]:
        """The document named `key`: {"key", "title", "body", "signatory"}. Raises KeyError."""
        return _by_key(self.documents, key)


def _by_key(rows: list[dict[str, str]], key: str) -> dict[str, str]:
    for row in rows:
        if row["key"] == key:
            return row
    raise KeyError(key)
