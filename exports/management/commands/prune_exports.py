"""Removes made files that nobody asks for any more."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from exports.cache import prune


class Command(BaseCommand):
    help = "Removes made files that nobody has asked for in so many days."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--days", type=int, default=60)

    def handle(self, *args: Any, days: int, **options: Any) -> None:
        self.stdout.write(f"{prune(days)} files removed.")
