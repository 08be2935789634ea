"""What sign-in remembers: links that were sent, passwords that were refused. Both are forgotten after a day."""

import uuid
from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _


class AttemptQuerySet(models.QuerySet):
    """Attempts, as the limits count them."""

    def since(self, moment: datetime) -> "AttemptQuerySet":
        return self.filter(created_at__gte=moment)

    def before(self, moment: datetime) -> "AttemptQuerySet":
        return self.filter(created_at__lt=moment)

    def for_address(self, email: str) -> "AttemptQuerySet":
        return self.filter(email=email)

    def from_origin(self, origin: str) -> "AttemptQuerySet":
        return self.filter(origin=origin)


class _Attempt(models.Model):
    # Lower case: an address is one person, however it is typed.
    email = models.EmailField(_("e-mail address"), db_index=True)
    # A keyed hash of the network address (`cms.accounts.origin`): enough to count, not enough to know.
    origin = models.CharField(max_length=64, db_index=True)
    created_at = models.DateTimeField(_("asked on"), auto_now_add=True, db_index=True)

    objects = AttemptQuerySet.as_manager()

    class Meta:
        abstract = True


class SignInLink(_Attempt):
    """One link sent to one address: it opens one session, once."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # Where the person was going, a path of this site or nothing.
    next_path = models.CharField(max_length=500, blank=True)
    used_at = models.DateTimeField(_("used on"), null=True, blank=True)

    class Meta:
        verbose_name = _("sign-in link")
        verbose_name_plural = _("sign-in links")

    def __str__(self) -> str:
        return f"{self.email} · {self.created_at:%Y-%m-%d %H:%M}"


class FailedPassword(_Attempt):
    """A password that was refused for an address."""

    class Meta:
        verbose_name = _("refused password")
        verbose_name_plural = _("refused passwords")

    def __str__(self) -> str:
        return f"{self.email} · {self.created_at:%Y-%m-%d %H:%M}"
