"""Embedded mode's mail server: a folder, one .eml file a mail, written whole or not at all."""

import os
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend


class FileBackend(BaseEmailBackend):
    """Writes to settings.MAIL_DIR; a mail sent twice is one file, named by its Message-ID."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for email in email_messages:
            raw = email.message()
            write_whole(path_for(str(raw["Message-ID"])), raw.as_bytes())
        return len(email_messages)


def path_for(message_id: str) -> Path:
    """Where the mail with this Message-ID lies; only its letters and digits name the file."""
    name = "".join(c for c in message_id.partition("@")[0] if c.isalnum())
    return Path(settings.MAIL_DIR) / f"{name}.eml"


def write_whole(path: Path, content: bytes) -> None:
    """A reader sees the whole file or none, also after a power cut."""
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_suffix(f".{os.getpid()}.part")
    with half.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    half.replace(path)
