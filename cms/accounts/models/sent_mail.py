"""Mails of the demonstration, kept to be shown on a page."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SentMail(models.Model):
    """A mail as it was sent."""

    sender = models.CharField(_("from"), max_length=320)
    recipients = models.JSONField(_("to"), default=list)
    subject = models.CharField(_("subject"), max_length=500)
    body = models.TextField(_("text"))
    sent_at = models.DateTimeField(_("sent on"), auto_now_add=True)

    class Meta:
        verbose_name = _("sent mail")
        verbose_name_plural = _("sent mails")
        ordering = ["-sent_at", "-pk"]

    def __str__(self) -> str:
        return self.subject


class SentFile(models.Model):
    """A file that a mail carried."""

    mail = models.ForeignKey(SentMail, models.CASCADE, related_name="files")
    name = models.CharField(_("name"), max_length=255)
    content_type = models.CharField(_("type"), max_length=100)
    content = models.BinaryField()

    class Meta:
        verbose_name = _("attached file")
        verbose_name_plural = _("attached files")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name
