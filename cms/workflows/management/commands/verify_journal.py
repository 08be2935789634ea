"""`manage.py verify_journal`: says where the chain of a journal breaks, or does not lead to what the table says;
exit status 1 when one does."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.workflows import chain, replay
from cms.workflows.models import Case


class Command(BaseCommand):
    help = (
        "Check that no journal entry was changed, removed or put in, and that each journal leads to where its case is."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--case", type=int, help="check one case only")

    def handle(self, *args: Any, **options: Any) -> None:
        cases = Case.objects.order_by("pk")
        if options["case"]:
            cases = cases.filter(pk=options["case"])
        found: set[int] = set()
        for broken in (*chain.breaks(cases), *replay.differences(cases)):
            if broken.case_id in found:
                continue
            found.add(broken.case_id)
            facts = {"case": broken.case_id, "entry": broken.entry_id or "–", "reason": broken.reason}
            self.stdout.write(_("Case %(case)d, entry %(entry)s: %(reason)s.") % facts)
        if found:
            raise CommandError(
                ngettext("%(count)d journal is broken.", "%(count)d journals are broken.", len(found))
                % {"count": len(found)}
            )
        count = cases.count()
        self.stdout.write(ngettext("%(count)d journal holds.", "%(count)d journals hold.", count) % {"count": count})
