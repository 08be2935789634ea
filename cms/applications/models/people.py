"""The people of an application beside its owner: co-authors, and whoever is asked to take it over."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.accounts.models import User


class AddressedQuerySet[Row: models.Model](models.QuerySet[Row]):
    """Rows that stand for a person by their address: the account may come later."""

    # Which of them hold now.
    holding = models.Q()

    def current(self) -> Self:
        """Those that hold now: not ended, taken back or answered."""
        return self.filter(self.holding)

    def of(self, user: User) -> Self:
        """Those of `user` that hold, known by the address with which they sign in; in a trial nobody has a place."""
        return self.current().filter(email=user.email.lower(), application__is_trial=False)


class CoAuthorQuerySet(AddressedQuerySet["CoAuthor"]):
    """Co-authors as the pages look for them: current until they are removed or leave."""

    holding = models.Q(ended_at=None)


class CoAuthor(models.Model):
    """A person whom the owner of an application invited, by address: the account may come later."""

    class Role(models.TextChoices):
        VIEW = "view", _("reads")
        COMMENT = "comment", _("reads and comments")
        EDIT = "edit", _("reads, comments and writes")

    application = models.ForeignKey("applications.Application", models.CASCADE, related_name="co_authors")
    # Lower case: an address is one person, however it is typed.
    email = models.EmailField(_("e-mail address"))
    role = models.CharField(_("role"), max_length=10, choices=Role)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    invited_at = models.DateTimeField(_("invited on"), auto_now_add=True)
    # The row stays when the person leaves: what they wrote has an author, and invitations are counted.
    ended_at = models.DateTimeField(_("removed on"), null=True, blank=True)

    objects = CoAuthorQuerySet.as_manager()

    class Meta:
        verbose_name = _("co-author")
        verbose_name_plural = _("co-authors")
        ordering = ["invited_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "email"],
                condition=models.Q(ended_at=None),
                name="one_current_co_author_an_address",
            )
        ]
        indexes = [models.Index(fields=["email"], name="co_author_email")]

    def __str__(self) -> str:
        return self.email


class TransferQuerySet(AddressedQuerySet["Transfer"]):
    """Transfers as the pages look for them: current until they are answered or taken back."""

    holding = models.Q(state="offered")


class Transfer(models.Model):
    """An application that its owner offers to somebody; it changes hands when they accept."""

    class State(models.TextChoices):
        OFFERED = "offered", _("offered")
        ACCEPTED = "accepted", _("accepted")
        DECLINED = "declined", _("declined")
        CANCELLED = "cancelled", _("taken back")

    application = models.ForeignKey("applications.Application", models.CASCADE, related_name="transfers")
    offered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    email = models.EmailField(_("e-mail address"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.OFFERED)
    offered_at = models.DateTimeField(_("offered on"), auto_now_add=True)
    answered_at = models.DateTimeField(_("answered on"), null=True, blank=True)

    objects = TransferQuerySet.as_manager()

    class Meta:
        verbose_name = _("transfer")
        verbose_name_plural = _("transfers")
        ordering = ["offered_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["application"], condition=models.Q(state="offered"), name="one_offer_at_a_time"
            )
        ]
        indexes = [models.Index(fields=["email"], name="transfer_email")]

    def __str__(self) -> str:
        return f"{self.application_id} · {self.email} · {self.state}"


class Presence(models.Model):
    """Which section a person had open last, and when; so that two people who write see each other."""

    application = models.ForeignKey("applications.Application", models.CASCADE, related_name="presences")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    section = models.CharField(max_length=100)
    seen_at = models.DateTimeField()

    class Meta:
        verbose_name = _("presence")
        verbose_name_plural = _("presences")
        constraints = [models.UniqueConstraint(fields=["application", "user"], name="one_presence_a_person")]

    def __str__(self) -> str:
        return f"{self.application_id} · {self.user_id} · {self.section}"
