"""Whether a connection still stands is seen without a query."""

import psycopg
import pytest
from django.db import connection

from tests.support.servers import wait_for

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="of PostgreSQL's connections"),
]


def pid_of_ours() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return int(cursor.fetchone()[0])


def test_a_connection_that_stands_is_usable_and_is_not_asked() -> None:
    pid = pid_of_ours()
    with psycopg.connect(**connection.get_connection_params(), autocommit=True) as other:
        asked = "SELECT query_start FROM pg_stat_activity WHERE pid = %s"
        before = other.execute(asked, [pid]).fetchone()
        assert connection.is_usable()
        assert other.execute(asked, [pid]).fetchone() == before


def test_a_connection_that_the_server_ended_is_not_usable() -> None:
    pid = pid_of_ours()
    with psycopg.connect(**connection.get_connection_params(), autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(%s)", [pid])
    wait_for(lambda: not connection.is_usable(), seconds=5, what="the end of the line seen")
    connection.close()
    assert pid_of_ours() != pid


def test_a_connection_that_we_closed_is_not_usable() -> None:
    pid_of_ours()
    connection.connection.close()
    assert not connection.is_usable()
    connection.close()
