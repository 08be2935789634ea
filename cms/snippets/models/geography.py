"""Départements, intercommunalities and communes of the region (INSEE, code officiel géographique)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Departement(models.Model):
    """A département, by its INSEE code."""

    code = models.CharField(_("code"), max_length=3, primary_key=True)
    name = models.CharField(_("name"), max_length=100)

    class Meta:
        verbose_name = _("département")
        verbose_name_plural = _("départements")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class Intercommunality(models.Model):
    """A group of communes with its own taxation (EPCI), by its SIREN number."""

    siren = models.CharField(_("SIREN number"), max_length=9, primary_key=True)
    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(_("kind"), max_length=10)
    population = models.PositiveIntegerField(_("population"))

    class Meta:
        verbose_name = _("intercommunality")
        verbose_name_plural = _("intercommunalities")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Commune(models.Model):
    """A commune, by its INSEE code. One of them, L'Île-d'Yeu, belongs to no intercommunality."""

    insee_code = models.CharField(_("INSEE code"), max_length=5, primary_key=True)
    name = models.CharField(_("name"), max_length=100)
    # The name without accents, case or punctuation: what a person types is folded in the same way.
    search_name = models.CharField(max_length=100, db_index=True, editable=False)
    postcodes = models.JSONField(_("postcodes"), default=list)
    population = models.PositiveIntegerField(_("population"))
    departement = models.ForeignKey(Departement, models.PROTECT, related_name="communes", verbose_name=_("département"))
    intercommunality = models.ForeignKey(
        Intercommunality,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="communes",
        verbose_name=_("intercommunality"),
    )

    class Meta:
        verbose_name = _("commune")
        verbose_name_plural = _("communes")
        ordering = ["search_name"]

    def __str__(self) -> str:
        return self.name
