"""The words by which content is sorted: whom it is for and what it is about."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Word(models.Model):
    """A word of one of these lists."""

    name = models.CharField(_("name"), max_length=100, unique=True)
    slug = models.SlugField(_("short name"), max_length=100, unique=True)

    class Meta:
        abstract = True
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Audience(Word):
    """People for whom something is made: pupils of collège, parents, teachers, …"""

    class Meta(Word.Meta):
        verbose_name = _("audience")
        verbose_name_plural = _("audiences")


class Theme(Word):
    """A subject: industry, care, science for girls, green jobs, …"""

    class Meta(Word.Meta):
        verbose_name = _("theme")
        verbose_name_plural = _("themes")
