"""Form definitions: what an editor changes."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class FormDefinition(models.Model):
    """What is asked; published versions are copies that never change."""

    key = models.SlugField(_("short name"), max_length=100, unique=True)
    name = models.CharField(_("name"), max_length=200)

    class Meta:
        verbose_name = _("form")
        verbose_name_plural = _("forms")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
