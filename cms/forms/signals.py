"""What forms tell the rooms above."""

from django.dispatch import Signal

# Sent after a form is published, in the transaction that publishes it. Sender: FormDefinition; `version`: FormVersion,
# new or, when nothing changed, the one that stands.
form_published = Signal()
