"""SQLite: a copy by its online backup API, taken and put back."""

import os
import sqlite3
import zlib
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.db import connection

from elearning.backup.archive import CHUNK, Archive, Member, Tell, sync_folder
from elearning.backup.errors import BackupError, Damaged, InTheWay

MEMBER = "database.sqlite3.gz"
PAGES_AT_ONCE = 8192
# Level 1 is four times quicker than the default and a quarter larger.
LEVEL, GZIP = 1, 31


class SqliteSnapshot:
    """The copy, complete and closed to everybody else."""

    member = MEMBER

    def __init__(self, path: Path, taken_at: datetime) -> None:
        self.path, self.taken_at = path, taken_at
        self.connection = sqlite3.connect(path)

    def ask(self, statement: str) -> Sequence[tuple[Any, ...]]:
        return self.connection.execute(statement).fetchall()

    def dump(self) -> Iterator[bytes]:
        packer = zlib.compressobj(LEVEL, zlib.DEFLATED, GZIP)
        with self.path.open("rb") as file:
            while chunk := file.read(CHUNK):
                yield packer.compress(chunk)
        yield packer.flush()


def database_path() -> Path:
    return Path(str(connection.settings_dict["NAME"]))


@contextmanager
def sqlite_snapshot(scratch: Path, tell: Tell) -> Iterator[SqliteSnapshot]:
    source = database_path()
    if not source.exists():
        raise BackupError(f"There is no database at {source} yet, so there is nothing to back up.")
    copy = scratch / "db.sqlite3"
    taken_at = copy_database(source, copy, tell)
    taken = SqliteSnapshot(copy, taken_at)
    with closing(taken.connection):
        yield taken


def copy_database(source: Path, copy: Path, tell: Tell) -> datetime:
    """When it was taken. In WAL mode a reader stops no writer, and a read transaction held over
    the whole copy keeps it at one moment: without it, each write of another process would make
    the copy begin anew, and under load it would never end."""

    def progress(_status: int, left: int, total: int) -> None:
        tell(f"database: {total - left} of {total} pages")

    with (
        closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=rw", uri=True)) as ours,
        closing(sqlite3.connect(copy)) as theirs,
    ):
        ours.execute("PRAGMA busy_timeout = 20000")
        ours.execute("BEGIN")
        ours.execute("SELECT count(*) FROM sqlite_master").fetchone()
        taken_at = datetime.now(UTC)
        ours.backup(theirs, pages=PAGES_AT_ONCE, progress=progress, sleep=0)
        theirs.execute("PRAGMA journal_mode = DELETE")
    return taken_at


@contextmanager
def replaced(
    archive: Archive, member: Member, scratch: Path, *, keep: Path | None, alone: bool
) -> Iterator[None]:
    """Inside, Django speaks to the backup's database in `scratch`; it takes the site's place only
    when all went well. `keep`: where what was there before stays; `alone`: nobody may have it."""
    place, fresh = database_path(), scratch / "db.sqlite3"
    packed = scratch / MEMBER
    archive.unpack(MEMBER, member, packed)
    unzip(packed, fresh)
    packed.unlink()
    check_integrity(fresh)
    with speaking_to(fresh):
        yield
    settle(fresh)
    if alone:
        check_nobody_has_it_open()
    if keep is not None and place.exists():
        os.link(place, keep)
    for leftover in (f"{place}-wal", f"{place}-shm"):
        Path(leftover).unlink(missing_ok=True)
    fresh.replace(place)
    sync_folder(place.parent)


def unzip(packed: Path, target: Path) -> None:
    unpacker = zlib.decompressobj(GZIP)
    with packed.open("rb") as source, target.open("xb") as file:
        while chunk := source.read(CHUNK):
            file.write(unpacker.decompress(chunk))
        file.write(unpacker.flush())
        file.flush()
        os.fsync(file.fileno())


def check_integrity(path: Path) -> None:
    with closing(sqlite3.connect(path)) as copy:
        try:
            (said,) = copy.execute("PRAGMA integrity_check(1)").fetchone()
        except sqlite3.DatabaseError as error:
            said = str(error)
    if said != "ok":
        raise Damaged(f"The backup's database is damaged: {said}.")


@contextmanager
def speaking_to(path: Path) -> Iterator[None]:
    """Django's connection is to this file meanwhile."""
    before = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = str(path)
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before


def settle(path: Path) -> None:
    """One file, without a journal beside it, and on the disk."""
    with closing(sqlite3.connect(path)) as copy:
        copy.execute("PRAGMA journal_mode = DELETE")
    with path.open("rb") as file:
        os.fsync(file.fileno())


def check_nobody_has_it_open() -> None:
    """Only who has the file alone may leave WAL mode: so it shows. Raises InTheWay."""
    connection.close()
    if not database_path().exists():
        return
    with closing(sqlite3.connect(database_path(), timeout=0.5)) as ours:
        try:
            ours.execute("PRAGMA journal_mode = DELETE")
        except sqlite3.OperationalError as error:
            raise InTheWay(
                f"Another process has {database_path()} open ({error}). Stop web and relay first."
            ) from None
