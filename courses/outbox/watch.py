"""A worker that hears nothing while work is announced ends itself, and is started again.

A consumer can go deaf without an error: its connection to Redis stands, and nothing comes. The
process looks healthy then, so nobody else would end it. Work that the relay announces again and
again for half a minute, while this worker neither receives nor runs anything, is the proof.
"""

import os
import secrets
import signal
import threading
import time
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

import psycopg
import structlog
from celery.signals import task_received, worker_ready
from django.conf import settings
from django.db import connection

from courses.outbox.models import Job
from courses.outbox.relay_scaled import RESEND_SECONDS

log = structlog.get_logger("parcours.worker")

LOOKS = 6
TIME_TO_STOP_SECONDS = 10.0
# Younger work may still be on its way; what was announced longer ago shows that the relay or
# Redis is away, and says nothing of this worker.
ON_ITS_WAY = timedelta(seconds=2)
ANNOUNCED_LATELY = timedelta(seconds=RESEND_SECONDS + 10)
# By a connection of its own, closed at once: the worker forks its children from this process,
# which should hold no pool and no open connection that they would inherit.
UNHEARD = f"""
    SELECT count(*) FROM {Job._meta.db_table}
    WHERE state = 'due' AND lane = ANY(%s)
      AND due_at < clock_timestamp() - %s AND dispatched_at > clock_timestamp() - %s
      AND NOT EXISTS (
        SELECT FROM {Job._meta.db_table}
        WHERE state = 'leased' AND lease_until > clock_timestamp()
          AND starts_with(lease_token, %s)
      )
"""
# Marks the leases that this worker's children take: they are forked from it and share the name.
# Celery's own list of running tasks keeps one whose acknowledgement hangs in a dead connection.
HOLDER = secrets.token_hex(4)


class Watch:
    """Looks several times within `seconds`; deaf is who heard nothing in all that time.

    `seconds` is more than RESEND_SECONDS: until then work may count as announced that a worker
    was to run after the job in hand, and died.
    """

    def __init__(self, lanes: Iterable[str], seconds: float) -> None:
        self.lanes = list(lanes)
        self.seconds = seconds
        self.heard_at = time.monotonic()
        self.unheard_since: float | None = None

    def hear(self, **_: Any) -> None:
        self.heard_at = time.monotonic()

    def is_deaf(self) -> bool:
        """Call it again and again; True once work has waited unheard for the whole time."""
        now = time.monotonic()
        if not self._is_anything_unheard():
            self.unheard_since = None
            return False
        began = self.unheard_since
        if began is None or self.heard_at > began:
            self.unheard_since = now
            return False
        return now - began > self.seconds

    def _is_anything_unheard(self) -> bool:
        """Never while a job of ours runs. A database that cannot be asked proves nothing."""
        try:
            with psycopg.connect(**connection.get_connection_params()) as asked:
                params = [self.lanes, ON_ITS_WAY, ANNOUNCED_LATELY, HOLDER]
                row = asked.cursor(row_factory=psycopg.rows.scalar_row)
                return bool(row.execute(UNHEARD, params).fetchone())
        except psycopg.Error as error:
            log.warning("cannot look", reason=str(error).strip())
            return False

    def run(self) -> None:
        while not self.is_deaf():
            time.sleep(self.seconds / LOOKS)
        log.error("deaf", lanes=self.lanes, seconds=self.seconds)
        end_this_worker()


def end_this_worker() -> None:
    """Nothing is in hand. Politely, then without asking: its main loop may hang in the socket."""
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(TIME_TO_STOP_SECONDS)
    os._exit(1)


@worker_ready.connect
def begin(sender: Any, **_: Any) -> None:
    """In each worker of the scaled mode."""
    if connection.vendor != "postgresql":
        return
    watch = Watch(sender.app.amqp.queues.consume_from, settings.WORKER_DEAF_SECONDS)
    task_received.connect(watch.hear, weak=False)
    threading.Thread(target=watch.run, daemon=True, name="watch").start()
