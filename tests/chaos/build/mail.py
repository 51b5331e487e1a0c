"""Mail backends that can die between the server's 250 and our commit."""

import time
from collections.abc import Sequence

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend

from courses.mail.files import FileBackend
from tests.chaos.build.points import chaos_folder, die_here
from tests.chaos.deliveries import record_delivery


class DyingSmtp(EmailBackend):
    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        sent = super().send_messages(email_messages)
        if sent:
            die_after(email_messages)
        return sent


class DyingFolder(FileBackend):
    """Two copies of one mail are one file, so each delivery is recorded beside."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        sent = super().send_messages(email_messages)
        for email in email_messages:
            folder = chaos_folder(settings.VAR_DIR)
            record_delivery(folder, email.message().as_bytes(), at=time.time())
        die_after(email_messages)
        return sent


def die_after(sent: Sequence[EmailMessage]) -> None:
    for email in sent:
        message_id = email.extra_headers.get("Message-ID", "")
        die_here(settings.VAR_DIR, "after_smtp_250", message_id=message_id)
