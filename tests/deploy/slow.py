"""Slow, stuck and rude clients at nginx, many at once, driven from one thread."""

import contextlib
import socket
import ssl
import struct
import threading
import time
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from tests.deploy.browsers import TRUSTING

HEAD = b"POST /attempts/x/save/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
LONG = b"Content-Length: 5000\r\n\r\n"
NO_LINGER = struct.pack("ii", 1, 0)


@dataclass
class Slow:
    """What it sends at once, then a byte a second of `then`; `cut_after` seconds, when it was."""

    kind: str
    line: ssl.SSLSocket
    then: bytes
    cut_after: float | None = None

    def trickle(self, second: int, since: float) -> None:
        if self.cut_after is not None:
            return
        try:
            if self.is_closed():
                raise ConnectionResetError
            self.line.send(self.then[second : second + 1])
        except (OSError, ValueError):
            self.cut_after = time.monotonic() - since

    def is_closed(self) -> bool:
        """By the other side; whatever it said before is thrown away."""
        self.line.setblocking(False)
        try:
            while self.line.recv(4096):
                pass
            return True
        except (ssl.SSLWantReadError, BlockingIOError):
            return False
        finally:
            self.line.setblocking(True)


def open_line(port: int) -> ssl.SSLSocket:
    plain = socket.create_connection(("127.0.0.1", port), timeout=20)
    return TRUSTING.wrap_socket(plain, server_hostname="localhost")


class SlowCrowd:
    """`size` clients: half dribble their head, a quarter their body, a quarter stop half-way.

    Besides, somebody resets a connection in the middle of a request, ten times a second.
    """

    def __init__(self, port: int, *, size: int = 200) -> None:
        self.port = port
        self.over = threading.Event()
        self.resets = 0
        kinds = ("head", "body", "head", "stuck")
        self.clients = [self._open(kinds[number % len(kinds)]) for number in range(size)]
        self.since = time.monotonic()
        self.threads = [
            threading.Thread(target=work, daemon=True) for work in (self._trickle, self._reset)
        ]

    def _open(self, kind: str) -> Slow:
        line = open_line(self.port)
        if kind == "head":
            return Slow(kind, line, HEAD + b"X-Slow: " + b"x" * 1000)
        line.send(HEAD + LONG)
        return Slow(kind, line, b"x" * 5000 if kind == "body" else b"")

    def _trickle(self) -> None:
        second = 0
        while not self.over.wait(1.0):
            for client in self.clients:
                client.trickle(second, self.since)
            second += 1

    def _reset(self) -> None:
        while not self.over.wait(0.1):
            with contextlib.suppress(OSError):
                line = open_line(self.port)
                line.send(HEAD + LONG + b"half")
                line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, NO_LINGER)
                line.close()
                self.resets += 1

    def cut(self, kind: str) -> list[float | None]:
        """When each client of this kind was cut off, in seconds from the start."""
        return [client.cut_after for client in self.clients if client.kind == kind]

    def __enter__(self) -> Self:
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.over.set()
        for thread in self.threads:
            thread.join(30)
        for client in self.clients:
            client.line.close()
