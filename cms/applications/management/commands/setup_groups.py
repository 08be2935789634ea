"""`manage.py setup_groups`: the groups of people and what they may do."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from cms.applications import groups


class Command(BaseCommand):
    help = "Creates the groups of people and gives them the permissions that they lack."

    def handle(self, *args: Any, **options: Any) -> None:
        for name in groups.set_up():
            self.stdout.write(_("Group ready: %(name)s") % {"name": name})
