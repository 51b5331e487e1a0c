"""A small site backed up and restored: what comes along, and what is refused.

On SQLite, in this process; RELIABILITY.md B 32 with real processes, and PostgreSQL, is in
test_under_load.py.
"""

import json
import os
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone
from pytest_django import Settings

from courses.certificates.models import Certificate
from courses.mail.hold import hold_in_force
from courses.mail.models import Message
from courses.outbox.models import Heartbeat, Job, ScheduleRun
from courses.outbox.schedules import SCHEDULES
from courses.people.models import User
from elearning.backup import restoring
from elearning.backup.archive import Archive, new_archive
from elearning.backup.errors import BackupError, Damaged, DoesNotFit, InTheWay, NotABackup
from elearning.backup.manifest import read_manifest
from elearning.backup.restoring import Consent, Restored, restore_backup
from elearning.backup.taking import take_backup, verify_backup
from tests.elearning.backup.conftest import Host
from tests.support import make
from tests.support.services import not_here

pytestmark = pytest.mark.embedded


def back_up(site: Path) -> Path:
    return take_backup(site / "site.tar", tell=quiet).path


def quiet(words: str) -> None:
    """Nobody is told."""


def restore(
    path: Path, *, replace: bool = False, while_running: bool = False, yes: bool = True
) -> Restored:
    return restore_backup(path, Consent(replace, while_running, lambda *_: yes), tell=quiet)


def everything(folder: Path) -> dict[str, bytes]:
    """Each file of a site; of the database what it says, not how it lies there."""
    files = (path for path in folder.rglob("*") if path.is_file())
    kept = (path for path in files if not path.name.endswith(("-wal", "-shm", ".tar")))
    found = {str(path.relative_to(folder)): path.read_bytes() for path in kept}
    with closing(sqlite3.connect(folder / "db.sqlite3")) as database:
        return {**found, "db.sqlite3": "\n".join(database.iterdump()).encode()}


def test_a_restored_site_has_people_files_and_key(site: Path, tmp_path: Path, on: Host) -> None:
    path = back_up(site)
    with on(tmp_path / "new"):
        restored = restore(path)
        certificate = Certificate.objects.get()
        content = certificate.pdf.read()
        assert restored.manifest.rows["courses_user"] == 1
    assert content.startswith(b"%PDF-")
    assert (tmp_path / "new/secret_key").read_text() == "the site's own key"
    assert (tmp_path / "new/secret_key").stat().st_mode & 0o777 == 0o600


