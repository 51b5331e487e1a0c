"""A lane's child process: started when there is work, watched, replaced, killed at the limit."""

import contextlib
import os
import secrets
import subprocess
import sys
import time
from dataclasses import dataclass

import structlog
from django.conf import settings

from courses.outbox import leases

log = structlog.get_logger("parcours.relay")

FIRST_PAUSE_SECONDS = 0.2
LONGEST_PAUSE_SECONDS = 10.0
HEALTHY_AFTER_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class LaneLimits:
    """Seconds: how long one job may take; after how long without work its child may go."""

    job_seconds: float
    idle_seconds: float | None


def limits_of(lane: str) -> LaneLimits:
    """The short lane's child stays, so that grading never waits for a start; the long one goes."""
    if lane == "short":
        return LaneLimits(settings.JOB_SHORT_SECONDS, None)
    return LaneLimits(settings.JOB_LONG_SECONDS, 60.0)


class Child:
    """One process at a time. It claims jobs itself; its `holder` marks the leases it took.

    We write lines to it (`look`, `stop`); it answers `start <job id>` and `end`. When our
    end of its input closes, because we died, it ends at once.
    """

    def __init__(self, lane: str, limits: LaneLimits | None = None) -> None:
        self.lane = lane
        self.limits = limits or limits_of(lane)
        self.process: subprocess.Popen[bytes] | None = None
        self.holder = ""
        self.wanted = False
        self.started_at = self.quiet_since = 0.0
        self.busy_since: float | None = None
        self.not_before = 0.0
        self.pause = FIRST_PAUSE_SECONDS

    def look(self) -> None:
        """There is work; start the process if none is there."""
        self.wanted = True
        if self.process is None:
            if time.monotonic() < self.not_before:
                return
            self._start()
        self._order("look")
        self.wanted = False

    def files(self) -> list[int]:
        return [self.process.stdout.fileno()] if self.process and self.process.stdout else []

    def tend(self) -> float:
        """Read what it says, replace it if it died, end it at its limit; seconds until next."""
        self._listen()
        now = time.monotonic()
        if self.process is not None and self.process.poll() is not None:
            self._bury()
        elif self.busy_since is not None and now - self.busy_since > self.limits.job_seconds:
            self.kill(f"It took longer than {self.limits.job_seconds:g} seconds.")
        elif self._is_idle_too_long(now):
            self.stop_softly()
        if self.process is None and self.wanted:
            self.look()
        return self._seconds_until_next(now)

    def _is_idle_too_long(self, now: float) -> bool:
        longest = self.limits.idle_seconds
        is_quiet = self.process is not None and self.busy_since is None
        return longest is not None and is_quiet and now - self.quiet_since > longest

    def _seconds_until_next(self, now: float) -> float:
        if self.busy_since is not None:
            return max(self.busy_since + self.limits.job_seconds - now, 0.0) + 0.05
        if self.process is None and self.wanted:
            return max(self.not_before - now, 0.0) + 0.01
        return 10.0

    def _start(self) -> None:
        self.holder = secrets.token_hex(4)
        self.process = subprocess.Popen(
            [sys.executable, "-m", "courses.outbox.child", self.lane, self.holder],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=settings.BASE_DIR,
        )
        assert self.process.stdout is not None
        os.set_blocking(self.process.stdout.fileno(), False)
        self.started_at = self.quiet_since = time.monotonic()
        self.busy_since = None

    def _order(self, word: str) -> None:
        if self.process is not None and self.process.stdin is not None:
            with contextlib.suppress(BrokenPipeError):
                self.process.stdin.write(f"{word}\n".encode())
                self.process.stdin.flush()

    def _listen(self) -> None:
        if self.process is None or self.process.stdout is None:
            return
        said = self.process.stdout.read() or b""
        for line in said.decode().splitlines():
            now = time.monotonic()
            self.busy_since = now if line.startswith("start") else None
            self.quiet_since = now

    def _bury(self) -> None:
        """It ended by itself: recycled (0) or struck down; its leases are free again."""
        assert self.process is not None
        code = self.process.wait()
        lived = time.monotonic() - self.started_at
        self._forget()
        if code == 0:
            self.pause, self.not_before = FIRST_PAUSE_SECONDS, 0.0
        else:
            log.warning("child died", lane=self.lane, code=code)
            self.pause = (
                FIRST_PAUSE_SECONDS
                if lived > HEALTHY_AFTER_SECONDS
                else min(self.pause * 2, LONGEST_PAUSE_SECONDS)
            )
            self.not_before = time.monotonic() + self.pause
        freed = leases.give_back_held_by(self.holder, "The process that ran this died.")
        self.wanted = self.wanted or bool(freed) or self.limits.idle_seconds is None

    def _forget(self) -> None:
        assert self.process is not None
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()
        self.process = None
        self.busy_since = None

    def kill(self, reason: str, *, counted: bool = True) -> None:
        """End it now; its leases are free again (`counted`: as a failed attempt)."""
        if self.process is None:
            return
        if self.process.poll() is None:
            log.warning("child killed", lane=self.lane, reason=reason)
            self.process.kill()
        self.process.wait()
        self._forget()
        leases.give_back_held_by(self.holder, reason, counted=counted)
        self.wanted = True

    def stop_softly(self) -> None:
        """Ask it to end after the job in hand."""
        self._order("stop")

    def has_ended(self) -> bool:
        return self.process is None or self.process.poll() is not None
