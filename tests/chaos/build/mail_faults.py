"""Faults of the mail: what goes out is sent again though nobody died."""

import uuid
from collections.abc import Callable
from typing import Any

from courses.outbox.errors import Transient
from tests.chaos.build.points import wrap


def mail_twice() -> None:
    """Every mail is put back after its first sending, as if it had failed; the sender lives."""
    from courses.mail import sending

    wrap(sending, "as_email", _put_back)


def _put_back(as_email: Callable[[Any], Any]) -> Callable[[Any], Any]:
    from courses.mail import sending
    from courses.mail.models import Message

    def made(message: Any) -> Any:
        email = as_email(message)
        send = email.send

        def send_and_put_back() -> None:
            send()
            if not message.error:
                sending._mark(message, Message.State.QUEUED, "once more")
                raise Transient("once more", retry_in=1)

        email.send = send_and_put_back
        return email

    return made


def mail_renamed() -> None:
    """Each sending has a Message-ID of its own, so that no reader's program sees the two as one."""
    from courses.mail import sending

    def renamed(as_email: Callable[[Any], Any]) -> Callable[[Any], Any]:
        def made(message: Any) -> Any:
            message.message_id = f"<{uuid.uuid4().hex}@example.org>"
            return as_email(message)

        return made

    wrap(sending, "as_email", renamed)
