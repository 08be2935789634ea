"""`manage.py load_demonstration_territories`: 18 territories to try the platform with."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cms.snippets import demonstration
from cms.snippets.models import Intercommunality


class Command(BaseCommand):
    help = "Group the intercommunalities into 18 demonstration territories, each with a fund for this year."

    def handle(self, *args: Any, **options: Any) -> None:
        if not Intercommunality.objects.exists():
            raise CommandError("Les intercommunalités manquent : lancez d’abord « manage.py load_reference_data ».")
        made = demonstration.load_territories()
        self.stdout.write(f"{made} territoires créés. Regroupement de démonstration : la Région met les siens.")
