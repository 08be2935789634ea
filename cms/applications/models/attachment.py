"""Files that applicants send."""

import uuid

from django.core.files.storage import storages
from django.db import models
from django.utils.translation import gettext_lazy as _


def _private_storage() -> object:
    return storages["private"]


def _unguessable_name(attachment: "Attachment", filename: str) -> str:
    return f"attachments/{attachment.application_id}/{uuid.uuid4().hex}"


class Attachment(models.Model):
    """A file given as an answer; kept outside the web root under a name that cannot be guessed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application = models.ForeignKey("applications.Application", models.CASCADE, related_name="attachments")
    field_key = models.CharField(max_length=100)
    file = models.FileField(storage=_private_storage, upload_to=_unguessable_name)
    name = models.CharField(_("name"), max_length=255)
    content_type = models.CharField(_("type"), max_length=100)
    size = models.PositiveBigIntegerField(_("size"), help_text=_("In bytes."))
    sha256 = models.CharField(max_length=64)
    created_at = models.DateTimeField(_("sent on"), auto_now_add=True)

    class Meta:
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        ordering = ["created_at"]

    def __str__(self) -> str:
        return self.name
