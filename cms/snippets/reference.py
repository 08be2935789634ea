"""Loads the region's geography and the first vocabularies from the files of `data/`."""

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import transaction

from cms.snippets.models import Audience, Commune, Departement, Intercommunality, Theme
from cms.snippets.names import comparable

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many records of each kind the files hold."""

    departements: int
    intercommunalities: int
    communes: int


def rows(name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of the CSV file `name` of the data folder."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def document(name: str) -> Any:
    """Return the JSON file `name` of the data folder."""
    return json.loads((DATA / name).read_text(encoding="utf-8"))


@transaction.atomic
def load() -> Loaded:
    """Write the geography as the files say it; nothing is deleted. Vocabularies are filled when they are empty."""
    departements = [Departement(code=row["code"], name=row["name"]) for row in rows("departements.csv")]
    Departement.objects.bulk_create(departements, update_conflicts=True, unique_fields=["code"], update_fields=["name"])
    intercommunalities = [
        Intercommunality(
            siren=row["siren"], name=row["name"], kind=row["kind"], population=int(row["total_population"] or 0)
        )
        for row in rows("epci.csv")
    ]
    Intercommunality.objects.bulk_create(
        intercommunalities,
        update_conflicts=True,
        unique_fields=["siren"],
        update_fields=["name", "kind", "population"],
    )
    communes = [_commune(row) for row in rows("communes.csv")]
    Commune.objects.bulk_create(
        communes,
        batch_size=200,
        update_conflicts=True,
        unique_fields=["insee_code"],
        update_fields=["name", "search_name", "postcodes", "population", "departement", "intercommunality"],
    )
    load_vocabularies()
    return Loaded(len(departements), len(intercommunalities), len(communes))


def _commune(row: dict[str, str]) -> Commune:
    return Commune(
        insee_code=row["insee_code"],
        name=row["name"],
        search_name=comparable(row["name"]),
        postcodes=[code for code in row["postcodes"].split("|") if code],
        population=int(row["population"] or 0),
        departement_id=row["department_code"],
        intercommunality_id=row["epci_siren"] or None,
    )


def load_vocabularies() -> None:
    """Fill the audiences and the themes when there are none: once a person has edited them, they are theirs."""
    vocabularies = document("vocabularies.json")
    if not Audience.objects.exists():
        Audience.objects.bulk_create(Audience(**entry) for entry in vocabularies["audiences"])
    if not Theme.objects.exists():
        Theme.objects.bulk_create(Theme(**entry) for entry in vocabularies["themes"])
