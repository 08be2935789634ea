"""What people write to each other about an application."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class MessageQuerySet(models.QuerySet["Message"]):
    """Messages, by who may read them."""

    def exchanged(self) -> Self:
        """Those between the applicants and the agents: what agents may read."""
        return self.exclude(side=Message.Side.INTERNAL)


class Message(models.Model):
    """One message. `side` says who wrote it, and therefore who reads it."""

    class Side(models.TextChoices):
        APPLICANTS = "applicants", _("from the applicants to the agents")
        AGENTS = "agents", _("from the agents to the applicants")
        # Among the people of the application: the agents never see it.
        INTERNAL = "internal", _("among the applicants")

    application = models.ForeignKey("applications.Application", models.CASCADE, related_name="exchanges")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("author"))
    side = models.CharField(max_length=10, choices=Side)
    text = models.TextField(_("text"))
    sent_at = models.DateTimeField(_("sent on"), auto_now_add=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.application_id} · {self.side} · {self.sent_at:%Y-%m-%d %H:%M}"


class MessageMark(models.Model):
    """How far a person has read the messages of an application."""

    application = models.ForeignKey("applications.Application", models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    # The number of the last message that was on the person's screen.
    last_read = models.PositiveBigIntegerField(default=0)

    class Meta:
        verbose_name = _("mark of reading")
        verbose_name_plural = _("marks of reading")
        constraints = [models.UniqueConstraint(fields=["application", "user"], name="one_message_mark_a_person")]

    def __str__(self) -> str:
        return f"{self.application_id} · {self.user_id} · {self.last_read}"
