"""`manage.py search_catch_up`: tells Elasticsearch what it missed while it was away."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from search import catching_up
from search.engines.protocol import EngineUnavailable


class Command(BaseCommand):
    help = "Tell Elasticsearch all that it has still to learn."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            told = catching_up.catch_up()
        except EngineUnavailable as reason:
            raise CommandError(f"Elasticsearch ne répond pas, rien n’est perdu : {reason}") from reason
        self.stdout.write(f"{told} changements transmis.")
