"""Many rows at once: COPY on PostgreSQL, executemany on SQLite. Values are given as stored."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from functools import cache
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Max, Model

Rows = Iterable[Sequence[Any]]


@cache
def is_postgres() -> bool:
    """Asked for each value, so asked of Django once."""
    return connection.vendor == "postgresql"


def moment(value: datetime) -> Any:
    """A time as this database stores it."""
    return value if is_postgres() else value.astimezone(UTC).replace(tzinfo=None).isoformat(" ")


def token(value: UUID) -> Any:
    return value if is_postgres() else value.hex


def reserve(model: type[Model], count: int) -> int:
    """The first of `count` ids in a row that nobody else gets; in a transaction."""
    if not is_postgres():
        highest = model._default_manager.aggregate(highest=Max("pk"))["highest"] or 0
        return int(highest) + 1
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f'LOCK TABLE "{table}" IN SHARE ROW EXCLUSIVE MODE')
        cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, 'id'))", [table])
        first = int(cursor.fetchone()[0])
        cursor.execute(
            "SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)", [table, first + count]
        )
    return first


def store(model: type[Model], columns: Sequence[str], rows: Rows) -> None:
    """Writes rows of `columns`, named as in the table."""
    names = ", ".join(f'"{name}"' for name in columns)
    table = f'"{model._meta.db_table}"'
    with connection.cursor() as cursor:
        if is_postgres():
            with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
            return
        marks = ", ".join(["%s"] * len(columns))
        cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", list(rows))
