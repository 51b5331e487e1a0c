from collections.abc import Iterator
from datetime import timedelta

import psycopg
import pytest
from django.db import connection, transaction

from courses.outbox.clock import database_now
from courses.outbox.doorbell import CHANNEL, SOON_SECONDS
from courses.outbox.relay import SECOND_LOOK_SECONDS
from courses.outbox.services import enqueue

OVER = "over"
RINGS = pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no bell")


@RINGS
@pytest.mark.django_db(transaction=True)
def test_only_what_is_due_before_the_relay_looks_by_itself_rings_the_bell() -> None:
    assert SOON_SECONDS > SECOND_LOOK_SECONDS
    with psycopg.connect(**connection.get_connection_params(), autocommit=True) as listening:
        listening.execute(f"LISTEN {CHANNEL}")
        rung = [bool(rings(listening, seconds)) for seconds in (None, 0, 1, SOON_SECONDS + 5, 3600)]
    assert rung == [True, True, True, False, False]


def rings(listening: psycopg.Connection[object], seconds: int | None) -> int:
    due_at = None if seconds is None else database_now() + timedelta(seconds=seconds)
    with transaction.atomic():
        enqueue("outbox.canary", due_at=due_at)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, OVER])
    # In the order in which they were committed, however late the machine brings them.
    heard = [notice.payload for notice in until_over(listening)]
    assert heard[-1] == OVER
    return len(heard) - 1


def until_over(listening: psycopg.Connection[object]) -> Iterator[psycopg.Notify]:
    for notice in listening.notifies(timeout=60):
        yield notice
        if notice.payload == OVER:
            return
