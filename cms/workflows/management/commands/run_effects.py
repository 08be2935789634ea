"""`manage.py run_effects`: runs the effects that are due, also those that a stopped worker left."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.workflows import outbox
from cms.workflows.models import Effect


class Command(BaseCommand):
    help = "Run the effects of moves that are due, and say which were given up."

    def handle(self, *args: Any, **options: Any) -> None:
        done = outbox.run_due()
        self.stdout.write(ngettext("%(count)d effect done.", "%(count)d effects done.", done) % {"count": done})
        for effect in Effect.objects.failed().order_by("pk"):
            facts = {"effect": effect.pk, "kind": effect.kind, "case": effect.case_id, "error": effect.error}
            self.stderr.write(_("Effect %(effect)d (%(kind)s) of case %(case)d was given up: %(error)s") % facts)
