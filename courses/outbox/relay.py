"""The relay: sees work that was committed, has it run, and looks again by time.

One loop for both ways of running; `Runner` is what differs (children of our own, or Celery
workers over Redis). It does nothing that a second relay, or its own next life, could not repeat.
"""

import os
import signal
import socket
import time
from datetime import timedelta
from types import FrameType
from typing import Any, Protocol

import structlog
from django.conf import settings
from django.db import Error as DatabaseError
from django.db import close_old_connections, connection
from django.db.models import Q, Subquery
from django.db.models.functions import Now

from courses.outbox import leases, upkeep
from courses.outbox.clock import database_now
from courses.outbox.lookout import Lookout, make_lookout
from courses.outbox.models import Job
from courses.outbox.schedules import Timetable
from elearning.prepared import Prepared

log = structlog.get_logger("parcours.relay")

BEAT_SECONDS = 10.0
SECOND_LOOK_SECONDS = 5.0
AFTER_DATABASE_ERROR_SECONDS = 1.0


class Runner(Protocol):
    """Has due work run somewhere else."""

    def start(self) -> None: ...

    def look(self, lane: str) -> None:
        """Work of this lane is due."""

    def tend(self) -> float:
        """Small duties between looks; the seconds until they are wanted again."""

    def files(self) -> list[int]:
        """File descriptors that, when readable, want `tend`."""

    def stop(self) -> None:
        """Let go of everything, gracefully, within seconds."""


class Relay:
    """`run` returns after SIGTERM, SIGINT or, when attached, the end of the parent process."""

    def __init__(self, runner: Runner, *, attached: bool = False) -> None:
        self.runner = runner
        self.parent = os.getppid() if attached else None
        self.stopping = False
        self.timetable = Timetable()
        self.next_beat = self.next_second_look = 0.0
        self.started_at = time.time()

    def run(self) -> None:
        wakes, waker = socket.socketpair()
        waker.setblocking(False)
        wakes.setblocking(False)
        signal.set_wakeup_fd(waker.fileno(), warn_on_full_buffer=False)
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)
        lookout: Lookout | None = None
        try:
            self.runner.start()
            while not self.stopping:
                lookout = self._turn(lookout, wakes.fileno())
        finally:
            self.runner.stop()
            if lookout is not None:
                lookout.close()
            connection.close()

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self.stopping = True

    def _turn(self, lookout: Lookout | None, wakes: int) -> Lookout | None:
        """Look, then wait. A database that is away is asked again a second later."""
        try:
            lookout = lookout or make_lookout()
            self._second_look()
            pause = min(self._look(), self.runner.tend())
            lookout.wait(max(pause, 0.0), [wakes, *self.runner.files()])
        except DatabaseError as error:
            log.warning("database away", reason=str(error).strip())
            close_old_connections()
            time.sleep(AFTER_DATABASE_ERROR_SECONDS)
        if self.parent is not None and os.getppid() != self.parent:
            log.info("parent gone")
            self.stopping = True
        return lookout

    def _look(self) -> float:
        """Tell the runner which lanes have work; seconds until the next work is due."""
        pause = SECOND_LOOK_SECONDS
        first: Any
        for first in _first.all():
            if first.due_at <= first.now:
                self.runner.look(first.lane)
            else:
                pause = min(pause, (first.due_at - first.now) / timedelta(seconds=1))
        return pause

    def _second_look(self) -> None:
        """By time alone: leases that ran out, schedules, our own sign of life."""
        now = time.monotonic()
        if now >= self.next_beat:
            mode = "scaled" if settings.SCALED else "embedded"
            upkeep.beat(upkeep.RELAY, mode=mode, pid=os.getpid(), started_at=self.started_at)
            self.next_beat = now + BEAT_SECONDS
        if now >= self.next_second_look:
            leases.give_back_expired()
            self.timetable.claim_due(database_now())
            self.next_second_look = now + SECOND_LOOK_SECONDS


def _first_of(lane: str) -> Subquery:
    waiting = Job.objects.filter(state=Job.State.DUE, lane=lane).order_by("due_at")
    return Subquery(waiting.values("pk")[:1])


# Asked at every ring of the bell.
_first = Prepared(
    lambda: (
        Job.objects.filter(
            Q(pk=_first_of(Job.Lane.SHORT)) | Q(pk=_first_of(Job.Lane.LONG)), state=Job.State.DUE
        )
        .only("lane", "due_at")
        .annotate(now=Now())
    )
)
