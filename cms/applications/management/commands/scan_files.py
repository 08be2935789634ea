"""`manage.py scan_files`: analyses the files that wait for it, as those that came while clamd was down."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from cms.applications.scanning import operations


class Command(BaseCommand):
    help = "Analyse the files that wait, and say how many still do."

    def handle(self, *args: Any, **options: Any) -> None:
        done, left = operations.scan_waiting()
        self.stdout.write(_("Files analysed: %(done)d. Still waiting: %(left)d.") % {"done": done, "left": left})
