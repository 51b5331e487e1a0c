"""Embedded mode: a child process for each lane, and nobody else in this folder."""

import fcntl
import os
import time
from pathlib import Path
from typing import TextIO

from django.db import Error as DatabaseError
from django.db import connection

from courses.outbox import leases
from courses.outbox.children import Child
from courses.outbox.errors import OutboxError
from courses.outbox.models import Job

STOP_SECONDS = 5.0


class AlreadyRunning(OutboxError):
    """Another relay works in this folder."""


class Children:
    """The Runner of embedded mode."""

    def __init__(self, folder: Path) -> None:
        self.lock_path = folder / "relay.lock"
        self.lock: TextIO | None = None
        self.children = {lane: Child(lane) for lane in Job.Lane.values}

    def start(self) -> None:
        """Raises AlreadyRunning. The lock falls with the process that holds it, so whoever gets
        it knows that every lease in a SQLite file was left behind by the dead."""
        self.lock = hold(self.lock_path)
        if connection.vendor == "sqlite":
            leases.give_back_held_by("", "The relay was restarted.", counted=False)
        self.children[Job.Lane.SHORT].look()

    def look(self, lane: str) -> None:
        self.children[lane].look()

    def files(self) -> list[int]:
        return [file for child in self.children.values() for file in child.files()]

    def tend(self) -> float:
        return min(child.tend() for child in self.children.values())

    def stop(self) -> None:
        """The jobs in hand may end within STOP_SECONDS; what does not is due again."""
        deadline = time.monotonic() + STOP_SECONDS
        for child in self.children.values():
            child.stop_softly()
        while time.monotonic() < deadline and not self._all_ended():
            time.sleep(0.02)
        for child in self.children.values():
            try:
                child.kill("The relay was stopped.", counted=False)
            except DatabaseError:
                continue  # its lease runs out by itself
        if self.lock is not None:
            self.lock.close()

    def _all_ended(self) -> bool:
        return all(child.has_ended() for child in self.children.values())


def hold(path: Path) -> TextIO:
    """A lock that the kernel lets go when this process ends, however it ends."""
    path.parent.mkdir(parents=True, exist_ok=True)
    file = path.open("a+")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        file.seek(0)
        holder = file.read().strip()
        file.close()
        raise AlreadyRunning(f"A relay already runs here (process {holder}).") from None
    file.truncate(0)
    file.write(str(os.getpid()))
    file.flush()
    return file
