"""How the relay learns that somebody committed something, without asking all the time."""

import select
import time
from typing import Protocol

import psycopg
import structlog
from django.conf import settings
from django.db import connection

from courses.outbox.doorbell import CHANNEL

log = structlog.get_logger("parcours.relay")

SOCKET_SECONDS = 1.0


class Lookout(Protocol):
    """`wait` returns early, with True, when the database rang or one of `files` can be read."""

    def wait(self, seconds: float, files: list[int]) -> bool: ...

    def close(self) -> None: ...


class DataVersionLookout:
    """SQLite: `PRAGMA data_version` changes when another connection has committed."""

    def __init__(self) -> None:
        self._version = self._read()

    def _read(self) -> int:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA data_version")
            return int(cursor.fetchone()[0])

    def wait(self, seconds: float, files: list[int]) -> bool:
        deadline = time.monotonic() + seconds
        while (left := deadline - time.monotonic()) > 0:
            if select.select(files, [], [], min(left, settings.RELAY_POLL_SECONDS))[0]:
                return True
            version = self._read()
            if version != self._version:
                self._version = version
                return True
        return False

    def close(self) -> None:
        """Nothing is held but Django's own connection."""


class ListenLookout:
    """PostgreSQL: LISTEN on a connection of its own; when that is lost, time alone wakes us."""

    def __init__(self) -> None:
        self._listening: psycopg.Connection | None = None
        self._next_try = 0.0

    def _connection(self) -> psycopg.Connection | None:
        if self._listening is None and time.monotonic() >= self._next_try:
            self._next_try = time.monotonic() + 2.0
            try:
                self._listening = psycopg.connect(
                    **connection.get_connection_params(), autocommit=True
                )
                self._listening.execute(f"LISTEN {CHANNEL}")
            except psycopg.Error as error:
                log.warning("cannot listen", reason=str(error))
                self.close()
        return self._listening

    def wait(self, seconds: float, files: list[int]) -> bool:
        listening = self._connection()
        if listening is None:
            return bool(select.select(files, [], [], min(seconds, SOCKET_SECONDS))[0])
        ready = select.select([*files, listening.fileno()], [], [], seconds)[0]
        if listening.fileno() in ready:
            self._drain(listening)
        return bool(ready)

    def _drain(self, listening: psycopg.Connection) -> None:
        try:
            for _ in listening.notifies(timeout=0):
                pass
        except psycopg.Error as error:
            log.warning("lost the listening connection", reason=str(error))
            self.close()

    def close(self) -> None:
        if self._listening is not None:
            self._listening.close()
            self._listening = None


def make_lookout() -> Lookout:
    return ListenLookout() if connection.vendor == "postgresql" else DataVersionLookout()
