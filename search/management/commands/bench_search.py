"""`manage.py bench_search`: the time that search takes, a line an engine."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from search import benchmark


class Command(BaseCommand):
    help = "Measure the search engines on made documents, in tables and an index of their own."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--documents", type=int, default=10_000)
        parser.add_argument("--queries", type=int, default=200)

    def handle(self, *args: Any, **options: Any) -> None:
        for figures in benchmark.run(options["documents"], options["queries"]):
            self.stdout.write(str(figures))
