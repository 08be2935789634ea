"""A mail backend that keeps mails in the database, so that the demonstration can show them on a page."""

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction

from cms.accounts.models import SentFile, SentMail


class MailboxBackend(BaseEmailBackend):
    """Sends nothing: each mail becomes a SentMail with its files. For `MAILERS` of the demonstration."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Keep `email_messages` and return how many they are."""
        for message in email_messages:
            self._keep(message)
        return len(email_messages)

    @transaction.atomic
    def _keep(self, message: EmailMessage) -> None:
        message.message()  # refuses what no mail server would take, as the real one does
        mail = SentMail.objects.create(
            sender=str(message.from_email),
            recipients=[str(address) for address in message.recipients()],
            subject=str(message.subject)[:500],
            body=str(message.body),
        )
        for part in message.message().walk():
            name = part.get_filename()
            if name:
                SentFile.objects.create(
                    mail=mail,
                    name=name[:255],
                    content_type=part.get_content_type(),
                    content=part.get_payload(decode=True) or b"",
                )
