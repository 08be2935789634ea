"""Départements, intercommunalities and communes of the region (INSEE, code officiel géographique)."""

from typing import Any, Self

from django.db import models
from django.db.models import Case, Q, TextField, Value, When
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from cms.snippets.names import comparable


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


class CommuneQuerySet(models.QuerySet["Commune"]):
    """Communes by what people type."""

    def matching(self, text: str) -> Self:
        """Return the communes that `text` may mean: beginnings of words of the name, a postcode, or both.

        Accents, case, hyphens and apostrophes do not count, "st" and "ste" mean "saint" and "sainte". A name that is
        the text comes first, then those that begin with it, then the most peopled. Nothing typed finds nothing.
        """
        typed = comparable(text).split()
        if not typed:
            return self.none()
        found = self.annotate(postcode_text=Cast("postcodes", TextField()))
        for word in typed:
            if word.isdecimal():
                found = found.filter(postcode_text__contains=f'"{word}')
            else:
                found = found.filter(Q(search_name__startswith=word) | Q(search_name__contains=f" {word}"))
        name = " ".join(word for word in typed if not word.isdecimal())
        nearness = Case(
            When(search_name=name, then=Value(0)), When(search_name__startswith=name, then=Value(1)), default=Value(2)
        )
        return found.order_by(nearness, "-population", "search_name")


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

    objects = CommuneQuerySet.as_manager()

    class Meta:
        verbose_name = _("commune")
        verbose_name_plural = _("communes")
        ordering = ["search_name"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.search_name = comparable(self.name)
        super().save(*args, **kwargs)
