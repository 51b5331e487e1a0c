"""A web process's sign of life: once before its first request, then from a thread."""

import threading
import time

import structlog
from django.db import Error as DatabaseError
from django.db import connection

from courses.outbox import outages

log = structlog.get_logger("parcours.web")

AFTER_DATABASE_ERROR_SECONDS = 1.0

# Said once, and not at each try.
_is_away = False


def start() -> None:
    """Call it in each web process, after the fork. Returns when the first beat was tried."""
    pause = _beat()
    connection.close()  # this thread serves nobody
    threading.Thread(target=_go_on, args=(pause,), name="pulse", daemon=True).start()


def _go_on(pause: float) -> None:
    while True:
        time.sleep(pause)
        pause = _beat()


def _beat() -> float:
    """Seconds until the next. A database that is away is asked again: the gap is its outage."""
    global _is_away
    try:
        pause = outages.beat()
    except DatabaseError as error:
        if not _is_away:
            log.warning("no sign of life", reason=str(error).strip())
        _is_away = True
        connection.close()
        return AFTER_DATABASE_ERROR_SECONDS
    _is_away = False
    return pause
