"""Django's backend for PostgreSQL, with a cheaper answer to whether a connection still stands."""

import select

from django.db.backends.postgresql import base
from psycopg.pq import ConnStatus


class DatabaseWrapper(base.DatabaseWrapper):
    """Settings name this package as the database's engine."""

    def is_usable(self) -> bool:
        """Asked before the first query of every request, so it must not be a query itself.

        A connection on which nothing is under way is silent while it stands. A server that ended
        it (terminated, restarted, killed) leaves its last words or the line's end to be read. A
        line that was cut without a word is found out by neither this nor Django's own `SELECT 1`.
        """
        held = self.connection
        if held is None or held.pgconn.status != ConnStatus.OK:
            return False
        line = select.poll()
        line.register(held.pgconn.socket, select.POLLIN)
        return not line.poll(0)
