"""Tells the relay that work was committed, without anybody waiting for it.

PostgreSQL: NOTIFY in the transaction of the work. SQLite: nothing to do, the relay sees
`PRAGMA data_version` change.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import connection

CHANNEL = "parcours_jobs"
# Twice what the relay ever sleeps (relay.SECOND_LOOK_SECONDS).
SOON_SECONDS = 10


def ring() -> None:
    """Delivered by the database when the transaction commits, and only then."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"NOTIFY {CHANNEL}")


def ringing() -> str:
    """An expression of SQL that rings, for the statement that stores a job.

    Not for what is due later than the relay looks by itself: that would wake it for nothing.
    """
    if connection.vendor != "postgresql":
        return ""
    soon = f"due_at < statement_timestamp() + interval '{SOON_SECONDS} seconds'"
    return f"CASE WHEN {soon} THEN pg_notify('{CHANNEL}', '') END"


_looked_after: ContextVar[str] = ContextVar("looked_after", default="")


@contextmanager
def looking_after(lane: str) -> Iterator[None]:
    """While a worker has work of this lane in hand: it looks for more when that is done, so what
    it causes meanwhile wakes nobody else."""
    before = _looked_after.set(lane)
    try:
        yield
    finally:
        _looked_after.reset(before)


def is_looked_after(lane: str) -> bool:
    return _looked_after.get() == lane
