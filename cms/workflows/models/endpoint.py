"""Addresses that signed notices go to; a process names one by its key and knows neither its address nor its secret."""

import secrets

from django.core.validators import MinLengthValidator, URLValidator
from django.db import models
from django.utils.translation import gettext_lazy as _


def _secret() -> str:
    return secrets.token_urlsafe(32)


class Endpoint(models.Model):
    """A partner's address that takes signed notices of what happens to cases."""

    key = models.SlugField(_("short name"), max_length=60, unique=True, help_text=_("How processes name it."))
    name = models.CharField(_("name"), max_length=200)
    url = models.CharField(
        _("address"),
        max_length=500,
        validators=[URLValidator(schemes=["https"])],
        help_text=_("An address of the public web that begins with https://."),
    )
    secret = models.CharField(
        _("secret"),
        max_length=200,
        default=_secret,
        validators=[MinLengthValidator(32)],
        help_text=_("Known to the partner and to this site alone: it signs what is sent (HMAC-SHA256)."),
    )
    is_active = models.BooleanField(_("in use"), default=True)

    class Meta:
        verbose_name = _("notified address")
        verbose_name_plural = _("notified addresses")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
