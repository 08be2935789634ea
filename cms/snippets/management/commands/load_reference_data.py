"""`manage.py load_reference_data`: the region's geography and the first vocabularies."""

from typing import Any

from django.core.management.base import BaseCommand

from cms.snippets import reference


class Command(BaseCommand):
    help = "Load the départements, intercommunalities and communes of the region; may be run again."

    def handle(self, *args: Any, **options: Any) -> None:
        loaded = reference.load()
        self.stdout.write(
            f"{loaded.departements} départements, {loaded.intercommunalities} intercommunalités, "
            f"{loaded.communes} communes."
        )
