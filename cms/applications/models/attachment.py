"""Files that applicants send."""

import uuid
from typing import Any, Self

from django.core.files import File
from django.core.files.storage import Storage, storages
from django.db import models
from django.utils.deconstruct import deconstructible
from django.utils.translation import gettext_lazy as _


@deconstructible
class PrivateStorage(Storage):
    """Where the files lie: the storage "private" of the settings, never below the web root.

    Looked up at each use: a field that keeps the storage it saw first goes on writing there when the settings change.
    """

    @property
    def _inner(self) -> Storage:
        return storages["private"]

    def _open(self, name: str, mode: str = "rb") -> File:
        return self._inner.open(name, mode)

    def _save(self, name: str, content: File) -> str:
        return self._inner.save(name, content)

    def delete(self, name: str) -> None:
        self._inner.delete(name)

    def exists(self, name: str) -> bool:
        return self._inner.exists(name)

    def listdir(self, path: str) -> tuple[list[str], list[str]]:
        return self._inner.listdir(path)

    def size(self, name: str) -> int:
        return self._inner.size(name)


def _unguessable_name(attachment: "Attachment", filename: str) -> str:
    return f"attachments/{attachment.application_id}/{uuid.uuid4().hex}"


class AttachmentQuerySet(models.QuerySet["Attachment"]):
    """Files, by what they were sent with."""

    def answering(self) -> Self:
        """Those that were given as an answer."""
        return self.filter(message=None)


class Attachment(models.Model):
    """A file given as an answer or with a message; kept outside the web root under a name that cannot be guessed."""

    class Scan(models.TextChoices):
        NONE = "", _("not analysed")
        WAITING = "waiting", _("waiting to be analysed")
        CLEAN = "clean", _("nothing found")
        QUARANTINE = "quarantine", _("in quarantine")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application = models.ForeignKey(
        "applications.Application", models.CASCADE, related_name="attachments", verbose_name=_("application")
    )
    field_key = models.CharField(max_length=100, blank=True)
    # The message that brought the file; None for an answer.
    message = models.ForeignKey(
        "applications.Message", models.CASCADE, null=True, blank=True, editable=False, related_name="files"
    )
    file = models.FileField(_("file"), storage=PrivateStorage(), upload_to=_unguessable_name, max_length=200)
    # The name that the applicant gave, without folders; shown and given back, never used as a path.
    name = models.CharField(_("name"), max_length=255)
    content_type = models.CharField(_("type"), max_length=100)
    size = models.PositiveBigIntegerField(_("size"), help_text=_("In bytes."))
    sha256 = models.CharField(max_length=64)
    created_at = models.DateTimeField(_("sent on"), auto_now_add=True)
    # What the antivirus said; without one (CLAMAV_URL empty) files are not analysed.
    scan = models.CharField(_("analysis"), max_length=10, choices=Scan, default=Scan.NONE, blank=True)
    threat = models.CharField(_("what was found"), max_length=200, blank=True)
    scanned_at = models.DateTimeField(_("analysed on"), null=True, blank=True)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        ordering = ["created_at"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_open(self) -> bool:
        """Whether the file may be given back: neither in quarantine nor waiting to be analysed."""
        return self.scan in (self.Scan.NONE, self.Scan.CLEAN)

    def as_answer(self) -> dict[str, Any]:
        """What the answer of a file field keeps of this file."""
        return {"id": str(self.pk), "name": self.name, "size": self.size, "type": self.content_type}
