"""What the tests of faults share: a house of each kind, built once, healed before each test."""

import secrets
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from pytest_django import DjangoDbBlocker

from courses.people.site import forget_site_settings
from tests.faults.house import House
from tests.support.mail_sink import MailSink
from tests.support.servers import PostgresServer, RedisServer, execute, url_of
from tests.support.stand import copy_sqlite, database_config, speaking_to


@pytest.fixture(scope="package")
def sink() -> Iterator[MailSink]:
    with MailSink() as running:
        yield running


@pytest.fixture(scope="package")
def house_redis(redis_server: RedisServer) -> Iterator[RedisServer]:
    """The house's own, to kill, stop or wipe (a missing program skips before)."""
    with RedisServer() as server:
        yield server
        server.signal(signal.SIGCONT)


@pytest.fixture(scope="package")
def scaled_parts(
    tmp_path_factory: pytest.TempPathFactory,
    postgres_server: PostgresServer,
    migrated_postgres: str,
    house_redis: RedisServer,
    sink: MailSink,
) -> Iterator[tuple[House, dict[str, Any]]]:
    name = f"house_{secrets.token_hex(4)}"
    execute(postgres_server, f"CREATE DATABASE {name} TEMPLATE {migrated_postgres}")
    folder = tmp_path_factory.mktemp("house")
    urls = {"DATABASE_URL": url_of(postgres_server, name), "REDIS_URL": house_redis.url}
    config = {**database_config({"VAR_DIR": str(folder), **urls}), "OPTIONS": {}}
    with House(folder, **urls, EMAIL_URL=sink.url) as house:
        yield house, config


@pytest.fixture(scope="package")
def embedded_parts(
    tmp_path_factory: pytest.TempPathFactory, migrated_sqlite: Path, sink: MailSink
) -> Iterator[tuple[House, dict[str, Any]]]:
    folder = tmp_path_factory.mktemp("house")
    copy_sqlite(migrated_sqlite, folder)
    with House(folder, EMAIL_URL=sink.url) as house:
        yield house, database_config({"VAR_DIR": str(folder)})


@contextmanager
def lived_in(
    parts: tuple[House, dict[str, Any]], blocker: DjangoDbBlocker, sink: MailSink
) -> Iterator[House]:
    house, config = parts
    sink.forget()
    with blocker.unblock(), speaking_to(config):
        forget_site_settings()
        yield house.heal()
    forget_site_settings()


@pytest.fixture
def scaled_house(
    scaled_parts: tuple[House, dict[str, Any]],
    postgres_server: PostgresServer,
    house_redis: RedisServer,
    sink: MailSink,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[House]:
    """PostgreSQL, Redis, a worker. Whatever a test did to the servers is mended after it."""
    with lived_in(scaled_parts, django_db_blocker, sink) as house:
        yield house
        for server in (postgres_server, house_redis):
            server.signal(signal.SIGCONT)
            if not server.is_up():
                server.kill()
                server.start()


@pytest.fixture
def embedded_house(
    embedded_parts: tuple[House, dict[str, Any]],
    sink: MailSink,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[House]:
    with lived_in(embedded_parts, django_db_blocker, sink) as house:
        yield house


MODES = [
    pytest.param("scaled_house", marks=[pytest.mark.postgres, pytest.mark.redis], id="scaled"),
    pytest.param("embedded_house", id="embedded"),
]


@pytest.fixture(params=MODES)
def house(request: pytest.FixtureRequest) -> House:
    """The test runs in each mode."""
    found = request.getfixturevalue(request.param)
    assert isinstance(found, House)
    return found
