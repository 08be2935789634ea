"""People for tests."""

import factory

from cms.accounts.models import SignInLink, User


class UserFactory(factory.django.DjangoModelFactory):
    """A person who has already signed in once."""

    email = factory.Sequence(lambda n: f"personne{n}@exemple.fr")
    first_name = "Camille"
    last_name = factory.Sequence(lambda n: f"Martin {n}")

    class Meta:
        model = User

    class Params:
        closed = factory.Trait(is_active=False)


class SignInLinkFactory(factory.django.DjangoModelFactory):
    """A link that was sent a moment ago."""

    email = factory.Sequence(lambda n: f"invitee{n}@exemple.fr")
    origin = "a" * 64

    class Meta:
        model = SignInLink
