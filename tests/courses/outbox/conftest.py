"""Stands for the relay's tests: real processes on a migrated database of their own."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from pytest_django import DjangoDbBlocker

from tests.support.stand import Stand, copy_sqlite, migrate, speaking_to, sqlite_config


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("migrated")
    migrate({"VAR_DIR": str(folder), "DATABASE_URL": "", "REDIS_URL": ""})
    return folder


@pytest.fixture
def stand(
    tmp_path: Path, migrated_sqlite: Path, django_db_blocker: DjangoDbBlocker
) -> Iterator[Stand]:
    """Embedded mode: SQLite, no Redis, and nothing running yet."""
    with embedded_stand(tmp_path, migrated_sqlite, django_db_blocker) as stand:
        yield stand


@pytest.fixture(scope="module")
def running(
    tmp_path_factory: pytest.TempPathFactory,
    migrated_sqlite: Path,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[Stand]:
    """One embedded stand for a module's gentle tests, its relay up and warm."""
    folder = tmp_path_factory.mktemp("running")
    with embedded_stand(folder, migrated_sqlite, django_db_blocker) as stand:
        stand.relay()
        stand.wait_until_done(stand.enqueue("tests.note", words="warm"))
        yield stand


@contextmanager
def embedded_stand(
    folder: Path, migrated_sqlite: Path, django_db_blocker: DjangoDbBlocker
) -> Iterator[Stand]:
    copy_sqlite(migrated_sqlite, folder)
    with (
        django_db_blocker.unblock(),
        speaking_to(sqlite_config(folder)),
        Stand(folder) as stand,
    ):
        yield stand
