"""What this room tells the others. All but the first are sent inside the transaction of the move."""

from django.dispatch import Signal

# sender: ProcessDefinition; version: the new ProcessVersion.
process_published = Signal()

# sender: Case; case, entry (the JournalEntry).
case_opened = Signal()
case_moved = Signal()
# sender: Case; case, run_at (the hour of the first timer of its step).
timers_planned = Signal()
