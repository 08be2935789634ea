"""`manage.py run_timers`: does what the clock is to do now, also what a stopped worker left."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import ngettext

from cms.workflows import clock


class Command(BaseCommand):
    help = "Send the reminders, pass on what is late, and take the automatic actions whose delay is over."

    def handle(self, *args: Any, **options: Any) -> None:
        done = clock.run()
        self.stdout.write(ngettext("%(count)d timer done.", "%(count)d timers done.", done) % {"count": done})
