"""No room left for the database or the files: B 15."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from courses.authoring.models import ReportUpload
from courses.quizzes.models import Answer, Attempt
from tests.faults.house import House
from tests.support import make
from tests.support.learner import Learner, answer
from tests.support.make_quizzes import make_attempt
from tests.support.prepared import MIGRATED, migrated_postgres
from tests.support.servers import Missing, PostgresServer, RedisServer, url_of
from tests.support.services import not_here
from tests.support.stand import copy_sqlite, database_config, speaking_to

pytestmark = pytest.mark.timeout(900)

REFUSED = (503, 507)


@contextmanager
def small_disk(folder: Path, megabytes: int) -> Iterator[Path]:
    """A disk of its own at `folder`; making one takes root."""
    options = f"size={megabytes}m,mode=0777"
    command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
    try:
        mounted = subprocess.run(command, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        not_here("mount is not installed")
    if mounted.returncode:
        not_here(f"a small disk cannot be mounted here: {mounted.stderr.strip()}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=False)


class Ballast:
    """Takes all the room that is left, and gives it back."""

    def __init__(self, disk: Path) -> None:
        self.path = disk / "ballast"

    def fill(self) -> None:
        with self.path.open("ab", buffering=0) as file:
            size = 1 << 20
            while size >= 512:
                try:
                    file.write(b"\0" * size)
                except OSError:
                    size //= 2

    def drop(self) -> None:
        self.path.unlink(missing_ok=True)


@pytest.fixture
def small_sqlite(
    tmp_path: Path, migrated_sqlite: Path, django_db_blocker: DjangoDbBlocker
) -> Iterator[House]:
    folder = tmp_path / "small"
    folder.mkdir()
    with small_disk(folder, 24) as disk:
        copy_sqlite(migrated_sqlite, disk)
        config = database_config({"VAR_DIR": str(disk)})
        with django_db_blocker.unblock(), speaking_to(config), House(disk) as house:
            house.start("web")
            yield house


class SmallPostgres(PostgresServer):
    """Data and log of changes on one small disk."""

    def settings(self) -> dict[str, str]:
        return {**super().settings(), "shared_buffers": "16MB", "max_wal_size": "64MB"}


@pytest.fixture
def small_postgres(
    tmp_path: Path, redis_server: RedisServer, django_db_blocker: DjangoDbBlocker
) -> Iterator[tuple[House, SmallPostgres]]:
    try:
        server = SmallPostgres(data_of=migrated_postgres())
    except Missing as missing:
        not_here(str(missing))
    with small_disk(server.folder, 160), server:
        urls = {"DATABASE_URL": url_of(server, MIGRATED), "REDIS_URL": redis_server.url}
        config = {**database_config({"VAR_DIR": str(tmp_path), **urls}), "OPTIONS": {}}
        with django_db_blocker.unblock(), speaking_to(config), House(tmp_path, **urls) as house:
            house.start("web")
            yield house, server


def save_until_refused(
    learner: Learner, attempt: Attempt, ballast: Ballast
) -> tuple[set[str], Any]:
    """(operations acknowledged, the first reply that was none): texts as long as they may be.

    The disk is full from the fourth answer on; some may still fit into what the files had.
    """
    kept: set[str] = set()
    for sequence in range(1, 600):
        if sequence == 4:
            ballast.fill()
        given = answer(attempt, f"{sequence} " + "word " * 38, place=3, sequence=sequence)
        reply = learner.save(attempt, given)
        if reply.status != 200:
            return kept, reply
        kept.add(given["operation"])
    raise AssertionError("the disk was never full")


def stored(attempt: Attempt) -> set[str]:
    kept = Answer.objects.filter(attempt=attempt).values_list("operation_id", flat=True)
    return set(map(str, kept))


@pytest.mark.embedded
def test_15_a_full_disk_under_sqlite_refuses_visibly_and_keeps_what_it_had(
    small_sqlite: House,
) -> None:
    attempt, ballast = make_attempt(), Ballast(small_sqlite.folder)
    connection.close()
    with small_sqlite.learner(attempt.user) as learner:
        connection.close()
        kept, refused = save_until_refused(learner, attempt, ballast)
        assert len(kept) >= 3
        assert (refused.status, refused.headers["Retry-After"]) == (507, "30")
        assert "no room left" in refused.json["error"]
        ballast.drop()
        again = learner.save_until_answered(attempt, answer(attempt, "Palermo", place=3))
    assert again.status == 200
    assert kept <= stored(attempt)
    assert len(stored(attempt)) == len(kept) + 1
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        assert cursor.fetchone() == ("ok",)


@pytest.mark.postgres
def test_15_a_full_disk_under_postgres_refuses_visibly_and_keeps_what_it_had(
    small_postgres: tuple[House, SmallPostgres],
) -> None:
    """It may refuse the row, or stop altogether when its log of changes finds no room."""
    house, server = small_postgres
    attempt, ballast = make_attempt(), Ballast(server.folder)
    connection.close()
    with house.learner(attempt.user) as learner:
        connection.close()
        kept, refused = save_until_refused(learner, attempt, ballast)
        assert len(kept) >= 3
        assert refused.status in REFUSED
        assert "Retry-After" in refused.headers
        ballast.drop()
        if not server.is_up():
            server.kill()
            server.start()
        again = learner.save_until_answered(attempt, answer(attempt, "Palermo", place=3))
    assert again.status == 200
    assert kept <= stored(attempt)
    print(f"refused with {refused.status} after {len(kept)} answers")


@pytest.mark.embedded
def test_15_a_full_disk_for_files_refuses_the_upload_and_leaves_nothing_of_it(
    embedded_house: House, tmp_path: Path
) -> None:
    """The files lie on a small disk, the database does not."""
    house, before = embedded_house.without("web"), dict(embedded_house.env)
    media = house.folder / "media"
    media.mkdir(exist_ok=True)
    with small_disk(media, 4):
        house.start("web")
        author = make.instructor()
        ballast = Ballast(media)
        with house.learner(author) as browser:
            ballast.fill()
            refused = browser.upload(reverse("authoring:upload"), "report.md", REPORT)
            assert refused.status == 507
            assert "there is no room left on our disk" in refused.body.decode()
            assert [path for path in media.rglob("*") if path.is_file()] == [ballast.path]
            assert not ReportUpload.objects.filter(uploaded_by=author).exists()
            ballast.drop()
            assert browser.upload(reverse("authoring:upload"), "report.md", REPORT).status == 302
        assert ReportUpload.objects.filter(uploaded_by=author).count() == 1
    house.without("web").env = before


REPORT = b"# Report\n\n" + b"\n\n".join(b"%d. It was said so." % n for n in range(1, 20000))
