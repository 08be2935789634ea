"""Process definitions: roles, nodes and transitions, rows that an editor changes."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel


class ProcessDefinition(ClusterableModel):
    """A graph: who decides, in what order; published versions are copies that never change."""

    key = models.SlugField(_("short name"), max_length=100, unique=True)
    name = models.CharField(_("name"), max_length=200)

    class Meta:
        verbose_name = _("process")
        verbose_name_plural = _("processes")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class _Part(models.Model):
    key = models.SlugField(_("key"), max_length=60)
    label = models.CharField(_("label"), max_length=200)
    sort_order = models.IntegerField(null=True, blank=True, editable=False)

    class Meta:
        abstract = True
        ordering = ["sort_order"]

    def __str__(self) -> str:
        return self.label


class Role(_Part):
    """How the people who may act are found for a case."""

    process = ParentalKey(ProcessDefinition, on_delete=models.CASCADE, related_name="roles")
    finder = models.CharField(_("who"), max_length=30)
    group = models.CharField(_("group"), max_length=150, blank=True)

    class Meta(_Part.Meta):
        verbose_name = _("role")


class Node(_Part):
    """A place where a case can be."""

    process = ParentalKey(ProcessDefinition, on_delete=models.CASCADE, related_name="nodes")
    kind = models.CharField(_("kind"), max_length=20)

    class Meta(_Part.Meta):
        verbose_name = _("step")


class Transition(_Part):
    """An action that takes a case from one node to another; nodes and roles are named by key."""

    process = ParentalKey(ProcessDefinition, on_delete=models.CASCADE, related_name="transitions")
    source = models.SlugField(_("from"), max_length=60)
    target = models.SlugField(_("to"), max_length=60)

    class Meta(_Part.Meta):
        verbose_name = _("action")
