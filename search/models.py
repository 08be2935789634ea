"""The one shape of what can be found, and what the second engine has still to learn."""

import time
from collections.abc import Iterable

from django.db import models
from django.utils.translation import gettext_lazy as _


def revision_now() -> int:
    """Return a number that grows with time, by which the later of two changes is known on every engine."""
    return time.time_ns()


class SearchDocument(models.Model):
    """One thing that can be found, written in the same transaction as the content it stands for."""

    # "<app>.<model>:<pk>"
    key = models.CharField(max_length=150, unique=True)
    title = models.CharField(max_length=500)
    summary = models.TextField(blank=True)
    body = models.TextField(blank=True)
    kind = models.CharField(max_length=50, db_index=True)
    kind_label = models.CharField(max_length=100)
    # {facet name: [{"value": str, "label": str}]}
    facets = models.JSONField(default=dict)
    language = models.CharField(max_length=10, default="fr")
    url = models.CharField(max_length=500)
    thumbnail = models.CharField(max_length=500, blank=True)
    date = models.DateTimeField(null=True, blank=True)
    revision = models.BigIntegerField(default=revision_now, db_index=True, editable=False)

    class Meta:
        verbose_name = _("search document")

    def __str__(self) -> str:
        return self.title

    def facet_values(self) -> list[tuple[str, str, str]]:
        """Return (facet name, value, label) for each value of the document, its kind included, each once."""
        values = [("kind", self.kind, self.kind_label)]
        for name, entries in self.facets.items():
            values += [(name, entry["value"], entry["label"]) for entry in entries]
        return list({(name, value): (name, value, label) for name, value, label in values}.values())


class SearchFacet(models.Model):
    """One value of a document's facet, as the embedded engine counts it."""

    document = models.ForeignKey(SearchDocument, models.CASCADE, related_name="+")
    name = models.CharField(max_length=50)
    value = models.CharField(max_length=150)
    label = models.CharField(max_length=200)

    class Meta:
        verbose_name = _("search facet")
        constraints = [
            models.UniqueConstraint(fields=["document", "name", "value"], name="one_row_a_document_facet_and_value")
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.label}"

    @classmethod
    def labels(cls, name: str, values: Iterable[str]) -> dict[str, str]:
        """Return the name on screen of these values of the facet `name`, those that some document has."""
        return dict(cls.objects.filter(name=name, value__in=list(values)).values_list("value", "label"))


class PendingChange(models.Model):
    """A document that the second engine has not yet been told of: changed, or gone when it has no row any more."""

    key = models.CharField(max_length=150, primary_key=True)
    revision = models.BigIntegerField(default=revision_now)

    class Meta:
        verbose_name = _("pending change")

    def __str__(self) -> str:
        return self.key
