"""People: one account an e-mail address, whatever the person does here."""

from django.contrib.auth.base_user import BaseUserManager
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager["User"]):
    """Makes accounts by e-mail address; addresses compare without regard to case."""

    def get_by_natural_key(self, email: str | None) -> "User":
        return self.get(email__iexact=email or "")

    def create_user(self, email: str, password: str | None = None, **fields: object) -> "User":
        """Return a new saved account; without `password` it signs in by link only."""
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: object) -> "User":
        """Return a new saved account that may do everything."""
        return self.create_user(email, password, **fields | {"is_staff": True, "is_superuser": True})


class User(AbstractUser):
    """A person, known by an e-mail address."""

    username = None  # type: ignore[assignment]  # the address is the name
    email = models.EmailField(
        _("e-mail address"), unique=True, error_messages={"unique": _("An account with this address already exists.")}
    )

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = []

    objects = UserManager()  # type: ignore[assignment,misc]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [models.UniqueConstraint(Lower("email"), name="one_account_an_address")]

    def __str__(self) -> str:
        return self.get_full_name() or self.email
