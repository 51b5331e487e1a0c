"""A mail server of its own process: `python -m tests.chaos.sink PORT FOLDER`."""

import sys
import threading
import time
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.chaos.deliveries import record_delivery
from tests.support.mail_sink import READY_SECONDS


class Keeper:
    """Says 250 only when the mail is on disk."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        content = envelope.content or b""
        raw = content if isinstance(content, bytes) else content.encode()
        record_delivery(self.folder, raw, at=time.time())
        return "250 Accepted"


def main(port: int, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    keeper = Keeper(folder)
    Controller(keeper, hostname="127.0.0.1", port=port, ready_timeout=READY_SECONDS).start()
    threading.Event().wait()


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
