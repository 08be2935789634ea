"""What is known of the files that were made, without opening them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Printing(models.Model):
    """The latest file made of one subject: a page that offers it tells its size without making it."""

    subject = models.CharField(_("subject"), max_length=120, unique=True)
    digest = models.CharField(_("digest"), max_length=64)
    pages = models.PositiveIntegerField(_("number of pages"))
    size = models.PositiveBigIntegerField(_("size in bytes"))
    made_at = models.DateTimeField(_("made at"), auto_now=True)

    class Meta:
        verbose_name = _("printing")
        verbose_name_plural = _("printings")

    def __str__(self) -> str:
        return self.subject
