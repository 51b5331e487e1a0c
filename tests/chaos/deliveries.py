"""What a mail server accepted, on disk before it says 250: one line a copy."""

import re
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from tests.chaos.build.points import append_line

DELIVERIES = "deliveries.jsonl"
# Set by the test build: which sending this copy comes from.
SENDING_HEADER = "X-Chaos-Sending"
RESULT = re.compile(r"/attempts/([0-9a-f-]{36})/result/")
CERTIFICATE = re.compile(r"/certificates/([A-Za-z0-9-]+)/")


def record_delivery(folder: Path, raw: bytes, *, at: float) -> None:
    """`about` is (kind, what it speaks of), read from the mail as its reader would."""
    mail = message_from_bytes(raw, policy=policy.default)
    assert isinstance(mail, EmailMessage)
    body = mail.get_body(("plain",))
    kind, about = what_it_says(body.get_content() if body else "")
    append_line(
        folder / DELIVERIES,
        t=at,
        message_id=str(mail["Message-ID"]).strip(),
        sending=str(mail[SENDING_HEADER] or "").strip(),
        to=str(mail["To"]),
        kind=kind,
        about=about,
    )


def what_it_says(text: str) -> tuple[str, str]:
    if found := RESULT.search(text):
        return "attempt_graded", found[1]
    if found := CERTIFICATE.search(text):
        return "certificate_awarded", found[1].replace("-", "")
    return "other", ""
