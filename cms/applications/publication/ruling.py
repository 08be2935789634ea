"""Which release rules the case of an application: the one it was submitted on, or the one to which it passed.

The answers stay on the form of the application's own release. The process, the messages and the documents are those of
the release in force when something was decided: what waits in the outbox stays as it was.
"""

from cms.applications.models import Application, PassedCase, Release
from cms.workflows.models import JournalEntry


class Ruling:
    """The releases that ruled one application's case, in turn; one query."""

    def __init__(self, application: Application) -> None:
        self.application = application
        found = PassedCase.objects.filter(application=application)
        found = found.select_related("passage__target__process_version")
        self._passed = [(row.entry_id, row.undone_entry_id, row.passage.target) for row in found]

    def at(self, entry_id: int | None = None) -> Release:
        """The release in force when an entry of the journal was written; the present one without."""
        for begun, undone, release in reversed(self._passed):
            after_begin = entry_id is None or entry_id >= begun
            before_end = undone is None or (entry_id is not None and entry_id < undone)
            if after_begin and before_end:
                return release
        return self.application.release


def release_at(application: Application, entry: JournalEntry | None = None) -> Release:
    """The release in force when `entry` was written; the present one without an entry."""
    return Ruling(application).at(entry.pk if entry else None)
