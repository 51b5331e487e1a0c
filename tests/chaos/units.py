"""Processes kept alive as systemd would: Restart=always, RestartSec=1, the whole group at once."""

import contextlib
import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable
from pathlib import Path

from elearning.env import BASE_DIR

RESTART_SECONDS = 1.0
# What is left of a group after its main process died gets SIGTERM, and this long later SIGKILL.
LEFTOVER_SECONDS = 2.0


def children_of(pid: int) -> list[int]:
    """Process ids; none when the process is gone."""
    try:
        text = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    except OSError:
        return []
    return [int(child) for child in text.split()]


def descendants_of(pid: int) -> list[int]:
    found = children_of(pid)
    return found + [grandchild for child in found for grandchild in descendants_of(child)]


def send(pid: int, number: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, number)


class Unit:
    """A service: its main process leads a process group of its own."""

    def __init__(self, name: str, command: list[str], env: dict[str, str], folder: Path) -> None:
        self.name, self.command, self.env = name, command, env
        self.log = folder / f"{name}.log"
        self.before_start: list[Callable[[], None]] = []
        self.process: subprocess.Popen[bytes] | None = None
        self.died_at: float | None = None
        self.started_at = 0.0
        self.starts = 0

    def start(self) -> None:
        while self.before_start:
            self.before_start.pop()()
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command,
                env=self.env,
                cwd=BASE_DIR,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self.died_at = None
        self.started_at = time.monotonic()
        self.starts += 1

    @property
    def pid(self) -> int:
        """0 while the main process is down."""
        if self.process is None or self.process.poll() is not None:
            return 0
        return self.process.pid

    @property
    def age(self) -> float:
        """Seconds that the main process lives; 0 while it is down."""
        return time.monotonic() - self.started_at if self.pid else 0.0

    def everyone(self) -> list[int]:
        """The main process and all below it, also those that left its group (PostgreSQL's do)."""
        return [self.pid, *descendants_of(self.pid)] if self.pid else []

    def signal_group(self, number: int) -> bool:
        """False when nobody is left."""
        if self.process is None:
            return False
        try:
            os.killpg(self.process.pid, number)
        except ProcessLookupError:
            return False
        return True

    def tend(self) -> None:
        """Bring it back a second after it died, once nobody of its former life is left."""
        if self.process is None or self.pid:
            return
        now = time.monotonic()
        if self.died_at is None:
            self.died_at = now
            self.signal_group(signal.SIGTERM)
            self.signal_group(signal.SIGCONT)
        waited = now - self.died_at
        if waited > LEFTOVER_SECONDS:
            self.signal_group(signal.SIGKILL)
        is_alone = not self.signal_group(0) or waited > LEFTOVER_SECONDS + RESTART_SECONDS
        if waited > RESTART_SECONDS and is_alone:
            self.start()

    def end(self, number: int, *, seconds: float) -> None:
        """For good."""
        everyone = self.everyone()
        for pid in everyone:
            send(pid, signal.SIGCONT)
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(number)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(seconds)
        for pid in everyone if self.pid else []:
            send(pid, signal.SIGKILL)
        self.signal_group(signal.SIGKILL)
        if self.process is not None:
            self.process.wait()


class Caretaker:
    """Looks after units from a thread until it is let go."""

    def __init__(self, units: list[Unit]) -> None:
        self.units = units
        self.over = threading.Event()
        self.thread = threading.Thread(target=self._care, daemon=True)

    def start(self) -> None:
        self.thread.start()

    def _care(self) -> None:
        while not self.over.wait(0.05):
            for unit in self.units:
                unit.tend()

    def let_go(self) -> None:
        self.over.set()
        self.thread.join()
