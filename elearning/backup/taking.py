"""Taking a backup: the database first, the files after it.

That order is right because a file is there before the row that names it is committed, and goes
only after the row is. So every file that the database's snapshot names was there at its moment,
and still is when the files are copied, unless it was replaced or erased in between: those are
counted as missing, said aloud, and stand in the manifest. A file newer than the snapshot is named
by no row, and does no harm.
"""

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
from django.conf import settings
from django.db import Error as DatabaseError

from elearning.backup import snapshots
from elearning.backup.archive import (
    CHUNK,
    MANIFEST,
    Archive,
    ArchiveWriter,
    Tell,
    as_chunks,
    is_backup,
    new_archive,
)
from elearning.backup.errors import BackupError, free_space, in_one_line
from elearning.backup.manifest import Manifest, new_manifest, read_manifest
from elearning.backup.target import place

KEY = "secret_key"
MEDIA = "media/"


@dataclass(frozen=True, slots=True)
class Taken:
    """A whole backup: its size in bytes, and what it says of itself."""

    path: Path
    size: int
    manifest: Manifest


def take_backup(path: Path, *, tell: Tell) -> Taken:
    """Writes a backup of this site to `path`, which is there whole or as it was before.

    Raises BackupError with a sentence for whoever asked.
    """
    check_target(path)
    tell(f"backing up {place()}")
    try:
        with (
            new_archive(path) as archive,
            tempfile.TemporaryDirectory(prefix=f".{path.name}.", dir=path.parent) as scratch,
        ):
            manifest = write(archive, Path(scratch), tell)
    except (OSError, DatabaseError, sqlite3.Error, psycopg.Error) as error:
        space = free_space(path.parent)
        raise BackupError(f"No backup was made: {in_one_line(error)} {space}.") from error
    return Taken(path, path.stat().st_size, manifest)


def check_target(path: Path) -> None:
    if not path.parent.is_dir():
        raise BackupError(f"The folder {path.parent} is not there.")
    if path.exists() and (not path.is_file() or not is_backup(path)):
        raise BackupError(f"{path} is there and is no backup; it is left alone. Name another file.")


def write(archive: ArchiveWriter, scratch: Path, tell: Tell) -> Manifest:
    with snapshots.snapshot(scratch, tell) as taken:
        archive.add(taken.member, taken.dump())
        tables = snapshots.tables_of(taken)
        rows = snapshots.count_rows(taken, tables)
        named = snapshots.files_named(taken, tables)
        migrations = snapshots.migrations_of(taken, tables)
        site, taken_at = snapshots.site_name(taken, tables), taken.taken_at
    if key_file() is not None:
        archive.add(KEY, content_of(key_file()))
    add_media(archive, tell)
    missing = sorted(name for name in named if MEDIA + name not in archive.members)
    manifest = new_manifest(
        taken_at=taken_at,
        site=site,
        migrations=migrations,
        rows=rows,
        missing=missing,
        members=archive.members,
    )
    archive.add(MANIFEST, as_chunks(manifest.as_json()))
    return manifest


def key_file() -> Path | None:
    """Where the site keeps a key that it made itself; None when the environment gives one."""
    path = Path(settings.VAR_DIR) / KEY
    return path if path.exists() and not os.environ.get("SECRET_KEY") else None


def add_media(archive: ArchiveWriter, tell: Tell) -> None:
    root = Path(settings.MEDIA_ROOT)
    for number, path in enumerate(files_below(root), 1):
        try:
            content = content_of(path)
        except FileNotFoundError:
            continue  # erased since it was listed
        archive.add(MEDIA + path.relative_to(root).as_posix(), content)
        tell(f"files: {number}")


def files_below(root: Path) -> Iterator[Path]:
    """Plain files, folder by folder, in order."""
    for folder, folders, names in os.walk(root):
        folders.sort()
        paths = (Path(folder) / name for name in sorted(names))
        yield from (path for path in paths if path.is_file() and not path.is_symlink())


def content_of(path: Path | None) -> Iterator[bytes]:
    """Opened at once, so that a file that is gone is told before anything is written of it."""
    assert path is not None
    return _chunks(os.open(path, os.O_RDONLY))


def _chunks(handle: int) -> Iterator[bytes]:
    with os.fdopen(handle, "rb") as file:
        while chunk := file.read(CHUNK):
            yield chunk


def verify_backup(path: Path) -> Taken:
    """Reads all of a backup: the seal over every byte, the manifest, each member's sum."""
    try:
        archive = Archive(path)
        manifest = read_manifest(archive)
        for name, member in manifest.members.items():
            archive.check(name, member)
        archive.close()
        return Taken(path, path.stat().st_size, manifest)
    except OSError as error:
        raise BackupError(f"{path} cannot be read: {error.strerror}.") from error
