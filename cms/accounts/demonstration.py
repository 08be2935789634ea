"""The people of the demonstration."""

from dataclasses import dataclass

from django.contrib.auth.models import Group

from cms.accounts.models import User

PASSWORD = "demonstration-passerelle"  # noqa: S105 - printed on the sign-in page of the demonstration


@dataclass(frozen=True, slots=True)
class Person:
    """Someone of the demonstration: `place` says on screen what the account is for."""

    email: str
    first_name: str
    last_name: str
    place: str
    groups: tuple[str, ...] = ()
    superuser: bool = False
    password: bool = False


PEOPLE = (
    Person(
        email="editrice@passerelle.example",
        first_name="Élise",
        last_name="Moreau",
        place="Éditrice : écrit les pages et les démarches",
        groups=("Éditeurs",),
        password=True,
    ),
    Person(
        email="relecteur@passerelle.example",
        first_name="Karim",
        last_name="Benali",
        place="Relecteur : approuve les pages",
        groups=("Relecteurs",),
        password=True,
    ),
    Person(
        email="agente@passerelle.example",
        first_name="Anne",
        last_name="Le Goff",
        place="Agente : instruit les dossiers",
        groups=("Agents",),
        password=True,
    ),
    Person(
        email="comite@passerelle.example",
        first_name="Marc",
        last_name="Oliveira",
        place="Membre du comité et du jury : décide",
        groups=("Comité", "Jury"),
        password=True,
    ),
    Person(
        email="juriste@passerelle.example",
        first_name="Hélène",
        last_name="Marchand",
        place="Juriste : lit les pages qui montrent des mineurs",
        groups=("Juristes",),
        password=True,
    ),
    Person(
        email="territoire@passerelle.example",
        first_name="Sophie",
        last_name="Guérin",
        place="Territoire : demande le label",
    ),
    Person(
        email="enseignante@passerelle.example",
        first_name="Nadia",
        last_name="Petit",
        place="Enseignante : télécharge les guides",
    ),
    Person(
        email="admin@passerelle.example",
        first_name="Camille",
        last_name="Rousseau",
        place="Administratrice : règle tout",
        superuser=True,
        password=True,
    ),
)


def load() -> list[User]:
    """Make the people that are missing, in the groups that exist; change nobody who is there.

    Someone who is in no group yet joins when the groups exist, so that it may run before or after them.
    """
    people = []
    groups = {group.name: group for group in Group.objects.all()}
    for person in PEOPLE:
        user = User.objects.filter(email__iexact=person.email).first()
        if user is None:
            user = User.objects.create_user(
                person.email,
                PASSWORD if person.password else None,
                first_name=person.first_name,
                last_name=person.last_name,
                is_staff=person.superuser,
                is_superuser=person.superuser,
            )
        if not user.groups.exists():
            user.groups.add(*(groups[name] for name in person.groups if name in groups))
        people.append(user)
    return people
