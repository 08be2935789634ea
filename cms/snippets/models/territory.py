"""The territories on which the plan is carried out; the Region says which they are."""

from collections.abc import Iterable
from typing import Optional

from django.conf import settings
from django.db import models
from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from cms.snippets.models.geography import Commune, CommuneQuerySet, Intercommunality


class Territory(models.Model):
    """A group of intercommunalities with its own fund and its own referents."""

    name = models.CharField(_("name"), max_length=200, unique=True)
    slug = models.SlugField(_("short name"), max_length=100, unique=True)
    intercommunalities = models.ManyToManyField(
        Intercommunality, blank=True, related_name="territories", verbose_name=_("intercommunalities")
    )
    referents = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        blank=True,
        related_name="territories",
        verbose_name=_("referents"),
        help_text=_("The Region’s people who follow this territory."),
    )

    class Meta:
        verbose_name = _("territory")
        verbose_name_plural = _("territories")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def communes(self) -> CommuneQuerySet:
        """The communes of the territory's intercommunalities."""
        return Commune.objects.filter(intercommunality__territories=self)

    @classmethod
    def of_communes(cls, insee_codes: Iterable[str]) -> Optional["Territory"]:
        """Return the territory that holds most of these communes, the first by name when several do; none: None."""
        return (
            cls.objects.filter(intercommunalities__communes__in=list(insee_codes))
            .annotate(held=Count("intercommunalities__communes", distinct=True))
            .order_by("-held", "name")
            .first()
        )
