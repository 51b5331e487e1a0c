"""Putting a backup back: all of it, or nothing.

The archive is read and checked to its last byte before anything is touched. Files are unpacked
beside the site's own and change places with them by renaming, in the moment before the database
does: SQLite's file is replaced by a rename, PostgreSQL's content in one transaction.
"""

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.core.management import CommandError
from django.db import Error as DatabaseError
from django.db import connection

from elearning.backup import aftermath, target
from elearning.backup.archive import Archive, Tell, path_inside
from elearning.backup.errors import BackupError, InTheWay, free_space, in_one_line
from elearning.backup.manifest import Manifest, check_fits, key_fingerprint, read_manifest
from elearning.backup.taking import KEY, MEDIA


@dataclass(frozen=True, slots=True)
class Restored:
    """What is there now. `kept`: where the earlier database file and folders lie."""

    manifest: Manifest
    held: int
    kept: list[str]
    warnings: list[str]


@dataclass(frozen=True, slots=True)
class Consent:
    """What whoever asked allows: to replace people, asked once more by name; a running site."""

    replace: bool
    while_running: bool
    confirm: Callable[[target.Here, Manifest], bool]


def restore_backup(path: Path, consent: Consent, *, tell: Tell) -> Restored:
    """Raises BackupError with a sentence; then nothing has changed."""
    try:
        return _restore(path, consent, tell)
    except (OSError, DatabaseError, sqlite3.Error, CommandError) as error:
        space = free_space(Path(settings.VAR_DIR))
        raise BackupError(f"Nothing was restored: {in_one_line(error)} {space}.") from error


def _restore(path: Path, consent: Consent, tell: Tell) -> Restored:
    tell("checking the backup")
    Path(settings.VAR_DIR).mkdir(parents=True, exist_ok=True)
    archive = Archive(path)
    manifest = read_manifest(archive)
    check_fits(manifest)
    here = target.look_here()
    target.check_empty(here, replace=consent.replace)
    if not consent.while_running:
        target.check_stopped(here)
    if here.people and not consent.confirm(here, manifest):
        raise InTheWay("Nothing was restored: type the site's name when asked, or say --yes.")
    with tempfile.TemporaryDirectory(prefix="restoring-", dir=settings.VAR_DIR) as scratch:
        swap = Swap(stamp=datetime.now(UTC).strftime("%Y%m%d-%H%M%S"), keep=bool(here.people))
        unpack_files(archive, manifest, Path(scratch), swap, tell)
        tell(f"loading the database into {target.place()}")
        alone = not consent.while_running
        database = database_replaced(archive, manifest, Path(scratch), swap, alone=alone)
        with swap.undone_on_failure(), database:
            held = brought_up(manifest, tell)
            swap.do()
    archive.close()
    return Restored(manifest, held, [str(path) for path in swap.kept()], warnings(manifest))


def unpack_files(
    archive: Archive, manifest: Manifest, scratch: Path, swap: "Swap", tell: Tell
) -> None:
    """The media folder and the key, ready to change places with those of the site."""
    media = scratch / "media"
    media.mkdir()
    names = [name for name in manifest.members if name.startswith(MEDIA)]
    for number, name in enumerate(names, 1):
        inside = path_inside(name.removeprefix(MEDIA))
        archive.unpack(name, manifest.members[name], media / inside)
        tell(f"files: {number} of {len(names)}")
    swap.add(media, Path(settings.MEDIA_ROOT).resolve())
    if KEY in manifest.members and not os.environ.get("SECRET_KEY"):
        archive.unpack(KEY, manifest.members[KEY], scratch / KEY)
        (scratch / KEY).chmod(0o600)
        swap.add(scratch / KEY, Path(settings.VAR_DIR) / KEY)


def brought_up(manifest: Manifest, tell: Tell) -> int:
    """The loaded database is counted, brought to this release, and settled; the mails held."""
    tell("database loaded; counting its rows")
    aftermath.check_rows(manifest)
    tell("bringing the database to this release")
    aftermath.migrate()
    return aftermath.settle(manifest)


def database_replaced(
    archive: Archive, manifest: Manifest, scratch: Path, swap: "Swap", *, alone: bool
) -> AbstractContextManager[None]:
    if connection.vendor == "sqlite":
        from elearning.backup import sqlite

        keep = swap.aside(sqlite.database_path()) if swap.keep else None
        member = manifest.members[sqlite.MEMBER]
        return sqlite.replaced(archive, member, scratch, keep=keep, alone=alone)
    from elearning.backup import postgres

    return postgres.replaced(archive, manifest.members[postgres.MEMBER], scratch)


class Swap:
    """New files in the places of old ones, by renaming; the old ones stay beside, or go."""

    def __init__(self, *, stamp: str, keep: bool) -> None:
        self.stamp, self.keep = stamp, keep
        self.pairs: list[tuple[Path, Path]] = []
        self.done: list[tuple[Path, Path]] = []

    def add(self, fresh: Path, place: Path) -> None:
        self.pairs.append((fresh, place))

    def aside(self, place: Path) -> Path:
        """Where what is at `place` now goes."""
        return place.with_name(f"{place.name}.before-{self.stamp}")

    def do(self) -> None:
        for fresh, place in self.pairs:
            if place.exists():
                place.rename(self.aside(place))
            self.done.append((fresh, place))
            fresh.rename(place)

    @contextmanager
    def undone_on_failure(self) -> Iterator[None]:
        try:
            yield
        except BaseException:
            self._undo()
            raise
        if not self.keep:
            for _fresh, place in self.done:
                remove(self.aside(place))

    def _undo(self) -> None:
        for fresh, place in reversed(self.done):
            if place.exists():
                place.rename(fresh)
            if self.aside(place).exists():
                self.aside(place).rename(place)

    def kept(self) -> list[Path]:
        """What was set aside and is still there."""
        folders = {place.parent for _fresh, place in self.pairs}
        return sorted(path for folder in folders for path in folder.glob(f"*.before-{self.stamp}"))


def remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def warnings(manifest: Manifest) -> list[str]:
    """What whoever restored should know."""
    found = []
    if KEY not in manifest.members and manifest.key != key_fingerprint():
        found.append(
            "The SECRET_KEY is not the one of the backup: everybody signs in again, and links in"
            " mails sent so far do not work. Set the one that the site had."
        )
    if manifest.missing:
        found.append(
            f"{len(manifest.missing)} files that the database names were not there when the backup"
            f" was made, the first of them {manifest.missing[0]}."
        )
    return found
