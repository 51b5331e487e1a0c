"""A real SMTP server that keeps what it accepts and can be told to refuse."""

import asyncio
import logging
from email import message_from_bytes, policy
from email.message import EmailMessage
from types import TracebackType
from typing import Self

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.support.servers import free_port

logging.getLogger("mail.log").setLevel(logging.WARNING)

# Of its own accord it gives up after five, for which a busy machine may stand still.
READY_SECONDS = 60.0


class MailSink:
    """`messages` in the order accepted; `answers` are replies for the next messages, then 250.

    The answer "hang" takes the message and says nothing more for half a minute.

    Recipients in `unknown` have no mailbox here.
    """

    def __init__(self) -> None:
        self.messages: list[EmailMessage] = []
        self.recipients: list[list[str]] = []
        self.answers: list[str] = []
        self.unknown: set[str] = set()
        self.port = free_port()
        self._controller = Controller(
            self, hostname="127.0.0.1", port=self.port, ready_timeout=READY_SECONDS
        )

    def forget(self) -> None:
        """As if nothing had come yet, and nothing had been told."""
        self.messages.clear()
        self.recipients.clear()
        self.answers.clear()
        self.unknown.clear()

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address in self.unknown:
            return "550 No such person"
        envelope.rcpt_tos.append(address)
        return "250 Known"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if self.answers:
            answer = self.answers.pop(0)
            if answer == "hang":
                self._take(envelope)
                await asyncio.sleep(30)
            if not answer.startswith("250"):
                return answer
        self._take(envelope)
        return "250 Accepted"

    def _take(self, envelope: Envelope) -> None:
        content = envelope.content or b""
        raw = content if isinstance(content, bytes) else content.encode()
        parsed = message_from_bytes(raw, policy=policy.default)
        assert isinstance(parsed, EmailMessage)
        self.messages.append(parsed)
        self.recipients.append(list(envelope.rcpt_tos))

    def __enter__(self) -> Self:
        self._controller.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._controller.stop()
