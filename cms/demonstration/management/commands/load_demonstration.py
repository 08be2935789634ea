"""`manage.py load_demonstration`: from an empty folder to a Region at work."""

import time
from typing import Any

from django.conf import settings
from django.core.management import CommandError, call_command
from django.core.management.base import BaseCommand
from django.utils.translation import gettext

from cms.demonstration import static_files, steps


class Command(BaseCommand):
    """Migrates the database, gathers the static files and loads the demonstration content."""

    help = __doc__
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMONSTRATION:
            raise CommandError("This is not a demonstration: PASSERELLE_DEMONSTRATION is off.")
        settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
        self.announce(gettext("migrations"))
        call_command("migrate", interactive=False, verbosity=0)
        self.announce(gettext("static files"))
        static_files.gather()
        steps.load(self.announce)
        self.announce(gettext("effects of decisions"))
        call_command("run_effects", verbosity=0)
        self.stdout.write("")

    def announce(self, label: str) -> None:
        """Say what is being done, with the seconds since the start."""
        self.started = getattr(self, "started", time.monotonic())
        self.stdout.write(f"  {time.monotonic() - self.started:5.1f} s  {label}", ending="\n")
        self.stdout.flush()
