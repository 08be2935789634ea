"""Reference tables: lists of codes and names that forms offer, imported from files in editions that never change."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class EditionNeverChanges(RuntimeError):
    """An edition was to be changed: published forms are pinned to it."""


class ReferenceTable(models.Model):
    """A table, whose rows are those of its newest edition. One that the house keeps has an edition for each form
    that was published with it."""

    key = models.SlugField(
        _("short name"), max_length=60, unique=True, help_text=_("Names the table in forms and bundles; stays.")
    )
    name = models.CharField(_("name"), max_length=200)
    description = models.TextField(
        _("description"), blank=True, help_text=_("Where the table comes from, who keeps it up to date.")
    )

    class Meta:
        verbose_name = _("reference table")
        verbose_name_plural = _("reference tables")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def newest(self) -> "TableEdition | None":
        """The edition that forms published from now on pin, without its rows."""
        return self.editions.light().first()


class TableEditionQuerySet(models.QuerySet["TableEdition"]):
    """Editions are added and read, never changed."""

    def light(self) -> Self:
        """Without the rows, which may be tens of thousands."""
        return self.defer("rows")

    def update(self, **values: Any) -> int:
        raise EditionNeverChanges

    def bulk_update(self, *args: Any, **kwargs: Any) -> int:
        raise EditionNeverChanges


class TableEdition(models.Model):
    """The rows of a table as one file brought them; never changes."""

    table = models.ForeignKey(ReferenceTable, models.CASCADE, related_name="editions", verbose_name=_("table"))
    number = models.PositiveIntegerField(_("number"))
    # Of columns and rows: the same wherever these rows are.
    fingerprint = models.CharField(max_length=20, db_index=True)
    columns = models.JSONField(_("columns"))
    code_column = models.CharField(_("column of the codes"), max_length=1000)
    label_column = models.CharField(_("column of the names"), max_length=1000)
    # Texts in the order of the columns: [["01", "Agriculture"], …].
    rows = models.JSONField(_("rows"))
    row_count = models.PositiveIntegerField(_("lines"))
    source = models.CharField(_("file"), max_length=255, blank=True)
    created_at = models.DateTimeField(_("imported on"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("imported by"),
    )

    objects = TableEditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("edition of a table")
        verbose_name_plural = _("editions of tables")
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["table", "number"], name="one_table_edition_a_number")]

    def __str__(self) -> str:
        return f"{self.table} · {self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise EditionNeverChanges
        super().save(*args, **kwargs)
