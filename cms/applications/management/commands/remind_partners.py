"""`manage.py remind_partners`: writes again to the partners who have been silent for a week, twice at most."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import ngettext

from cms.applications.commitments import asking


class Command(BaseCommand):
    help = "Remind partners who have not answered."

    def handle(self, *args: Any, **options: Any) -> None:
        sent = asking.remind()
        self.stdout.write(ngettext("%(count)d reminder sent.", "%(count)d reminders sent.", sent) % {"count": sent})
