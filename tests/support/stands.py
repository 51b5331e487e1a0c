"""Fixtures of stands: real processes on a migrated database of their own."""

import secrets
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from pytest_django import DjangoDbBlocker

from tests.support import prepared
from tests.support.servers import PostgresServer, RedisServer, execute, url_of
from tests.support.stand import Stand, copy_sqlite, database_config, speaking_to


@pytest.fixture(scope="session")
def migrated_sqlite() -> Path:
    return prepared.migrated_sqlite()


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
        speaking_to(database_config({"VAR_DIR": str(folder)})),
        Stand(folder) as stand,
    ):
        yield stand


@pytest.fixture(scope="session")
def migrated_postgres(postgres_server: PostgresServer) -> str:
    """The name of a migrated database that others are copied from."""
    return prepared.MIGRATED


@pytest.fixture
def own_redis(redis_server: RedisServer) -> Iterator[RedisServer]:
    """A Redis of one test's own, to kill, stop or wipe (a missing program skips before)."""
    with RedisServer() as server:
        yield server
        server.signal(signal.SIGCONT)


@pytest.fixture
def scaled(
    tmp_path: Path,
    postgres_server: PostgresServer,
    migrated_postgres: str,
    own_redis: RedisServer,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[Stand]:
    """Scaled mode: a PostgreSQL database and a Redis of its own, and nothing running yet."""
    name = f"stand_{secrets.token_hex(4)}"
    execute(postgres_server, f"CREATE DATABASE {name} TEMPLATE {migrated_postgres}")
    urls = {"DATABASE_URL": url_of(postgres_server, name), "REDIS_URL": own_redis.url}
    config = database_config({"VAR_DIR": str(tmp_path), **urls})
    with (
        django_db_blocker.unblock(),
        Stand(tmp_path, **urls) as stand,
        speaking_to({**config, "OPTIONS": {}}),
    ):
        yield stand
    execute(postgres_server, f"DROP DATABASE {name} WITH (FORCE)")
