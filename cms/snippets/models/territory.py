"""The territories on which the plan is carried out; the Region says which they are."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.snippets.models.geography import Intercommunality


class Territory(models.Model):
    """A group of intercommunalities with its own fund and its own referents."""

    name = models.CharField(_("name"), max_length=200, unique=True)
    slug = models.SlugField(_("short name"), max_length=100, unique=True)
    intercommunalities = models.ManyToManyField(
        Intercommunality, blank=True, related_name="territories", verbose_name=_("intercommunalities")
    )
    referents = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, related_name="territories", verbose_name=_("referents")
    )

    class Meta:
        verbose_name = _("territory")
        verbose_name_plural = _("territories")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