def test_a_key_of_the_environment_stays_there(
    site: Path, tmp_path: Path, on: Host, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    monkeypatch.setenv("SECRET_KEY", "of the environment")
    path = back_up(site)
    assert "secret_key" not in Archive(path).infos
    settings.SECRET_KEY = "another"
    with on(tmp_path / "new"):
        assert "SECRET_KEY is not the one of the backup" in restore(path).warnings[0]


def test_what_was_done_this_hour_is_not_done_again(site: Path, tmp_path: Path, on: Host) -> None:
    for name in ("relay", "web"):
        Heartbeat.objects.create(name=name, beat_at=timezone.now() - timedelta(minutes=1))
    path = back_up(site)
    with on(tmp_path / "new"):
        restore(path)
        assert {run.name for run in ScheduleRun.objects.all()} == {s.task for s in SCHEDULES}
        assert not Job.objects.filter(task__in=[s.task for s in SCHEDULES]).exists()
        # Since the web's last sign of life there was an outage, and its time is given back.
        assert [beat.name for beat in Heartbeat.objects.all()] == ["web"]


def test_mail_is_on_hold_and_says_since_when(site: Path, tmp_path: Path, on: Host) -> None:
    path = back_up(site)
    with on(tmp_path / "new"):
        restored = restore(path)
        hold = hold_in_force()
        assert hold is not None
        assert hold.backup_at == restored.manifest.time
        assert (restored.held, Message.objects.get().state) == (1, "held")


def test_a_new_row_never_has_the_id_of_a_lost_one(site: Path, tmp_path: Path, on: Host) -> None:
    path = back_up(site)
    lost = make.person().pk
    with on(tmp_path / "new"):
        restore(path)
        assert make.person().pk > lost + 1000
        assert Heartbeat.objects.create(name="first of all", beat_at=timezone.now()).pk > 1000


def test_a_site_with_people_is_left_alone_unless_told(site: Path) -> None:
    path = back_up(site)
    before = everything(site)
    with pytest.raises(InTheWay, match="has people"):
        restore(path)
    with pytest.raises(InTheWay, match="say --yes"):
        restore(path, replace=True, yes=False)
    assert everything(site) == before


def test_replacing_keeps_what_was_there_beside(site: Path) -> None:
    path = back_up(site)
    User.objects.create_user("later@example.org")
    (site / "media/later.txt").write_text("later")
    restored = restore(path, replace=True)
    assert [user.email for user in User.objects.all()] == ["ana@example.org"]
    assert not (site / "media/later.txt").exists()
    kept = sorted(Path(name).name.partition(".before-")[0] for name in restored.kept)
    assert kept == ["db.sqlite3", "media", "secret_key"]


def test_a_running_site_is_left_alone_unless_told(site: Path) -> None:
    path = back_up(site)
    Heartbeat.objects.create(name="web", beat_at=timezone.now())
    with pytest.raises(InTheWay, match="running"):
        restore(path, replace=True)
    restore(path, replace=True, while_running=True)


def test_a_file_that_somebody_has_open_is_left_alone(site: Path) -> None:
    path = back_up(site)
    command = "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute('select 1 from"
    command += " courses_user').fetchone(); print(flush=True); sys.stdin.read()"
    connection.close()
    with subprocess.Popen(
        ["python3", "-c", command, str(site / "db.sqlite3")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        with pytest.raises(InTheWay, match=r"has .* open"):
            restore(path, replace=True)
        holder.communicate(b"")
    restore(path, replace=True)


def test_a_changed_byte_changes_nothing(site: Path) -> None:
    path = back_up(site)
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    before = everything(site)
    with pytest.raises(Damaged):
        restore(path, replace=True)
    with pytest.raises(Damaged):
        verify_backup(path)
    assert everything(site) == before


def test_another_file_is_no_backup(site: Path) -> None:
    (site / "other").write_text("no backup")
    with pytest.raises(NotABackup):
        restore(site / "other", replace=True)


def test_a_file_that_is_not_there_is_told_in_one_line(site: Path) -> None:
    with pytest.raises(BackupError, match="No such file") as told:
        restore(site / "nowhere.tar")
    assert "\n" not in str(told.value)


def told_otherwise(path: Path, **said: object) -> Path:
    """The same backup, whose manifest says something else."""
    archive = Archive(path)
    manifest = {**archive.json("manifest.json"), **said}
    other = path.with_name("other.tar")
    with new_archive(other) as writer:
        for name in [*manifest["members"], "manifest.json"]:
            if name != "parcours-backup":
                is_it = name == "manifest.json"
                content = [json.dumps(manifest).encode()] if is_it else archive.chunks(name)
                writer.add(name, content)
    return other


def test_a_backup_of_a_newer_release_is_refused(site: Path) -> None:
    newer = told_otherwise(back_up(site), release="9.0", migrations=["courses.9999_future"])
    with pytest.raises(DoesNotFit, match=r"release 9\.0, newer .* courses\.9999_future"):
        restore(newer, replace=True)


def test_a_backup_of_the_other_database_is_refused(site: Path) -> None:
    other = told_otherwise(back_up(site), database="postgresql")
    with pytest.raises(DoesNotFit, match="holds a PostgreSQL database"):
        restore(other, replace=True)


def test_rows_that_are_not_as_counted_are_refused_and_nothing_has_changed(site: Path) -> None:
    path = back_up(site)
    rows = {**read_manifest(Archive(path)).rows, "courses_user": 7}
    before = everything(site)
    with pytest.raises(BackupError, match="courses_user has 1 rows instead of 7"):
        restore(told_otherwise(path, rows=rows), replace=True)
    assert everything(site) == before


def test_what_fails_at_the_last_moment_is_undone(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = back_up(site)
    before = everything(site)

    def fail(*_: object) -> int:
        raise OSError("No space left on device")

    monkeypatch.setattr(restoring.Swap, "do", fail)
    with pytest.raises(BackupError, match="Nothing was restored: No space left"):
        restore(path, replace=True)
    assert everything(site) == before


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A real one of one megabyte; only root can make it."""
    folder = tmp_path / "small"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "parcours", str(folder)]
    if os.getuid() != 0 or subprocess.run(mount, capture_output=True).returncode:
        not_here("a small disk cannot be mounted here")
    yield folder
    connection.close()
    subprocess.run(["umount", "-l", str(folder)], check=True)


def test_a_full_disk_leaves_no_half_backup(site: Path, small_disk: Path) -> None:
    (site / "media/large.bin").write_bytes(os.urandom(2_000_000))
    with pytest.raises(BackupError, match=r"No backup was made: .* \([01]\.\d MB free"):
        take_backup(small_disk / "site.tar", tell=quiet)
    assert list(small_disk.iterdir()) == []


def test_a_full_disk_restores_nothing(site: Path, small_disk: Path, on: Host) -> None:
    path = back_up(site)
    with (
        on(small_disk),
        pytest.raises(BackupError, match=r"Nothing was restored: .* \([01]\.\d MB free"),
    ):
        restore(path)
    assert not (small_disk / "media").exists()


def test_a_file_of_another_kind_is_never_overwritten(site: Path) -> None:
    (site / "thesis.doc").write_text("years of work")
    with pytest.raises(BackupError, match="is left alone"):
        take_backup(site / "thesis.doc", tell=quiet)
    back_up(site)
    assert back_up(site).exists()


def test_a_file_that_a_row_names_and_nobody_has_is_told(site: Path) -> None:
    name = str(Certificate.objects.get().pdf.name)
    (site / "media" / name).unlink()
    taken = take_backup(site / "site.tar", tell=quiet)
    assert taken.manifest.missing == [name]


def test_the_manifest_says_what_is_inside(site: Path) -> None:
    manifest = verify_backup(back_up(site)).manifest
    assert manifest.rows["courses_certificate"] == 1
    assert "courses.0001_user" in manifest.migrations
    assert timezone.now() - manifest.time < timedelta(minutes=5)
    assert (manifest.database, manifest.mode, manifest.format) == ("sqlite", "embedded", 1)
