"""Messages are judged in the language of the screens."""

from collections.abc import Iterator

import pytest
from django.utils import translation

from cms.snippets.models import Commune, Departement, Intercommunality
from tests.forms import tables


@pytest.fixture(autouse=True)
def in_french() -> Iterator[None]:
    with translation.override("fr"):
        yield


@pytest.fixture
def nantes(db: None) -> Commune:
    """The places that the table of values names, and its reference table."""
    tables.sectors()
    departement = Departement.objects.create(code="44", name="Loire-Atlantique")
    metropolis = Intercommunality.objects.create(
        siren="244400404", name="Nantes Métropole", kind="METRO", population=670_000
    )
    return Commune.objects.create(
        insee_code="44109",
        name="Nantes",
        postcodes=["44000", "44100"],
        population=320_000,
        departement=departement,
        intercommunality=metropolis,
    )
