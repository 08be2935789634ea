"""Reference records of the demonstration: the geography, and 18 territories until the Region makes its own."""

from django.db import transaction
from django.utils import timezone

from cms.snippets import reference
from cms.snippets.models import Commune, Fund, Territory


@transaction.atomic
def load() -> None:
    """Create what is absent; never change what exists."""
    if Commune.objects.exists():
        reference.load_vocabularies()
    else:
        reference.load()
    if not Territory.objects.exists():
        load_territories()


@transaction.atomic
def load_territories() -> int:
    """Create the demonstration's territories that are absent, each with a fund for this year; return how many."""
    grouping = reference.document("territories.json")
    made = 0
    for entry in grouping["territories"]:
        territory, created = Territory.objects.get_or_create(slug=entry["slug"], defaults={"name": entry["name"]})
        if created:
            territory.intercommunalities.set(entry["intercommunalities"])
            made += 1
        Fund.objects.get_or_create(
            territory=territory, year=timezone.localdate().year, defaults={"amount": grouping["fund"]}
        )
    return made
