"""Tells the relay that work was committed, without anybody waiting for it.

PostgreSQL: NOTIFY in the transaction of the work. SQLite: nothing to do, the relay sees
`PRAGMA data_version` change.
"""

from django.db import connection

CHANNEL = "parcours_jobs"


def ring() -> None:
    """Delivered by the database when the transaction commits, and only then."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"NOTIFY {CHANNEL}")


def ringing() -> str:
    """An expression of SQL that rings, for a statement that returns something anyway."""
    return f"pg_notify('{CHANNEL}', '')" if connection.vendor == "postgresql" else ""
