"""Mail backends that can die between the server's 250 and our commit, and who sent what when.

Each sending has an id, carried by the mail as a header, and leaves fsynced lines of its process:
`claimed` (its time taken before the claim), `250` (the server's answer is in hand), `marked`
(SENT is committed) and `left` (the sender went on, `how` names its exception). Who died in the
middle left none.
"""

import os
import sys
import time
import uuid
from collections.abc import Callable, Sequence
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend

from courses.mail.files import FileBackend
from tests.chaos.build.points import append_line, chaos_folder, die_here, wrap
from tests.chaos.deliveries import SENDING_HEADER, record_delivery

SENDINGS = "sendings.jsonl"
# The sending of this process; jobs of a process run one after the other.
current: dict[str, str] = {}
_parents: dict[int, int] = {}


class DyingSmtp(EmailBackend):
    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        sign(email_messages)
        sent = super().send_messages(email_messages)
        if sent:
            accepted(email_messages)
        return sent


class DyingFolder(FileBackend):
    """Two copies of one mail are one file, so each delivery is recorded beside."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        sign(email_messages)
        sent = super().send_messages(email_messages)
        for email in email_messages:
            folder = chaos_folder(settings.VAR_DIR)
            record_delivery(folder, email.message().as_bytes(), at=time.time())
        accepted(email_messages)
        return sent


def sign(emails: Sequence[EmailMessage]) -> None:
    for email in emails:
        email.extra_headers[SENDING_HEADER] = current.get("sending", "")


def accepted(emails: Sequence[EmailMessage]) -> None:
    """The 250 is in hand; an armed process dies here."""
    for email in emails:
        note("250")
        message_id = email.extra_headers.get("Message-ID", "")
        sending = current.get("sending", "")
        facts = {"message_id": message_id, "sending": sending}
        die_here(settings.VAR_DIR, "after_smtp_250", **facts)


def note(what: str, **facts: Any) -> None:
    pid = os.getpid()
    parent = _parents.setdefault(pid, os.getppid())
    line = {"t": time.time(), "what": what, "pid": pid, "parent": parent, **current, **facts}
    append_line(chaos_folder(settings.VAR_DIR) / SENDINGS, **line)


def follow_sendings() -> None:
    """Wraps the product's sending from outside."""
    from courses.mail import sending

    wrap(sending, "_claim", _noting_claims)
    wrap(sending, "_sent", _noting_marks)
    wrap(sending, "send_message", _noting_the_end)


def _noting_claims(claim: Callable[[Any], None]) -> Callable[[Any], None]:
    def claim_and_note(message: Any) -> None:
        before = time.time()
        claim(message)
        current.update(sending=uuid.uuid4().hex, message_id=message.message_id)
        note("claimed", t=before)

    return claim_and_note


class NotingMark:
    """`run` is its own transaction: when it returns, the mark is committed."""

    def __init__(self, update: Any) -> None:
        self.update = update

    def run(self, **named: Any) -> int:
        changed = int(self.update.run(**named))
        if changed:
            note("marked")
        return changed


def _noting_marks(update: Any) -> Any:
    return NotingMark(update)


def _noting_the_end(send_message: Callable[[int], None]) -> Callable[[int], None]:
    def send(message_id: int) -> None:
        current.clear()
        try:
            send_message(message_id)
        finally:
            if current:
                raised = sys.exc_info()[0]
                note("left", how=raised.__name__ if raised else "")
            current.clear()

    return send
