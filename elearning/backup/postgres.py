"""PostgreSQL: dumped by pg_dump from an exported snapshot, and put back in one transaction."""

import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import psycopg
from django.db import connection, transaction
from psycopg.pq import ExecStatus
from psycopg.pq.abc import PGconn

from elearning.backup.archive import CHUNK, Archive, Member, Tell
from elearning.backup.errors import BackupError, Damaged, in_one_line
from elearning.backup.postgres_tools import check_dump_is_new_enough, environment, program

MEMBER = "database.dump"
# Level 1 is three times quicker than the default and a fifth larger.
LEVEL = "1"
# What pg_restore writes for psql alone.
FOR_PSQL = (b"\\restrict", b"\\unrestrict", b"\\connect")
COPY_BYTES = 1 << 17


class PostgresSnapshot:
    """A transaction that holds one moment; pg_dump joins it."""

    member = MEMBER

    def __init__(self, held: psycopg.Connection, tell: Tell) -> None:
        self.held, self.tell = held, tell
        self.exported, self.taken_at = self._begin()

    def _begin(self) -> tuple[str, datetime]:
        self.held.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        row = self.held.execute("SELECT pg_export_snapshot(), clock_timestamp()").fetchone()
        assert row is not None
        return row[0], row[1]

    def ask(self, statement: str) -> Sequence[tuple[Any, ...]]:
        return self.held.execute(statement.encode()).fetchall()

    def dump(self) -> Iterator[bytes]:
        options = ["--format=custom", f"--compress={LEVEL}", "--no-owner", "--no-privileges"]
        command = [program("pg_dump"), *options, f"--snapshot={self.exported}"]
        with running(command, what="pg_dump") as process:
            assert process.stdout is not None
            written = 0
            while chunk := process.stdout.read(CHUNK):
                written += len(chunk)
                self.tell(f"database: {written >> 20} MB packed")
                yield chunk


@contextmanager
def postgres_snapshot(tell: Tell) -> Iterator[PostgresSnapshot]:
    with psycopg.connect(**connection.get_connection_params(), autocommit=True) as held:
        check_dump_is_new_enough(held.info.server_version // 10000)
        yield PostgresSnapshot(held, tell)


@contextmanager
def running(command: Sequence[object], *, what: str) -> Iterator[subprocess.Popen[bytes]]:
    """A program of PostgreSQL's whose output we read. Raises BackupError with its last words."""
    with tempfile.TemporaryFile() as words:
        process = subprocess.Popen(
            [str(word) for word in command],
            stdout=subprocess.PIPE,
            stderr=words,
            env=environment(),
        )
        try:
            yield process
            code = process.wait()
        finally:
            if process.poll() is None:
                process.kill()
                process.wait()
            if process.stdout is not None:
                process.stdout.close()
        words.seek(0)
        said = words.read().decode(errors="replace").strip().splitlines()
    if code != 0:
        raise BackupError(f"{what} failed: {said[-1] if said else f'exit code {code}'}.")


@contextmanager
def replaced(archive: Archive, member: Member, scratch: Path) -> Iterator[None]:
    """Inside, the site's database is the backup's, in a transaction nobody else sees: committed
    at the end when all went well."""
    dump = scratch / MEMBER
    archive.unpack(MEMBER, member, dump)
    check_readable(dump)
    with transaction.atomic():
        drop_everything()
        play(dump)
        yield


def check_readable(dump: Path) -> None:
    """A pg_restore too old for the dump says so before anything is dropped."""
    with running([program("pg_restore"), "--list", dump], what="pg_restore") as process:
        assert process.stdout is not None
        if not process.stdout.read():
            raise Damaged("The backup's database is empty.")


def drop_everything() -> None:
    """All tables, views and sequences of the site's schema, with what hangs on them."""
    kinds = {"r": "TABLE", "p": "TABLE", "v": "VIEW", "m": "MATERIALIZED VIEW", "S": "SEQUENCE"}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relkind::text, quote_ident(relname) FROM pg_class"
            " WHERE relnamespace = current_schema()::regnamespace AND relkind = ANY(%s)"
            " ORDER BY relkind = 'S'",
            [list(kinds)],
        )
        for kind, name in cursor.fetchall():
            cursor.execute(f"DROP {kinds[kind]} IF EXISTS {name} CASCADE")


def play(dump: Path) -> None:
    """Runs the dump's statements on Django's own connection, in its transaction.

    pg_restore only writes them out: had it a connection of its own, what follows a restore
    (migrating, mail on hold) could not be committed together with it.
    """
    options = ["--no-owner", "--no-privileges", "--file=-"]
    with connection.cursor() as cursor:
        cursor.execute("SHOW search_path")
        (search_path,) = cursor.fetchone()
        with running([program("pg_restore"), *options, dump], what="pg_restore") as process:
            assert process.stdout is not None and connection.connection is not None
            try:
                Player(connection.connection.pgconn).play(iter(process.stdout.readline, b""))
            except psycopg.Error as error:
                raise BackupError(
                    f"The database did not take the backup: {in_one_line(error)}"
                ) from error
        cursor.execute("SELECT set_config('search_path', %s, false)", [search_path])


class Player:
    """Feeds a plain dump to a server as psql would: statements, and the rows of each COPY."""

    def __init__(self, server: PGconn) -> None:
        self.server = server

    def play(self, lines: Iterator[bytes]) -> None:
        waiting: list[bytes] = []
        for line in lines:
            if line.startswith(FOR_PSQL):
                continue
            waiting.append(line)
            if line.startswith(b"COPY ") and line.endswith(b" FROM stdin;\n"):
                self._run(waiting, ExecStatus.COPY_IN)
                self._copy(lines)
                waiting = []
        self._run(waiting, ExecStatus.COMMAND_OK)

    def _run(self, statements: list[bytes], wanted: ExecStatus) -> None:
        result = self.server.exec_(b"".join(statements))
        if result.status not in (wanted, ExecStatus.TUPLES_OK, ExecStatus.EMPTY_QUERY):
            raise psycopg.DatabaseError(result.get_error_message())

    def _copy(self, lines: Iterator[bytes]) -> None:
        rows, size = [], 0
        for line in lines:
            if line == b"\\.\n":
                break
            rows.append(line)
            size += len(line)
            if size > COPY_BYTES:
                self.server.put_copy_data(b"".join(rows))
                rows, size = [], 0
        if rows:
            self.server.put_copy_data(b"".join(rows))
        self.server.put_copy_end()
        result = self.server.get_result()
        if result is None or result.status != ExecStatus.COMMAND_OK:
            raise psycopg.DatabaseError(
                result.get_error_message() if result else "COPY gave no result."
            )
        while self.server.get_result() is not None:
            pass
