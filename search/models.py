"""The one shape of what can be found."""

from django.db import models
from django.utils.translation import gettext_lazy as _


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

    class Meta:
        verbose_name = _("search document")

    def __str__(self) -> str:
        return self.title
