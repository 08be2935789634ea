"""`manage.py rebuild_search`: all that can be found, written again."""

from typing import Any

from django.core.management.base import BaseCommand

from search import operations


class Command(BaseCommand):
    help = "Write again all that can be found, and rebuild Elasticsearch's index when it is set."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{operations.rebuild()} contenus trouvables.")
